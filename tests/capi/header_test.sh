#!/bin/sh
# remit.h compiles alone, and twice included, in every language standard that hosts use, by every
# compiler that is here. usage: header_test.sh CAPI_FOLDER
set -eu
folder=$1
checked=0
try() {
  compiler=$1 language=$2 standard=$3
  command -v "$compiler" >/dev/null 2>&1 || return 0
  printf '#include <remit.h>\n#include <remit.h>\nuint32_t f(void) { return remit_abi_version(); }\n' |
    "$compiler" -x "$language" -std="$standard" -Wall -Wextra -pedantic -Werror -fsyntax-only \
      -I "$folder" -
  checked=$((checked + 1))
}
for standard in c99 c11 c17; do
  for compiler in gcc clang clang-14; do try "$compiler" c "$standard"; done
done
for standard in c++17 c++20; do
  for compiler in g++ clang++ clang++-14; do try "$compiler" c++ "$standard"; done
done
echo "$checked combinations"
[ "$checked" -ge 5 ]
