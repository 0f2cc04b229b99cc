#!/bin/sh
# What build.sh runs in the Debian of the compiler.
# usage: compile.sh [TARGETS...]
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
out="$project/build/wasm/out"
if [ ! -e "$out/build.ninja" ]; then
  emcmake cmake -S "$project" -B "$out" -G Ninja -Wno-dev \
    -DREMIT_ABSEIL=source -DREMIT_PARTS="$project/build/parts" \
    -DREMIT_GRAMMAR_COMPILER="$project/bindings/wasm/copy_grammar.sh" \
    -DREMIT_TESTS=OFF -DREMIT_BENCHMARKS=OFF -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_FLAGS="-fwasm-exceptions -ffile-prefix-map=$project=." \
    -DCMAKE_CXX_FLAGS="-fwasm-exceptions -ffile-prefix-map=$project=." \
    -DCMAKE_C_FLAGS_RELEASE="-O2 -DNDEBUG" -DCMAKE_CXX_FLAGS_RELEASE="-O2 -DNDEBUG"
fi
[ $# -gt 0 ] || set -- remit_module
cmake --build "$out" --parallel "$JOBS" --target "$@" -- ${NINJA:-}
