#!/bin/sh
# Installs the packages of scripts/packages.txt (or of another LIST beside it) that are missing. Quick
# when nothing is missing. Runs as root, or through sudo.
# usage: scripts/install-packages.sh [--list LIST] [--list-missing]
set -eu

list="$(dirname "$0")/packages.txt"
if [ "${1:-}" = --list ]; then
  list="$(dirname "$0")/$2"
  shift 2
fi
wanted=$(sed -e 's/#.*//' "$list" | tr '\n' ' ')

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
  echo "install-packages: this is no Debian system; install the packages of $list yourself" >&2
  exit 1
fi

# Node and npm from elsewhere will do; Debian's npm cannot even be installed beside another Node.
is_there_otherwise() {
  case $1 in
    nodejs) command -v node >/dev/null 2>&1 ;;
    npm) command -v npm >/dev/null 2>&1 ;;
    *) false ;;
  esac
}

missing_packages() {
  # shellcheck disable=SC2086  # one argument per package is meant
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
    sed -n 's/^installed //p' | tr '\n' ' ')
  for package in $wanted; do
    case " $installed " in
      *" $package "*) ;;
      *) is_there_otherwise "$package" || printf '%s ' "$package" ;;
    esac
  done
}

missing=$(missing_packages)
if [ "${1:-}" = --list-missing ]; then
  [ -z "$missing" ] || printf '%s\n' $missing
  exit 0
fi
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "install-packages: these packages are missing, and I am neither root nor have sudo:" >&2
    echo "  apt-get install $missing" >&2
    exit 1
  fi
  as_root=sudo
fi

echo "install-packages: installing $missing"
install_missing() {
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends $missing
}

# The package lists may be missing (a fresh container) or out of date: only then are they fetched.
install_missing || {
  $as_root apt-get update -q
  install_missing
}
