#!/usr/bin/env bash
# Fills the templates for Homebrew and winget: dist/manifests.sh [--trial] DIR
# DIR has what dist/build.sh made on all systems; it gets the checksums of all of it, lubuskie-ics.rb and lubuskie-ics-winget.tar.gz.
# --trial: with an address that says that it is none.
set -euo pipefail
trial=
if [ "${1:-}" = --trial ]; then trial=https://repository.invalid/nobody/lubuskie-ics; shift; fi
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
. ./owner.env
version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../Cargo.toml | head -n 1)
repository=${REPOSITORY:-$trial}
if [ -n "$repository" ]; then
  publisher=${repository%/*}
  publisher=${publisher##*/}
  # sum TARGET.ENDING: its checksum
  sum() { sha256sum "$out/lubuskie-ics-$version-$1" | cut -d ' ' -f 1; }
  linux=$(sum x86_64-unknown-linux-gnu.tar.gz)
  windows=$(sum x86_64-pc-windows-msvc.exe)
  apple=$(sum aarch64-apple-darwin.tar.gz)
  fill() {
    sed -e "s,@REPOSITORY@,$repository,g; s,@PUBLISHER@,$publisher,g; s,@VERSION@,$version,g" \
      -e "s,@LINUX@,$linux,g; s,@WINDOWS@,$windows,g; s,@APPLE@,$apple,g" "$1"
  }
  fill lubuskie-ics.rb.in > "$out/lubuskie-ics.rb"
  winget=$(mktemp -d)
  trap 'rm -rf "$winget"' EXIT
  for file in version installer locale.en-US locale.pl-PL; do
    ending=${file#version}
    fill "winget/$file.yaml.in" > "$winget/$publisher.lubuskie-ics${ending:+.$ending}.yaml"
  done
  tar -C "$winget" -czf "$out/lubuskie-ics-winget.tar.gz" .
else
  echo "not made: files for Homebrew and winget, since dist/owner.env has no REPOSITORY; --trial makes some to look at" >&2
fi
cd "$out"
sha256sum -- lubuskie-ics* > SHA256SUMS
