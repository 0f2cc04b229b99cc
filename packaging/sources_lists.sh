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
  with_private_lists apt-get "$@" >"$1/log" 2>&1 || { cat "$1/log" >&2; return 1; }
}
# private_cache FOLDER ARGUMENTS...: apt-cache with those lists
private_cache() { with_private_lists apt-cache "$@" 2>/dev/null; }
# with_private_lists PROGRAM FOLDER ARGUMENTS...
with_private_lists() {
  program=$1
  where=$2
  shift 2
  "$program" -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts="$where/parts" \
    -o Dir::State::lists="$where/lists" -o Dir::Cache="$where/cache" \
    -o APT::Sandbox::User="$(id -un)" "$@"
}
