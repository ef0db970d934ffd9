#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, which is gone afterwards:
#
#   scripts/with-postgres.sh npx vitest run src/shell/storage
#
# VIGIE_TEST_POSTGRES is the address of its superuser. The server lives in a temporary folder and
# listens on a socket there, on no port. Its language, zone and dates are not those that tests are
# used to, so that nothing depends on them. Where PostgreSQL is missing, it is installed with
# apt-get, or the script fails.
set -euo pipefail

if (($# == 0)); then
  sed -n '2,9s/^# \{0,1\}//p' "$0"
  exit 2
fi

find_binaries() {
  local folder
  for folder in "$(dirname "$(command -v initdb || echo /nowhere/initdb)")" \
    $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    if [[ -x $folder/initdb && -x $folder/pg_ctl && -x $folder/postgres ]]; then
      echo "$folder"
      return
    fi
  done
}

binaries=$(find_binaries)
if [[ -z $binaries ]]; then
  echo 'PostgreSQL is not installed; trying apt-get.' >&2
  { apt-get update && apt-get install --yes --no-install-recommends postgresql; } >&2 || true
  binaries=$(find_binaries)
fi
if [[ -z $binaries ]]; then
  echo 'PostgreSQL 15 or later is needed: initdb, pg_ctl and postgres were found nowhere.' >&2
  exit 1
fi

# PostgreSQL refuses to run as root.
as_server=()
if ((EUID == 0)); then
  if ! id postgres >/dev/null 2>&1; then
    useradd --system --shell /bin/sh postgres
  fi
  as_server=(runuser -u postgres --)
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/vigie-postgres-XXXXXX")
stop() {
  "${as_server[@]}" "$binaries/pg_ctl" stop -D "$folder/data" -m immediate >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap stop EXIT
if ((EUID == 0)); then chown postgres "$folder"; fi

cd_and() { (cd "$folder" && "$@"); }
cd_and "${as_server[@]}" "$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 \
  --locale=C.UTF-8 --locale-provider=icu --icu-locale=fr --no-sync >"$folder/log" 2>&1 ||
  { cat "$folder/log" >&2; exit 1; }
cat >>"$folder/data/postgresql.conf" <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$folder'
timezone = 'America/St_Johns'
datestyle = 'sql, dmy'
fsync = off
SETTINGS
cd_and "${as_server[@]}" "$binaries/pg_ctl" start -D "$folder/data" -l "$folder/server.log" \
  -w -t 60 >/dev/null || { cat "$folder/server.log" >&2; exit 1; }

export VIGIE_TEST_POSTGRES="postgres://postgres@localhost/postgres?host=$folder"
"$@"
