#!/bin/sh
# usage: no_lazy_state.sh NM LIBRARY
#
# Fails when the library has a guard of a static variable that is made at first use.
set -eu
symbols=$("$1" "$2")
echo "$symbols" | grep -q kItems || { echo "$2 has no grammar"; exit 1; }
lazy=$(echo "$symbols" | grep '_ZGV' || true)
[ -z "$lazy" ] || { echo "$lazy"; exit 1; }
