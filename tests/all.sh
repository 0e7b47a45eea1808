#!/usr/bin/env bash
# Runs every check and test. Installs what they need from Debian's packages, PyPI and npm (as root, or with sudo).
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(gcc libc6-dev pkg-config libssl-dev make perl postgresql-15 nginx-light curl openssl systemd strace e2fsprogs mount clamav-daemon
    tesseract-ocr tesseract-ocr-chi-sim tesseract-ocr-chi-tra
    chromium chromium-driver qpdf poppler-utils mupdf-tools unzip p7zip-full
    libreoffice-calc-nogui libreoffice-writer-nogui python3-venv)
# A newer Node that is there already brings its own npm, which Debian's package would push out.
command -v npm >/dev/null || packages+=(nodejs npm)
missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
    echo "Installing for the tests: ${missing[*]}"
    root=(); ((EUID)) && root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

[ -x target/venv/bin/python ] || python3 -m venv target/venv
target/venv/bin/pip install --quiet --disable-pip-version-check bagit==1.9.0 openpyxl==3.1.5 setuptools==80.9.0 schemathesis==4.32.5
export YINGJIAN_PYTHON="$PWD/target/venv/bin/python"
# What an edit would be built from next time is three gigabytes, which nobody needs after a whole run.
export CARGO_INCREMENTAL=0

[ -x target/tools/bin/cargo-deny ] || cargo install --quiet cargo-deny --version 0.20.2 --locked --root target/tools
deny() { target/tools/bin/cargo-deny --locked "$@"; }

# An S3 server for the tests.
[ -x target/tools/bin/s3s-fs ] ||
    cargo install --quiet s3s-fs --version 0.14.1 --features binary --locked --root target/tools

# What the program is made of, in target/yingjian.cdx.json.
target/venv/bin/python tests/sbom.py

cargo fmt --check
cargo clippy --locked --all-targets -- -D warnings
deny check --hide-inclusion-graph bans licenses sources
# The list of advisories comes from the internet; without it the run says so and goes on.
if deny fetch db; then
    deny check advisories
else
    echo "NOT CHECKED: open advisories of crates, because their list could not be fetched" >&2
fi
cargo test --locked
# What touches tables and files once more, on PostgreSQL with a folder and on PostgreSQL with S3.
homes=(--test store --test record --test binding --test jobs --test ops --test evidence --test search --test api --test web)
tests/with-servers.sh cargo test --locked "${homes[@]}"
tests/with-servers.sh --s3 cargo test --locked "${homes[@]}"
# Kills, too.
tests/with-servers.sh --s3 cargo test --locked --test faults kills
