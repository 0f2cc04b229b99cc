#!/bin/sh
# The library still has the binary interface of every release, or one that grew.
# usage: abi_test.sh CAPI_FOLDER LIBRARY VERSION
# With REMIT_RECORD_RELEASE=1 in the environment the interface is kept as that of VERSION, once and for all.
set -eu
folder=$1 library=$2 version=$3
if [ "${REMIT_RECORD_RELEASE:-}" = 1 ]; then
  release=$folder/abi/$version
  mkdir -p "$release"
  cp "$folder/remit.h" "$folder/remit.map" "$release/"
  abidw --headers-dir "$folder" --drop-private-types --exported-interfaces-only --no-show-locs \
    --no-corpus-path --no-comp-dir-path --no-elf-needed "$library" >"$release/libremit.abi"
  # Of files that the build makes it tells where this machine has them.
  sed -i "s|path='/[^']*/build/|path='build/|" "$release/libremit.abi"
fi
# What was only added is a compatible change: bit 4 of the status says "changed", bit 8
# "incompatible", bits 1 and 2 that abidiff itself failed.
for baseline in "$folder"/abi/*/libremit.abi; do
  echo "against $baseline"
  status=0
  abidiff --suppressions "$folder/abi/private-types.ini" --no-show-locs --no-corpus-path \
    --exported-interfaces-only "$baseline" "$library" || status=$?
  [ $((status & 11)) -eq 0 ]
done
