#!/usr/bin/env bash
# Runs a command while a PostgreSQL server of its own listens on this machine, named in the environment as
# tests/homes/mod.rs expects it:
#   tests/with-servers.sh cargo test --test store
set -euo pipefail
bin=/usr/lib/postgresql/15/bin
folder=$(mktemp -d)
# PostgreSQL refuses to run as root.
as=(); ((EUID)) || { as=(setpriv --reuid=postgres --regid=postgres --init-groups); chown postgres "$folder"; }
stop() {
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U yingjian -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# Tests make and forget hundreds of databases: what a power cut would take is not asked of them here.
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $port -k $folder -c listen_addresses=127.0.0.1 \
    -c fsync=off -c max_connections=400" start >/dev/null
cd - >/dev/null
export YINGJIAN_TEST_POSTGRES="postgres://yingjian@127.0.0.1:$port"
"$@"
