#!/usr/bin/env bash
# Installs the yardsticks from Debian's packages and PyPI (as root, or with sudo) and measures every ratio of
# docs/PERFORMANCE.md against them. Arguments are subjects: `benches/all.sh lists`, `benches/all.sh load-10`.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(nginx-light openssl zip tar coreutils python3-venv)
missing=()
for package in "${packages[@]}"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok installed' || missing+=("$package")
done
if ((${#missing[@]})); then
    echo "Installing for the benches: ${missing[*]}"
    root=(); ((EUID)) && root=(sudo)
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

[ -x target/venv/bin/python ] || python3 -m venv target/venv
target/venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6 reportlab==5.1.0 typst==0.15.2 xlsxwriter==3.3.1
export YINGJIAN_PYTHON="$PWD/target/venv/bin/python"
cargo bench --locked --bench ratios -- "$@"
