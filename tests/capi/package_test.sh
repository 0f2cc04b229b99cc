#!/bin/sh
# The three Debian packages, unpacked without being installed: what is in them, what they need, and
# that a program builds and runs against what they bring.
# usage: package_test.sh SOURCE_FOLDER BUILD_FOLDER
set -eu
source=$1 build=$2
work=$build/packages
rm -rf "$work"
mkdir -p "$work"
cpack --config "$build/CPackConfig.cmake" -B "$work" >"$work/cpack.log" 2>&1 || {
  cat "$work/cpack.log"
  exit 1
}
fail() {
  echo "$1" >&2
  exit 1
}
root=$work/root
for package in libremit1 libremit-dev remit; do
  file=$(find "$work" -maxdepth 1 -name "${package}_*.deb")
  [ -n "$file" ] || fail "no package $package"
  dpkg-deb --info "$file" >"$work/$package.info"
  dpkg-deb --contents "$file" >"$work/$package.contents"
  dpkg-deb --extract "$file" "$root"
done

needs() { # needs PACKAGE PATTERN: a line of its description
  grep -Eq "$2" "$work/$1.info" || fail "$1: no $2 in its description"
}
needs libremit1 'Depends: .*libabsl20220623'
needs libremit1 'Depends: .*libutf8proc2'
needs libremit1 'Section: libs'
needs libremit-dev 'Depends: .*libremit1 \(= '
needs remit 'Depends: .*libc6'
dpkg-deb --ctrl-tarfile "$(find "$work" -maxdepth 1 -name 'libremit1_*.deb')" |
  tar -xO ./shlibs | grep -q '^libremit 1 libremit1' || fail "libremit1: no shlibs"

# Each file is in one package, the one that it belongs to.
holds() { # holds PACKAGE PATTERN
  grep -Eq "$2" "$work/$1.contents" || fail "$1: no $2"
  for other in libremit1 libremit-dev remit; do
    [ "$other" = "$1" ] || ! grep -Eq "$2" "$work/$other.contents" || fail "$2 is in $other too"
  done
}
holds libremit1 'libremit\.so\.1 ->'
holds libremit-dev 'libremit\.so ->'
holds libremit-dev 'include/remit\.h$'
holds libremit-dev 'pkgconfig/remit\.pc$'
holds libremit-dev 'RemitConfigVersion\.cmake$'
holds remit 'usr/bin/remit$'

library=$(find "$root" -name libremit.so.1 -printf '%h\n')
# What is shipped has no assertions; the tree that is tested has them all.
asserts=$(nm -D "$library/libremit.so.1" | grep -c __assert_fail || true)
# What is shipped ends the process where an array on its stack was written past its end (threat-model.md).
for file in "$library/libremit.so.1" "$root/usr/bin/remit"; do
  case $(sed -n 's/^CMAKE_BUILD_TYPE:.*=//p' "$build/CMakeCache.txt") in
    Release) nm -D "$file" | grep -q __stack_chk_fail || fail "$file: its stack is not guarded" ;;
  esac
done
case $(sed -n 's/^CMAKE_BUILD_TYPE:.*=//p' "$build/CMakeCache.txt") in
  Release) [ "$asserts" -eq 0 ] || fail "libremit.so has assertions" ;;
  *) [ "$asserts" -ne 0 ] || fail "libremit.so has no assertions" ;;
esac
LD_LIBRARY_PATH=$library
PKG_CONFIG_PATH=$library/pkgconfig
PKG_CONFIG_SYSROOT_DIR=
export LD_LIBRARY_PATH PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
# shellcheck disable=SC2046  # one argument per flag is meant
cc -std=c11 -Wall -Wextra -pedantic -Werror "$source/capi/examples/one_unit.c" -o "$work/one_unit" \
  $(pkg-config --define-prefix --cflags --libs remit)
ldd "$work/one_unit" | grep -q "libremit.so.1 => $root" || fail "another library was found"
"$work/one_unit"
"$root/usr/bin/remit" --version
