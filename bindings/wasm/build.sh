#!/bin/sh
# Builds the modules of WebAssembly into build/wasm/out/wasm: fetches compiler and sources where they are
# missing, then compiles in the Debian of the compiler. As root.
# usage: bindings/wasm/build.sh GRAMMAR_COMPILER [TARGETS...]   (a remit_grammar that runs here)
set -eu
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)
work="$project/build/wasm"
parts="$project/build/parts"
grammar=$(realpath "$1")
shift
jobs=${JOBS:-$(nproc)}

"$here/fetch_compiler.sh" "$work/compiler"
"$project/packaging/fetch_parts.sh" "$parts"
root="$work/compiler/root"

# The grammar compiler runs here, in the other Debian it could not: what it writes is all that is needed.
tables="$work/grammar"
mkdir -p "$tables"
"$grammar" "$project/src/syntax/grammar.ebnf" "$tables"

# A place of its own for mounts, which end with the command: the project at its own path, and the headers
# that the project links to by theirs.
export project root work jobs
unshare --mount sh -eu -c '
  mkdir -p "$root$project" "$root/usr/include"
  mount --bind "$project" "$root$project"
  mount -t proc proc "$root/proc"
  for name in "$project/build/parts/headers"/*; do
    from=$(readlink "$name")
    if [ -d "$from" ]; then mkdir -p "$root$from"; else touch "$root$from"; fi
    mount --bind "$from" "$root$from"
  done
  exec chroot "$root" env HOME=/root LC_ALL=C.UTF-8 CCACHE_DIR="$work/ccache" CCACHE_BASEDIR="$project" \
    JOBS="$jobs" NINJA="${NINJA:-}" "$project/bindings/wasm/compile.sh" "$@"
' compile "$@"
