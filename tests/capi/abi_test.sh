#!/bin/sh
# The library still has the binary interface of the committed baseline, or one that grew.
# usage: abi_test.sh CAPI_FOLDER LIBRARY
# With REMIT_RECORD=1 in the environment the baseline is written anew.
set -eu
folder=$1 library=$2
baseline=$folder/abi/libremit.abi
if [ "${REMIT_RECORD:-}" = 1 ]; then
  abidw --headers-dir "$folder" --drop-private-types --exported-interfaces-only --no-show-locs \
    --no-corpus-path --no-comp-dir-path --no-elf-needed "$library" >"$baseline"
fi
# What was only added is a compatible change: bit 4 of the status says "changed", bit 8
# "incompatible", bits 1 and 2 that abidiff itself failed.
status=0
abidiff --suppressions "$folder/abi/private-types.ini" --no-show-locs --no-corpus-path \
  --exported-interfaces-only "$baseline" "$library" || status=$?
[ $((status & 11)) -eq 0 ]
