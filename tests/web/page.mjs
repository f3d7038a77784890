// page.mjs PROGRAM CHROMIUM OUT: the published page in a browser, on telephones and desks, light and dark, by keyboard and on
// paper; with axe's rules of WCAG 2.1 A and AA. Pictures of it are left in OUT.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'

const [program, browserPath, out] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const BASE = 'https://powiat.example.pl/spotkania/'
const HEAD = 'id;powiat;data;godzina;do;temat;opis;miejsce;adres;kod pocztowy;miejscowość;link;status'
const COUNTIES = ['gorzowski', 'krośnieński', 'międzyrzecki', 'nowosolski', 'słubicki', 'strzelecko-drezdenecki', 'sulęciński',
  'świebodziński', 'zielonogórski', 'żagański', 'żarski', 'wschowski', 'm. Gorzów Wielkopolski', 'm. Zielona Góra']
const quoted = text => `"${text.replaceAll('"', '""')}"`

const LISTS = {
  few: [
    'a;żarski;20.11.2026;10:00;12:00;Dostępność w urzędach;;Ratusz;Rynek 1/5;68-200;Żary;;',
    'b;żarski;11.05.2027;10:00;12:00;Centra usług społecznych;"Powitanie;\nDyskusja";Starostwo, sala 105, I piętro;al. Jana Pawła II 5;68-200;Żary;https://example.pl/cus?rok=2027;',
    'c;nowosolski, wschowski;12.05.2027;9:30;;Dotacje dla organizacji;;;;;Nowa Sól;;wstępne',
    'd;m. Zielona Góra;13.05.2027;;;Dzień otwarty;;Urząd Miasta;ul. Podgórna 22;65-424;Zielona Góra;;odwołane',
  ],
  many: Array.from({ length: 200 }, (_, n) => {
    const [day, hour] = [String(1 + n % 28).padStart(2, '0'), 8 + n % 9]
    const topic = ['Centra usług społecznych', 'Dotacje dla organizacji pozarządowych', 'Dostępność w urzędach', 'Opieka nad seniorami',
      'Transport publiczny', 'Programy współpracy'][n % 6]
    return `m${n};${COUNTIES[n % 14]};${day}.${String(1 + n % 12).padStart(2, '0')}.2027;${hour}:${n % 2 ? '30' : '00'};${hour + 2}:00;`
      + `${topic}: spotkanie ${n + 1};Omówienie zasad i pytania;Starostwo Powiatowe, sala ${100 + n};ul. Piastowska ${n + 1};67-100;Nowa Sól;;`
  }),
  hostile: [
    'a;żarski;11.05.2027;10:00;12:00;' + quoted('</script></style><script>document.title="ha"</script><img src=x onerror="document.title=1">')
      + ';' + quoted('<!-- &amp; <b>x</b>') + ';' + quoted('" onmouseover="alert(1)" x="') + ";'>;;Żary;https://example.pl/'onclick='x;",
    'b;żarski;12.05.2027;10:00;12:00;\u202eodwrotnie \u2066i dalej;\u2069;;;;Żary;;wstępne',
    `c;wschowski;13.05.2027;10:00;12:00;${'ż'.repeat(500)};;${'W'.repeat(300)};;;Wschowa;https://example.pl/${'a'.repeat(400)};odwołane`,
    'd;słubicki;14.05.2027;10:00;12:00;👩‍👩‍👧‍👦🇵🇱 Zażółć gęślą jaźń 😀;;עברית ועוד;;;Słubice;;',
  ],
}

function publish(name) {
  const site = path.join(out, name)
  mkdirSync(site, { recursive: true })
  writeFileSync(path.join(out, `${name}.csv`), `${HEAD}\n${LISTS[name].join('\n')}\n`)
  const run = now => execFileSync(program, ['publish', path.join(out, `${name}.csv`), '-o', site, '--base-url', BASE,
    '--organizer', 'Biuro "Żar" & spółka <biuro@example.pl>', '--now', now, '--quiet'])
  // a past meeting is one that was ahead when it was published
  run('2026-11-10T09:00:00Z')
  run('2026-11-23T09:00:00Z')
  return site
}

/** What must hold of every page at any width. */
async function sound(page, what) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth
    return [document.documentElement.scrollWidth - limit, ...[...document.querySelectorAll('body *')]
      .filter(element => !element.closest('.off, .skip') && element.getBoundingClientRect().right > limit + 0.5)
      .map(element => element.outerHTML.slice(0, 200))]
  })
  assert.deepEqual(wide, [0], `${what}: runs over`)
  await page.evaluate(axe)
  const found = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }))
  assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0].html]), [], what)
  assert.deepEqual(found.incomplete.map(({ id, nodes }) => [id, nodes[0].html, nodes[0].any[0]?.message]), [], what)
  assert.ok(found.passes.length > 15, `${what}: ${found.passes.length} rules`)
  return found.passes.length
}

const unfold = (page, is) => page.evaluate(is => document.querySelectorAll('details').forEach(one => { one.open = is }), is)

async function links(page, site) {
  const found = await page.$$eval('[href]', all => all.map(one => one.getAttribute('href')))
  const ids = await page.$$eval('[id]', all => all.map(one => one.id))
  assert.equal(new Set(ids).size, ids.length)
  const calendars = readdirSync(site).filter(name => name.endsWith('.ics'))
  assert.equal(calendars.length, 15)
  const own = encodeURIComponent(BASE)
  const feeds = new Map()
  for (const link of found) {
    if (link.startsWith('#')) { assert.ok(ids.includes(link.slice(1)), link); continue }
    if (!/^[a-z]+:/.test(link)) { assert.ok(existsSync(path.join(site, link)), link); continue }
    const feed = [
      /^webcal:\/\/powiat\.example\.pl\/spotkania\/([a-z-]+\.ics)$/,
      new RegExp(`^https://calendar\\.google\\.com/calendar/r\\?cid=${own.replace('https', 'webcal')}([a-z-]+\\.ics)$`),
      new RegExp(`^https://outlook\\.(?:live|office)\\.com/calendar/0/addfromweb\\?url=${own}([a-z-]+\\.ics)&name=[A-Za-z0-9%._~-]+$`),
    ].map(form => form.exec(link)).find(match => match)
    if (feed) feeds.set(feed[1], (feeds.get(feed[1]) ?? 0) + 1)
    else assert.ok([BASE, 'mailto:biuro@example.pl', 'https://calendar.google.com/calendar/u/0/r/settings/addbyurl'].includes(link)
      || /^https:\/\/example\.pl\//.test(link), link)
  }
  assert.deepEqual([...feeds].sort(), calendars.map(name => [name, 4]).sort(), 'four ways to each calendar')
  const texts = await page.$$eval('main a[href]', all => all.map(one => [one.textContent, one.getAttribute('href')]))
  const leads = new Map()
  for (const [text, link] of texts) {
    assert.ok(text.trim().length > 5, `${text} → ${link}`)
    assert.equal(leads.get(text) ?? link, link, `“${text}” leads to two places`)
    leads.set(text, link)
  }
  return found.length
}

/** By Tab and Enter alone: everything is reached in its order, and seen to be. */
async function keyboard(page) {
  await unfold(page, false)
  const reached = []
  for (let n = 0; n < 2000; n++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const one = document.activeElement
      if (one === document.body) return null
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const box = one.getBoundingClientRect()
      return { tag: one.tagName, text: one.textContent, open: one.parentElement.open, index: [...document.querySelectorAll('a[href], summary')].indexOf(one),
        seen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.width > 10 && box.height > 10 && box.top >= -1 && box.bottom <= innerHeight + 1 }
    })
    if (!at) break
    assert.ok(at.seen, `focus is not seen on ${at.text}`)
    reached.push(at.index)
    if (at.tag === 'SUMMARY' && !at.open) {
      await page.keyboard.press('Enter')
      assert.ok(await page.evaluate(() => document.activeElement.parentElement.open), at.text)
    }
  }
  const all = await page.$$eval('a[href], summary', all => all.length)
  assert.deepEqual(reached, Array.from({ length: all }, (_, n) => n))
  await page.evaluate(() => document.activeElement.blur())
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  assert.ok(page.url().endsWith('#tresc'), 'the first key leads past the counties')
  return all
}

const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
try {
  for (const name of Object.keys(LISTS)) {
    const site = publish(name)
    const file = path.join(site, 'index.html')
    const packed = gzipSync(readFileSync(file)).length
    assert.ok(packed < 40_000, `${name}: ${packed} bytes`)
    let rules
    for (const colorScheme of ['light', 'dark']) {
      for (const width of [320, 768, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, locale: 'pl-PL' })
        const said = []
        page.on('console', message => said.push(message.text()))
        page.on('pageerror', error => said.push(String(error)))
        page.on('request', request => request.url().startsWith('file:') || said.push(request.url()))
        await page.goto(pathToFileURL(file).href)
        const what = `${name} ${width} ${colorScheme}`
        // a long list has the same parts as a short one
        if (name !== 'many' || width === 320) rules = await sound(page, what)
        await page.screenshot({ path: path.join(out, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'many' })
        await unfold(page, true)
        if (name !== 'many') await sound(page, `${what}, unfolded`)
        if (width === 320 && name !== 'many') await page.screenshot({ path: path.join(out, `${name}-${width}-${colorScheme}-unfolded.png`), fullPage: true })
        assert.deepEqual(said, [], what)
        assert.equal(await page.title(), 'Spotkania w powiatach województwa lubuskiego')
        assert.equal(await page.evaluate(() => document.querySelectorAll('script, img, iframe, form').length), 1)
        await page.close()
      }
    }
    const page = await browser.newPage({ viewport: { width: 768, height: 800 } })
    await page.goto(pathToFileURL(file).href)
    const count = await links(page, site)
    const stops = name === 'many' ? 0 : await keyboard(page)
    const data = JSON.parse(await page.textContent('script[type="application/ld+json"]'))
    assert.equal(data['@graph'].length, name === 'few' ? 3 : LISTS[name].length)
    const text = await page.evaluate(() => document.body.textContent)
    if (name === 'few') assert.ok(text.includes('Minione spotkania: powiat żarski (1)'))
    if (name === 'hostile') {
      for (const part of ['</script></style><script>document.title="ha"</script>', '" onmouseover="alert(1)" x="', 'ż'.repeat(500), '👩‍👩‍👧‍👦🇵🇱', 'עברית']) {
        assert.ok(text.includes(part), part)
      }
    }
    await page.pdf({ path: path.join(out, `${name}.pdf`), format: 'A4' })
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: path.join(out, `${name}-print.png`), fullPage: true })
    await page.close()
    console.log(`ok page, ${name}: ${packed} bytes gzipped, ${rules} rules, ${count} links, ${stops} stops of the keyboard`)
  }
} finally {
  await browser.close()
}
