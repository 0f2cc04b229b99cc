# Read by scripts here: lists of this machine's Debian archive in a folder of their own.
# private_lists FOLDER TYPE: TYPE is deb or deb-src
private_lists() {
  mkdir -p "$1/parts" "$1/lists/partial" "$1/cache/archives/partial"
  for list in /etc/apt/sources.list.d/*.sources; do
    [ -e "$list" ] || continue
    sed "s/^Types:.*/Types: $2/" "$list" >"$1/parts/$(basename "$list")"
  done
  for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -e "$list" ] || continue
    sed -n "s/^deb /$2 /p" "$list" >"$1/parts/$(basename "$list" .list).list"
  done
}
# private_apt FOLDER ARGUMENTS...: apt-get with those lists; shows its output only if it fails
private_apt() {
  where=$1
  shift
  apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$where/parts" \
    -o Dir::State::lists="$where/lists" -o Dir::Cache="$where/cache" \
    -o APT::Sandbox::User="$(id -un)" "$@" >"$where/log" 2>&1 || { cat "$where/log" >&2; return 1; }
}
