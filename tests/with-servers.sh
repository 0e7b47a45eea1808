#!/usr/bin/env bash
# Runs a command while a PostgreSQL server of its own listens on this machine, and with --s3 an S3 server too,
# named in the environment as tests/homes/mod.rs expects them:
#   tests/with-servers.sh [--s3] cargo test --test store
set -euo pipefail
here="$(cd "$(dirname "$0")/.." && pwd)"
s3=; [ "$1" = --s3 ] && { s3=yes; shift; }
[ -z "$s3" ] || [ -x "$here/target/tools/bin/s3s-fs" ] || { echo "target/tools/bin/s3s-fs is missing: tests/all.sh installs it" >&2; exit 2; }
bin=/usr/lib/postgresql/15/bin
folder=$(mktemp -d)
# PostgreSQL refuses to run as root.
as=(); ((EUID)) || { as=(setpriv --reuid=postgres --regid=postgres --init-groups); chown postgres "$folder"; }
s3_server=
stop() {
    [ -z "$s3_server" ] || kill "$s3_server" 2>/dev/null || true
    "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free_port)
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U yingjian -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
# Tests make and forget hundreds of databases: what a power cut would take is not asked of them here.
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o "-p $port -k $folder -c listen_addresses=127.0.0.1 \
    -c fsync=off -c max_connections=400" start >/dev/null
export YINGJIAN_TEST_POSTGRES="postgres://yingjian@127.0.0.1:$port"
if [ -n "$s3" ]; then
    mkdir -p "$folder/s3/yingjian"
    port=$(free_port)
    RUST_LOG=off "$here/target/tools/bin/s3s-fs" --host 127.0.0.1 --port "$port" --access-key test \
        --secret-key testtest "$folder/s3" >/dev/null 2>&1 &
    s3_server=$!
    export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_REGION=us-east-1 AWS_ACCESS_KEY_ID=test \
        AWS_SECRET_ACCESS_KEY=testtest YINGJIAN_TEST_BLOBS=s3://yingjian YINGJIAN_TEST_S3_FOLDER="$folder/s3"
fi
cd - >/dev/null
"$@"
