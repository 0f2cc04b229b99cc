#!/bin/sh
# The examples build and run against the installed package, found by pkg-config and by CMake.
# usage: installed_test.sh SOURCE_FOLDER BUILD_FOLDER
set -eu
source=$1 build=$2
work=$build/installed
prefix=$work/prefix
rm -rf "$work"
mkdir -p "$work/pkgconfig"
for component in libremit1 libremit-dev; do
  cmake --install "$build" --prefix "$prefix" --component "$component" >"$work/install.log"
done
library=$(find "$prefix" -name libremit.so.1 -printf '%h\n')
PKG_CONFIG_PATH=$library/pkgconfig
LD_LIBRARY_PATH=$library
export PKG_CONFIG_PATH LD_LIBRARY_PATH

echo "pkg-config: libremit $(pkg-config --modversion remit)"
for example in "$source"/capi/examples/*.c; do
  name=$(basename "$example" .c)
  # shellcheck disable=SC2046  # one argument per flag is meant
  cc -std=c11 -Wall -Wextra -pedantic -Werror "$example" -o "$work/pkgconfig/$name" \
    $(pkg-config --cflags --libs remit) -pthread
  echo "== $name"
  (cd "$work" && "$work/pkgconfig/$name") >"$work/$name.pkgconfig"
  cat "$work/$name.pkgconfig"
done

cmake -S "$source/capi/examples" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" >"$work/cmake.log"
cmake --build "$work/cmake" >>"$work/cmake.log"
for example in "$source"/capi/examples/*.c; do
  name=$(basename "$example" .c)
  (cd "$work" && "$work/cmake/$name") >"$work/$name.cmake"
  # What these two print depends on how threads take turns.
  case $name in server | cancel) continue ;; esac
  cmp "$work/$name.pkgconfig" "$work/$name.cmake"
done

# A program that wants another major version does not get this one.
mkdir -p "$work/wrong"
printf 'cmake_minimum_required(VERSION 3.25)\nproject(wrong C)\nfind_package(Remit 99 REQUIRED)\n' \
  >"$work/wrong/CMakeLists.txt"
if cmake -S "$work/wrong" -B "$work/wrong/build" -DCMAKE_PREFIX_PATH="$prefix" \
  >"$work/wrong.log" 2>&1; then
  echo "version 99 was found" >&2
  exit 1
fi
