#!/bin/sh
# Brings the sources of what a release contains (Abseil, utf8proc) and the headers that only its build
# reads into FOLDER. From the Debian archive that this machine is set up with: its own lists, turned
# into lists of sources and kept in FOLDER, so that nothing of the machine changes.
# usage: packaging/fetch_parts.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
sources="abseil utf8proc"
# Header-only libraries, linked by name: beside them in /usr/include lie the headers of this
# machine's C library, which the compiler of a release must not see.
headers="boost nlohmann CLI xxhash.h xxh3.h"

if [ ! -e "$folder/ready" ]; then
  rm -rf "$folder/apt" "$folder/source"
  mkdir -p "$folder/source"
  . "$here/sources_lists.sh"
  private_lists "$folder/apt" deb-src
  private_apt "$folder/apt" update
  # shellcheck disable=SC2086  # one argument per package is meant
  (cd "$folder/source" && private_apt "$folder/apt" source --download-only $sources)
  for name in $sources; do
    rm -rf "${folder:?}/$name"
    (cd "$folder/source" && dpkg-source --no-check -x "$name"_*.dsc "$folder/$name") >"$folder/apt/log"
    rm -f "$folder/${name}"_*.orig.tar.*
  done
  touch "$folder/ready"
fi

mkdir -p "$folder/headers"
for name in $headers; do ln -sfn "/usr/include/$name" "$folder/headers/$name"; done
