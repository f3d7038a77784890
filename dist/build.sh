#!/usr/bin/env bash
# Makes what is shipped for the system it runs on: dist/build.sh [--trial] DIR
# Linux: an archive with a static program, a .deb, what it is made of (CycloneDX), checksums. Windows (Git's bash): the .exe. macOS: an archive.
# One commit gives the same bytes again, wherever it is built with the same Rust. --trial: what needs a value that
# dist/owner.env does not have is made with one that says so, to be tried and not to be shipped.
# Needs bash, git, Rust and, on Linux, gzip, cargo-deb and cargo-cyclonedx (cargo install --locked cargo-deb cargo-cyclonedx).
set -euo pipefail
trial=
if [ "${1:-}" = --trial ]; then trial='nobody yet <unset@maintainer.invalid>'; shift; fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
. dist/owner.env
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
target=$(rustc -vV | sed -n 's/^host: //p')
name=lubuskie-ics-$version-$target
# all times in what is made are the commit's
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C
umask 022

# --target, so that the flags are not for what runs while building; the paths of this machine are nobody's business
binaries=${CARGO_TARGET_DIR:-$PWD/target}
flags="-Ctarget-feature=+crt-static|--remap-path-prefix=$binaries=target|--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
CARGO_ENCODED_RUSTFLAGS=${flags//|/$'\x1f'} cargo build --profile dist --locked --quiet --target "$target"
program=$binaries/$target/dist/lubuskie-ics
case $target in
  *-windows-*) cp "$program.exe" "$out/$name.exe"; exit ;;
esac

# as it lies in the archive; the .deb takes it from here (Cargo.toml)
stage=target/stage
rm -rf "$stage"
mkdir -p "$stage"/man/man1 "$stage"/man/pl/man1 "$stage"/completions
cp "$program" README.md README.pl.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$stage"
cp -R examples docs "$stage"
"$program" --lang en man > "$stage/man/man1/lubuskie-ics.1"
"$program" --lang pl man > "$stage/man/pl/man1/lubuskie-ics.1"
completions() { "$program" completions "$1" > "$stage/completions/$2"; }
completions bash lubuskie-ics.bash
completions zsh _lubuskie-ics
completions fish lubuskie-ics.fish
completions powershell lubuskie-ics.ps1
case $target in
  # with whatever tar there is
  *-darwin) rm -rf "target/$name" && mv "$stage" "target/$name" && tar -C target -czf "$out/$name.tar.gz" "$name"; exit ;;
esac
tar -C target --transform "s,^stage,$name," --sort=name --owner=0 --group=0 --numeric-owner --mode=u+rw,go=rX --mtime="@$SOURCE_DATE_EPOCH" \
  --format=gnu -c stage | gzip -9n > "$out/$name.tar.gz"

cargo cyclonedx --quiet --format json --spec-version 1.5 --target "$target" --no-build-deps --override-filename bom
sed "s,file://$PWD#,file://.#," bom.json > "$out/$name.cdx.json"
rm bom.json

maintainer=${MAINTAINER:-$trial}
if [ -n "$maintainer" ]; then
  # "~" comes before what is shipped, which replaces it
  debian=$version${trial:+~trial}
  printf 'lubuskie-ics (%s) unstable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- %s  %s\n' "$debian" "$maintainer" \
    "$(date -uRd "@$SOURCE_DATE_EPOCH")" > "$stage/changelog"
  cargo deb --quiet --no-build --no-strip --target "$target" --profile dist --deb-version "$debian" --maintainer "$maintainer" --output "$out"
else
  echo "not made: lubuskie-ics_$version.deb, since dist/owner.env has no MAINTAINER; --trial makes one to try" >&2
fi
cd "$out"
sha256sum -- *"$version"* > SHA256SUMS
