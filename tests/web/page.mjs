// page.mjs PROGRAM CHROMIUM OUT: the published page in a browser, on telephones and desks, light, dark and in forced colours, by
// keyboard and on paper (by pdftotext); with axe's rules of WCAG 2.2 A and AA. QR codes are read from pictures, the feed of
// changes by a feed reader's parser. Pictures of the page are left in OUT.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import jsQR from 'jsqr'
import { chromium } from 'playwright-core'
import { PNG } from 'pngjs'
import Parser from 'rss-parser'

const [program, browserPath, out] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const BASE = 'https://powiat.example.pl/spotkania/'
const HEAD = 'id;powiat;data;godzina;do;temat;opis;miejsce;adres;kod pocztowy;miejscowość;link;status'
const COUNTIES = ['gorzowski', 'krośnieński', 'międzyrzecki', 'nowosolski', 'słubicki', 'strzelecko-drezdenecki', 'sulęciński',
  'świebodziński', 'zielonogórski', 'żagański', 'żarski', 'wschowski', 'm. Gorzów Wielkopolski', 'm. Zielona Góra']
const quoted = text => `"${text.replaceAll('"', '""')}"`

const WORDS = `omówienie zasad naboru wniosków nowych programów dla organizacji pozarządowych i samorządów gminnych wraz z przykładami dobrych
praktyk opieka nad osobami starszymi transport na wsi dostępność budynków finansowanie usług społecznych rozmowa przedstawicieli
urzędu marszałkowskiego pytania uczestników podsumowanie poprzedniego roku plany współpracy szkoły biblioteki świetlice zdrowie
młodzież wolontariat partnerstwa lokalne rewitalizacja terminy rozliczenia dotacji najczęstsze błędy warsztat dyskusja panel
eksperci zgłoszenia przyjmuje sekretariat materiały szkoleniowe otrzymają wszyscy obecni prosimy punktualne przybycie parking`.split(/\s+/)
let seed = 1
const random = below => { seed = seed * 48271 % 2147483647; return seed % below }
/** A text of so many characters that says what offices say, and is nowhere else. */
function description(length) {
  let text = ''
  while (text.length < length) text += `${text && ' '}${WORDS[random(WORDS.length)]}`
  return text.slice(0, length).trim().padEnd(length, '.')
}

const LISTS = {
  few: [
    'a;żarski;20.11.2026;10:00;12:00;Dostępność w urzędach;;Ratusz;Rynek 1/5;68-200;Żary;;',
    'b;żarski;11.05.2027;10:00;12:00;Centra usług społecznych;"Powitanie;\nDyskusja, pytania: cus@example.pl";Starostwo, sala 105, I piętro;al. Jana Pawła II 5;68-200;Żary;https://example.pl/cus?rok=2027;',
    'c;nowosolski, wschowski;12.05.2027;9:30;;Dotacje dla organizacji;;Nowosolski Dom Kultury;ul. Piłsudskiego 49;67-100;Nowa Sól;;wstępne',
    'd;m. Zielona Góra;13.05.2027;;;Dzień otwarty;;Urząd Miasta;ul. Podgórna 22;65-424;Zielona Góra;;odwołane',
    `e;żarski;25.05.2027;17:00;19:00;Opieka nad seniorami;${description(400)};Teams;;;;;`,
    'f;sulęciński;9.06.2027;10:00;12:00;Programy współpracy;;Sulęciński Ośrodek Kultury;ul. Moniuszki 1;69-200;Sulęcin;;',
  ],
  many: Array.from({ length: 200 }, (_, n) => {
    const [day, hour] = [String(1 + n % 28).padStart(2, '0'), 8 + n % 9]
    const topic = ['Centra usług społecznych', 'Dotacje dla organizacji pozarządowych', 'Dostępność w urzędach', 'Opieka nad seniorami',
      'Transport publiczny', 'Programy współpracy'][n % 6]
    return `m${n};${COUNTIES[n % 14]};${day}.${String(1 + n % 12).padStart(2, '0')}.2027;${hour}:${n % 2 ? '30' : '00'};${hour + 2}:00;`
      + `${topic}: spotkanie ${n + 1};${description(150)};Starostwo Powiatowe, sala ${100 + n};ul. Piastowska ${n + 1};67-100;Nowa Sól;;`
  }),
  hostile: [
    'a;żarski;11.05.2027;10:00;12:00;' + quoted('</script></style><script>document.title="ha"</script><img src=x onerror="document.title=1">')
      + ';' + quoted('<!-- &amp; <b>x</b>') + ';' + quoted('" onmouseover="alert(1)" x="') + ";'>;;Żary;https://example.pl/'onclick='x;",
    'b;żarski;12.05.2027;10:00;12:00;\u202eodwrotnie \u2066i dalej;\u2069;;;;Żary;;wstępne',
    `c;wschowski;13.05.2027;10:00;12:00;${'ż'.repeat(500)};;${'W'.repeat(300)};;;Wschowa;https://example.pl/${'a'.repeat(400)};odwołane`,
    'd;słubicki;14.05.2027;10:00;12:00;👩‍👩‍👧‍👦🇵🇱 Zażółć gęślą jaźń 😀;;עברית ועוד;;;Słubice;;',
  ],
}

function publish(name, rows, now) {
  const [site, list] = [path.join(out, name), path.join(out, `${name}.csv`)]
  mkdirSync(site, { recursive: true })
  writeFileSync(list, `${HEAD}\n${rows.join('\n')}\n`)
  execFileSync(program, ['publish', list, '-o', site, '--base-url', BASE, '--organizer', 'Biuro "Żar" & spółka <biuro@example.pl>',
    '--accessibility-url', 'https://powiat.example.pl/dostepnosc', '--allow-cancel', '--now', now, '--quiet'])
  return site
}

/** As the list is after a few changes. */
function published(name) {
  // a past meeting is one that was ahead when it was published
  const before = LISTS[name].map(row => row.replace('25.05.2027;17:00', '18.05.2027;16:00').replace('f;sulęciński', 'f;sulęciński, słubicki'))
  publish(name, before, '2026-11-10T09:00:00Z')
  return publish(name, LISTS[name], '2026-11-23T09:00:00Z')
}

/** A day or an hour that is parted by a line's end; what a list says in its own words is the list's. */
const broken = page => page.evaluate(() => {
  const form = /\d{1,2} (?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)(?: \d{4})?|(?:godz\. )?\d{1,2}:\d{2}(?:–\d{1,2}:\d{2})?/g
  const found = []
  let count = 0
  for (const block of document.querySelectorAll('p, li, summary')) {
    if (block.querySelector('p, li') || block.closest('.text')) continue
    const nodes = []
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) nodes.push(walker.currentNode)
    const text = nodes.map(node => node.data).join('')
    const at = offset => {
      for (const node of nodes) {
        if (offset <= node.length) return [node, offset]
        offset -= node.length
      }
    }
    for (const match of text.matchAll(form)) {
      const range = document.createRange()
      range.setStart(...at(match.index))
      range.setEnd(...at(match.index + match[0].length))
      const lines = new Set([...range.getClientRects()].filter(box => box.width > 0.5).map(box => Math.round(box.bottom / 8)))
      count += lines.size > 0
      if (lines.size > 1) found.push(match[0])
    }
  }
  return { found, count }
})

/** What must hold of every page at any width. */
async function sound(page, what, isForced) {
  const wide = await page.evaluate(() => {
    const limit = document.documentElement.clientWidth
    return [document.documentElement.scrollWidth - limit, ...[...document.querySelectorAll('body *')]
      .filter(element => !element.closest('.hid, .skip') && element.getBoundingClientRect().right > limit + 0.5)
      .map(element => element.outerHTML.slice(0, 200))]
  })
  assert.deepEqual(wide, [0], `${what}: runs over`)
  await page.evaluate(axe)
  // forced colours are the reader's own, and axe sees those of the page
  const rules = { 'color-contrast': { enabled: !isForced } }
  const found = await page.evaluate(rules => axe.run(document, { rules, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }), rules)
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
    else assert.ok([BASE, 'mailto:biuro@example.pl', 'https://calendar.google.com/calendar/u/0/r/settings/addbyurl', 'https://icsx5.bitfire.at/',
      'https://powiat.example.pl/dostepnosc', 'mailto:cus@example.pl'].includes(link)
      || /^(?:https:\/\/example\.pl\/|https:\/\/www\.openstreetmap\.org\/search\?query=[A-Za-z0-9%._~-]+$|data:image\/svg\+xml,)/.test(link), link)
  }
  assert.deepEqual([...feeds].sort(), calendars.map(name => [name, 4]).sort(), 'four ways to each calendar')
  const texts = await page.$$eval('main a[href]', all => all.map(one => [one.ariaLabel ?? one.textContent, one.getAttribute('href')]))
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
  assert.ok(page.url().endsWith('#najblizsze'), 'the first key leads past the counties')
  return all
}

/** The first screen of a telephone: a day, and a way to subscribe; of a county, its own. */
async function firstScreen(browser, url) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, isMobile: true, deviceScaleFactor: 2, locale: 'pl-PL' })
  const seen = selector => page.$$eval(selector, all => all.filter(one => {
    const box = one.getBoundingClientRect()
    return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight
  }).length)
  await page.goto(url)
  assert.deepEqual([await seen('nav a'), await seen('details.all > summary'), await seen('.leaf') > 0], [14, 1, true])
  assert.equal(await page.$$eval('details[open]', all => all.length), 0)
  await page.screenshot({ path: path.join(out, 'telephone.png') })
  await page.click('nav a[href="#zarski"]')
  await page.waitForFunction(() => document.querySelector('#zarski').getBoundingClientRect().top < 50)
  assert.deepEqual([await seen('#zarski h2'), await seen('#zarski .ways a'), await seen('#zarski .leaf') > 0], [1, 4, true])
  await page.screenshot({ path: path.join(out, 'telephone-zarski.png') })
  await page.close()
}

/** Each page's lines. */
const paper = file => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  .map(text => text.split('\n').map(line => line.trim()).filter(line => line))

/** One county's sheet, for the notice board. */
async function sheet(browser, url) {
  const page = await browser.newPage()
  await page.goto(`${url}#zarski`)
  const file = path.join(out, 'sheet.pdf')
  await page.pdf({ path: file, format: 'A4' })
  const pages = paper(file)
  assert.equal(pages.length, 1)
  const text = pages[0].join('\n')
  for (const part of ['Powiat żarski', 'Centra usług społecznych', 'Opieka nad seniorami', `${BASE}zarski.ics`, 'Biuro "Żar" & spółka']) assert.ok(text.includes(part), part)
  for (const part of ['Dotacje', 'Dzień otwarty', 'Dostępność w urzędach', 'nowosolski', 'Subskrybuj', 'Pobierz']) assert.ok(!text.includes(part), part)
  // with fifteen meetings, too
  await page.goto(`${url.replace('/few/', '/many/')}#zarski`)
  await page.pdf({ path: path.join(out, 'sheet-many.pdf'), format: 'A4' })
  const many = paper(path.join(out, 'sheet-many.pdf'))
  assert.deepEqual([many.length, many.flat().join(' ').match(/spotkanie \d+/g).length], [1, LISTS.many.filter(row => row.split(';')[1] === 'żarski').length])
  // what is over takes none of its room
  const past = Array.from({ length: 12 }, (_, n) => `p${n};żarski;${n + 1}.11.2026;10:00;12:00;Minione;;Ratusz;;68-200;Żary;;`)
  const next = 'n;żarski;5.12.2026;10:00;12:00;Następne;Powitanie;Ratusz;;68-200;Żary;;'
  const site = publish('past', [...past, next], '2026-11-23T09:00:00Z')
  await page.goto(`${pathToFileURL(path.join(site, 'index.html')).href}#zarski`)
  await page.pdf({ path: path.join(out, 'sheet-past.pdf'), format: 'A4' })
  assert.ok(paper(path.join(out, 'sheet-past.pdf')).flat().includes('Powitanie'))
  await page.goto(`${url}#zarski`)
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: 680, height: 960 })
  await page.screenshot({ path: path.join(out, 'sheet.png') })
  await page.close()
}

/** The codes as a camera sees them. */
async function codes(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'dark' })
  const read = []
  await page.goto(url)
  for (const county of await page.$$eval('section.county', all => all.map(one => one.id))) {
    await page.goto(`${url}#${county}`)
    const { width, height, data } = PNG.sync.read(await page.locator(`#${county} svg`).screenshot())
    assert.equal(jsQR(new Uint8ClampedArray(data), width, height)?.data, `${BASE}${county}.ics`)
    read.push(county)
  }
  assert.equal(read.length, 14)
  await page.close()
  return read.length
}

/** A meeting's life, and what a feed reader makes of it. */
async function story() {
  const row = (day, county, status) => `a;${county};${day}.05.2027;10:00;12:00;Usługi;;Ratusz;;68-200;Żary;;${status}`
  const [ids, words] = [[], []]
  for (const [n, parts] of [['11', 'żarski', ''], ['18', 'żarski', ''], ['18', 'żagański', ''], ['18', 'żagański', 'odwołane'], ['18', 'żagański', '']].entries()) {
    const file = path.join(publish('story', [row(...parts)], `2026-11-2${n}T09:00:00Z`), 'changes.xml')
    const { items, title } = await new Parser().parseString(readFileSync(file, 'utf8'))
    assert.ok(title && items.every(one => /^urn:uuid:[0-9a-f-]{36}$/.test(one.id) && one.title && !Number.isNaN(Date.parse(one.isoDate))))
    assert.ok(items.every(one => one.link.startsWith(`${BASE}#`)))
    const fresh = items.splice(0, items.length - ids.length)
    assert.deepEqual(items.map(one => one.id), ids, 'what was told keeps its id')
    ids.unshift(...fresh.map(one => one.id))
    words.unshift(...fresh.map(one => one.title))
  }
  assert.equal(new Set(ids).size, 6)
  assert.deepEqual(words.map(word => word.split(':')[0]), ['Jednak się odbędzie', 'Odwołane', 'Nowy powiat', 'Inny powiat', 'Przeniesione', 'Nowe'])
  return ids.length
}

const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] })
try {
  for (const name of Object.keys(LISTS)) {
    const site = published(name)
    const file = path.join(site, 'index.html')
    const packed = gzipSync(readFileSync(file)).length
    assert.ok(packed < 40_000, `${name}: ${packed} bytes`)
    let rules
    for (const look of ['light', 'dark', 'forced']) {
      for (const width of [320, 390, 1280]) {
        const page = await browser.newPage({ viewport: { width, height: 800 }, locale: 'pl-PL', colorScheme: look === 'dark' ? 'dark' : 'light',
          forcedColors: look === 'forced' ? 'active' : 'none' })
        const said = []
        page.on('console', message => said.push(message.text()))
        page.on('pageerror', error => said.push(String(error)))
        page.on('request', request => request.url().startsWith('file:') || said.push(request.url()))
        await page.goto(pathToFileURL(file).href)
        const what = `${name} ${width} ${look}`
        // a long list has the same parts as a short one
        if (name !== 'many' || width === 320) rules = await sound(page, what, look === 'forced')
        await page.screenshot({ path: path.join(out, `${name}-${width}-${look}.png`), fullPage: name !== 'many' })
        await unfold(page, true)
        if (name !== 'many') await sound(page, `${what}, unfolded`, look === 'forced')
        if (width === 320 && name !== 'many') await page.screenshot({ path: path.join(out, `${name}-${width}-${look}-unfolded.png`), fullPage: true })
        assert.deepEqual(said, [], what)
        assert.equal(await page.title(), 'Spotkania w powiatach województwa lubuskiego')
        assert.equal(await page.evaluate(() => document.querySelectorAll('script:not([type="application/ld+json"]), img, iframe, form').length), 0)
        await page.close()
      }
    }
    const page = await browser.newPage({ viewport: { width: 768, height: 800 } })
    await page.goto(pathToFileURL(file).href)
    for (const width of name === 'hostile' ? [] : [320, 340, 360, 375, 390, 412]) {
      await page.setViewportSize({ width, height: 800 })
      const { found, count } = await broken(page)
      assert.deepEqual([found, count > 10], [[], true], `days and hours at ${width}`)
    }
    await page.setViewportSize({ width: 768, height: 800 })
    const count = await links(page, site)
    const stops = name === 'many' ? 0 : await keyboard(page)
    const data = await page.$$eval('script[type="application/ld+json"]', all => all.flatMap(one => JSON.parse(one.textContent)['@graph']))
    assert.equal(data.length, Math.min(30, LISTS[name].length - (name === 'few')), 'what is over is not told to search engines')
    const text = await page.evaluate(() => document.body.textContent)
    if (name === 'few') assert.ok(text.includes('Minione spotkania: powiat żarski (1)'))
    if (name === 'hostile') {
      for (const part of ['</script></style><script>document.title="ha"</script>', '" onmouseover="alert(1)" x="', 'ż'.repeat(500), '👩‍👩‍👧‍👦🇵🇱', 'עברית']) {
        assert.ok(text.includes(part), part)
      }
    }
    const pdf = path.join(out, `${name}.pdf`)
    await page.pdf({ path: pdf, format: 'A4' })
    const pages = paper(pdf)
    for (const lines of pages.slice(0, -1)) assert.doesNotMatch(lines.at(-1), /^(?:Powiat|Miasto) /, 'a heading alone')
    const titles = LISTS[name].slice(name === 'few').map(row => row.split(';')[5])
    const printed = pages.flat().join('\n')
    if (name !== 'hostile') for (const title of titles) assert.equal(printed.match(new RegExp(`${title}(?: \\(|$)`, 'gm'))?.length, 1, `${title}: printed once`)
    await page.emulateMedia({ media: 'print' })
    await page.screenshot({ path: path.join(out, `${name}-print.png`), fullPage: true })
    await page.close()
    console.log(`ok page, ${name}: ${packed} bytes gzipped, ${rules} rules, ${count} links, ${stops} stops of the keyboard`)
  }
  const url = pathToFileURL(path.join(out, 'few', 'index.html')).href
  await firstScreen(browser, url)
  await sheet(browser, url)
  console.log(`ok first screen, sheet; ${await codes(browser, url)} codes read; ${await story()} changes read`)
} finally {
  await browser.close()
}
