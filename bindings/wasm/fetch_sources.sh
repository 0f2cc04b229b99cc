#!/bin/sh
# Brings the sources of the libraries that workbooks need (cli/workbook) into FOLDER, of the versions that
# the program is built with (Debian 12). Lists are kept in FOLDER: nothing of the machine changes.
# usage: bindings/wasm/fetch_sources.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
sources="zlib minizip expat libxlsxwriter"

[ ! -e "$folder/ready" ] || exit 0
. "$here/archive.sh"
. "$here/../../packaging/sources_lists.sh"
rm -rf "$folder/apt" "$folder/source"
mkdir -p "$folder/apt/parts" "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial" "$folder/source"
echo "deb-src $(archive) bookworm main" >"$folder/apt/parts/archive.list"
private_apt "$folder/apt" update
# shellcheck disable=SC2086  # one argument per package is meant
(cd "$folder/source" && private_apt "$folder/apt" source --download-only $sources)
for name in $sources; do
  rm -rf "${folder:?}/$name"
  (cd "$folder/source" && dpkg-source --no-check -x "$name"_*.dsc "$folder/$name") >"$folder/apt/log"
  rm -f "$folder/${name}"_*.orig.tar.*
done
touch "$folder/ready"
