#!/bin/sh
# The compiler of a release (packaging/zig) and what checks its wheels, from PyPI, into FOLDER.
# usage: packaging/fetch_compiler.sh [--is-here] FOLDER   with --is-here it only says so, by its exit status
set -eu
ask=
[ "$1" != --is-here ] || { ask=yes && shift; }
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
if [ -n "$ask" ]; then
  cmp -s "$here/requirements.txt" "$folder/requirements.txt"
  exit
fi
if ! cmp -s "$here/requirements.txt" "$folder/requirements.txt"; then
  rm -rf "$folder/environment" "$folder/zig"
  /usr/bin/python3 -m venv "$folder/environment"
  "$folder/environment/bin/pip" install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt"
  ln -s "$("$folder/environment/bin/python" -c \
    'import pathlib, ziglang; print(pathlib.Path(ziglang.__file__).parent / "zig")')" "$folder/zig"
  cp "$here/requirements.txt" "$folder/requirements.txt"
fi
