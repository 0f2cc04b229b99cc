#!/bin/sh
# Brings the sources of what a release contains and the headers that only its build reads into FOLDER.
# From the Debian archive that this machine is set up with: its own lists, turned into lists of sources
# and kept in FOLDER, so that nothing of the machine changes. What was brought once is kept.
# usage: packaging/fetch_parts.sh [--is-here] FOLDER   with --is-here it only says so, by its exit status
set -eu
ask=
[ "$1" != --is-here ] || { ask=yes && shift; }
here=$(cd "$(dirname "$0")" && pwd)
# Of the library, and of the program alone.
sources="abseil utf8proc zlib minizip expat libxlsxwriter"
# Header-only libraries, linked by name: beside them in /usr/include lie the headers of this
# machine's C library, which the compiler of a release must not see.
headers="boost nlohmann CLI xxhash.h xxh3.h"

# fetch NAME: the newest version that can really be had. An archive that is behind its own lists, as
# mirrors are for hours, still has the one before.
fetch() {
  for version in $(private_cache "$folder/apt" showsrc --only-source "$1" |
    sed -n 's/^Version: //p' | sort --reverse --version-sort --unique); do
    (cd "$folder/source" && private_apt "$folder/apt" source --download-only "$1=$version") 2>/dev/null && return
    echo "fetch_parts: $1 $version is listed and cannot be had" >&2
    rm -f "$folder/source/$1"_*
  done
  cat "$folder/apt/log" >&2
  return 1
}

here_is=$(cat "$1/ready" 2>/dev/null || true)
if [ -n "$ask" ]; then
  [ "$here_is" = "$sources" ]
  exit
fi
folder=$(mkdir -p "$1" && cd "$1" && pwd)
if [ "$here_is" != "$sources" ]; then
  rm -rf "$folder/apt" "$folder/source" "$folder/ready"
  mkdir -p "$folder/source"
  . "$here/sources_lists.sh"
  private_lists "$folder/apt" deb-src
  private_apt "$folder/apt" update
  for name in $sources; do
    fetch "$name"
    rm -rf "${folder:?}/$name"
    (cd "$folder/source" && dpkg-source --no-check -x "$name"_*.dsc "$folder/$name") >"$folder/apt/log"
    rm -f "$folder/${name}"_*.orig.tar.*
  done
  echo "$sources" >"$folder/ready"
fi

mkdir -p "$folder/headers"
for name in $headers; do ln -sfn "/usr/include/$name" "$folder/headers/$name"; done
