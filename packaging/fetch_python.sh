#!/bin/sh
# Debian's Python of another architecture, unpacked into FOLDER; nothing is installed.
# usage: packaging/fetch_python.sh ARCHITECTURE FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
architecture=$1
folder=$(mkdir -p "$2" && cd "$2" && pwd)
packages="libc6 libgcc-s1 python3.11-minimal libpython3.11-minimal libpython3.11-stdlib libexpat1 zlib1g
  libffi8 libssl3 libbz2-1.0 liblzma5 libsqlite3-0 libuuid1 libncursesw6 libtinfo6 libreadline8"
[ ! -e "$folder/ready" ] || exit 0
. "$here/sources_lists.sh"
private_lists "$folder/apt" deb
set -- -o APT::Architecture="$architecture" -o APT::Architectures="$architecture"
private_apt "$folder/apt" "$@" update
# shellcheck disable=SC2086  # one argument per package is meant
(cd "$folder/apt" && private_apt "$folder/apt" "$@" download $packages)
for package in "$folder"/apt/*.deb; do dpkg-deb --extract "$package" "$folder"; done
touch "$folder/ready"
