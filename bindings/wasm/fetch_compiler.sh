#!/bin/sh
# Makes FOLDER a small Debian 13 with the compiler for WebAssembly: that of Debian 12 lacks parts of
# C++20. From the archive that this machine is set up with; nothing outside FOLDER changes. As root.
# usage: bindings/wasm/fetch_compiler.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)
packages=emscripten,cmake,ninja-build,ccache,pkg-config

[ ! -e "$folder/ready" ] || exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "fetch_compiler: a Debian in a folder is made as root: sudo $0 $1" >&2
  exit 1
fi

. "$here/archive.sh"
rm -rf "$folder/root"
debootstrap --variant=minbase --include="$packages" "$suite" "$folder/root" "$(archive)" \
  >"$folder/log" 2>&1 || { tail -n 20 "$folder/log" >&2; exit 1; }
touch "$folder/ready"
