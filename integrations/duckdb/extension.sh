#!/bin/sh
# Builds the extension of DuckDB: extension.sh LIBRARY-FOLDER OUTPUT-FOLDER. DuckDB publishes the header of its
# C extension interface in no package of its own; a crate that wraps DuckDB carries it. DUCKDB_INCLUDE names
# a folder that has it already.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
library=$(cd "$1" && pwd)
mkdir -p "$2"
out=$(cd "$2" && pwd)
include=${DUCKDB_INCLUDE:-$out/header/duckdb/src/include}
if [ ! -e "$include/duckdb_extension.h" ]; then
  command -v cargo >/dev/null || { echo "the extension of DuckDB is left out: no duckdb_extension.h, and no cargo to fetch it"; exit 0; }
  mkdir -p "$out/header/src"
  printf '[package]\nname = "header"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\nlibduckdb-sys = "=1.20000.1"\n' >"$out/header/Cargo.toml"
  : >"$out/header/src/lib.rs"
  (cd "$out/header" && cargo fetch --quiet)
  archive=$(find "${CARGO_HOME:-$HOME/.cargo}/registry/src" -path '*/libduckdb-sys-1.20000.1/duckdb.tar.gz' | head -n 1)
  tar xzf "$archive" -C "$out/header" duckdb/src/include/duckdb.h duckdb/src/include/duckdb_extension.h
fi
machine=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
${CC:-cc} -std=c11 -D_GNU_SOURCE -O2 -fPIC -shared -fvisibility=hidden -Wall -Wextra -DDUCKDB_EXTENSION_NAME=remit \
  -isystem "$include" -I"$here/../../capi" "$here/remit_duckdb.c" -o "$out/remit.so" -L"$library" -l:libremit.so.1 -Wl,-rpath,"$library"
"${PYTHON:-python3}" -B "$here/stamp.py" "$out/remit.so" "$out/remit.duckdb_extension" "linux_$machine"
