#!/bin/sh
# A PostgreSQL of one's own for a test: built, installed beside a copy of the server's programs, started,
# used by a command, stopped. Nothing outside of a scratch folder is changed, and no port is opened.
#
# usage: cluster.sh LIBRARY-FOLDER COMMAND...   with PGHOST, PGUSER, PGDATABASE and PATH set for COMMAND
# PG_CONFIG: the program of the server that is meant, which need not be installed: where it was unpacked will do.
# ENCODING, LOCALE: of the cluster, UTF8 and C.UTF-8 unless said. SETTINGS: what else the server begins with.
#
# The extension must lie where the server looks for extensions. A server finds that place relative to its
# own program, so a copy of the program with links to everything else looks in the scratch folder.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
library=$(cd "$1" && pwd)
shift
pg_config=${PG_CONFIG:-pg_config}
bin=$("$pg_config" --bindir) lib=$("$pg_config" --pkglibdir) share=$("$pg_config" --sharedir)

scratch=$(mktemp -d /tmp/remit-postgresql.XXXXXX)
data=$scratch/data

# PostgreSQL does not run as root: then an unprivileged user runs it.
as_user=""
if [ "$(id -u)" -eq 0 ]; then
  user=nobody
  id postgres >/dev/null 2>&1 && user=postgres
  as_user="setpriv --reuid=$user --regid=$(id -g "$user") --clear-groups"
fi

finish() {
  status=$?
  [ ! -f "$data/postmaster.pid" ] || $as_user "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1 || true
  [ "$status" -eq 0 ] || [ ! -f "$scratch/log" ] || tail -n 20 "$scratch/log" >&2
  rm -rf "$scratch"
  exit "$status"
}
trap finish EXIT
trap 'exit 129' HUP INT TERM

# Build out of the source tree, with a make that is no part of one that has called this.
mkdir "$scratch/build"
cp "$here"/*.c "$here"/*.h "$here"/*.sql "$here"/*.control "$here/Makefile" "$scratch/build/"
mkdir "$scratch/common"
cp "$here"/../common/*.h "$scratch/common/"
MAKEFLAGS='' make -s -C "$scratch/build" with_llvm=no PG_CONFIG="$pg_config" REMIT_CFLAGS="-I$root/capi" \
  REMIT_LIBS="-L$library -lremit -Wl,-rpath,$scratch/lib" COPT="${COPT:-}" >"$scratch/make.log" 2>&1 ||
  { cat "$scratch/make.log" >&2; exit 1; }
if grep -q 'warning:' "$scratch/make.log"; then cat "$scratch/make.log" >&2; exit 1; fi

# The tree that the copy of the server sees: a prefix with the same folders below it.
prefix=$(printf '%s\n' "$bin" "$share" | sed -e 'N;s/^\(.*\/\).*\n\1.*$/\1/')
copy=$scratch/prefix
mkdir -p "$copy/${bin#"$prefix"}" "$copy/${lib#"$prefix"}" "$copy/${share#"$prefix"}/extension" "$scratch/lib"
cp "$bin/postgres" "$bin/initdb" "$bin/pg_ctl" "$copy/${bin#"$prefix"}/"
ln -s "$lib"/* "$copy/${lib#"$prefix"}/"
for item in "$share"/*; do
  [ "$(basename "$item")" = extension ] || ln -s "$item" "$copy/${share#"$prefix"}/"
done
ln -s "$share"/extension/* "$copy/${share#"$prefix"}/extension/"
cp "$scratch/build/remit.so" "$copy/${lib#"$prefix"}/"
cp "$here"/remit.control "$here"/remit--*.sql "$copy/${share#"$prefix"}/extension/"
cp "$library"/libremit.so.1* "$scratch/lib/"

# A server that is packed with libraries of its own finds them from where it stood; and the program
# that is run must find ours before one that is installed.
libraries=$(ldd "$bin/postgres" "$bin/initdb" "$bin/psql" 2>/dev/null | sed -n 's/.*=> \(.*\)\/[^/]* (.*/\1/p' | sort -u | tr '\n' ':')
LD_LIBRARY_PATH=$scratch/lib:$libraries${LD_LIBRARY_PATH:-}
export LD_LIBRARY_PATH

chmod 755 "$scratch"
mkdir "$data" "$scratch/socket" "$scratch/results"
[ -z "$as_user" ] || chown -R "$user" "$scratch"
$as_user "$copy/${bin#"$prefix"}/initdb" -D "$data" -U remit_owner --encoding "${ENCODING:-UTF8}" --locale "${LOCALE:-C.UTF-8}" -A trust \
  --no-sync >"$scratch/initdb.log" 2>&1 || { cat "$scratch/initdb.log" >&2; exit 1; }
$as_user "$copy/${bin#"$prefix"}/pg_ctl" -D "$data" -l "$scratch/log" -w start >/dev/null \
  -o "-k $scratch/socket -c listen_addresses='' -c fsync=off -c max_connections=20 ${SETTINGS:-}"

export PGHOST="$scratch/socket" PGUSER=remit_owner PGDATABASE=postgres PATH="$bin:$PATH" SCRATCH="$scratch"
"$@"
