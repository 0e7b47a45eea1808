"""Writes what the program is made of: target/yingjian.cdx.json, CycloneDX 1.5, from Cargo's own metadata and lock file.

    python3 tests/sbom.py

Then it asks `cargo tree`, which walks by itself, and fails when a crate that is linked is not in the list.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

TARGET = "x86_64-unknown-linux-gnu"
OUT = Path("target/yingjian.cdx.json")


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments, "--locked"], check=True, capture_output=True, text=True).stdout


def linked(nodes, root):
    """The root and all that is linked into it: no test's and no build script's crates."""
    found, waiting = set(), [root]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += normal(nodes[here])
    return found


def normal(node):
    return [dep["pkg"] for dep in node["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]


def reference(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums):
    name, version = package["name"], package["version"]
    entry = {"type": "library", "bom-ref": reference(package), "name": name, "version": version,
             "purl": reference(package)}
    if package.get("license"):
        entry["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if (name, version) in checksums:
        entry["hashes"] = [{"alg": "SHA-256", "content": checksums[name, version]}]
    return entry


def document(metadata):
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    lock = tomllib.loads(Path("Cargo.lock").read_text())["package"]
    checksums = {(entry["name"], entry["version"]): entry["checksum"] for entry in lock if "checksum" in entry}
    inside = sorted(linked(nodes, root), key=lambda here: reference(packages[here]))
    depends = [{"ref": reference(packages[here]),
                "dependsOn": sorted({reference(packages[dep]) for dep in normal(nodes[here])})} for here in inside]
    own = component(packages[root], checksums) | {"type": "application"}
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "metadata": {"component": own},
            "components": [component(packages[here], checksums) for here in inside if here != root],
            "dependencies": depends}


def main():
    written = document(json.loads(cargo("metadata", "--format-version", "1", "--filter-platform", TARGET)))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n")
    listed = {(entry["name"], entry["version"]) for entry in written["components"]}
    tree = cargo("tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--target", TARGET)
    # The first line is the program itself.
    lines = [line.split() for line in tree.splitlines()[1:] if line]
    there = {(words[0], words[1].removeprefix("v")) for words in lines}
    missing = sorted(there - listed)
    print(f"{OUT}: {len(listed)} crates are listed, {len(there)} are linked")
    if missing or not there:
        sys.exit(f"not listed: {missing}")


main()
