# Read by scripts here: the Debian whose compiler and sources WebAssembly is built from.
suite=trixie

# The archive that this machine is set up with: the first that is not of security updates.
archive() {
  found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' |
    grep -v security | head -n 1)
  [ -n "$found" ] || { echo "$0: this machine has no list of a Debian archive" >&2; return 1; }
  echo "$found"
}
