"""Look for known weaknesses of the locked dependencies, where PyPI's advisories can be reached; say so where not.

    python scripts/audit.py [--must]

Ends with 1 when a locked version has an advisory; with `--must`, before a release, also when not all were looked at.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
LOCKED = ("run", "extras", "test", "uv")
ASKED = "https://pypi.org/pypi/{}/json"  # of one version: what pip-audit asks for each
SECONDS = 10
SHOWN = 5


def find_obstacle() -> str:
    """Say why advisories cannot be asked for; nothing where they can."""
    name, _, version = (ROOT / "requirements" / "run.txt").read_text().split()[0].partition("==")
    asked = ASKED.format(f"{name}/{version}")
    try:
        with urlopen(asked, timeout=SECONDS) as answer:  # noqa: S310 - https, above
            return "" if "vulnerabilities" in json.load(answer) else f"{asked} tells none"
    except (URLError, TimeoutError, ValueError) as error:
        return f"{asked}: {error}"


def audit(name: str) -> list[Mapping[str, Any]]:
    """Ask for all that one file locks, and give what pip-audit says of each package."""
    command = [
        str(Path(sys.executable).with_name("pip-audit")),
        *("--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off"),
        *("--requirement", str(ROOT / "requirements" / f"{name}.txt")),
    ]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - of ours
    try:
        return list(json.loads(told.stdout)["dependencies"])
    except ValueError:
        return [{"name": f"requirements/{name}.txt", "skip_reason": told.stderr.strip()[-200:]}]


def judge(found: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[str]]:
    """Give a line for each weakness, and for each package that was not looked at."""
    weak, left = set(), set()
    for one in found:
        if "skip_reason" in one:
            left.add(f"{one['name']}: {one['skip_reason']}")
        for each in one.get("vulns", ()):
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            weak.add(f"{one['name']} {one['version']}: {each['id']}, mended in {mended}")
    return sorted(weak), sorted(left)


def main(must: bool) -> int:
    if obstacle := find_obstacle():
        sys.stdout.write(f"NOT RUN, no advisories here ({obstacle})\n")
        return int(must)
    weak, left = judge(one for name in LOCKED for one in audit(name))
    told = "FAILED" if weak else f"NOT RUN for {len(left)} packages" if left else "ok"
    sys.stdout.write("".join(f"{line}\n" for line in (told, *weak, *left[:SHOWN])))
    return int(bool(weak) or (must and bool(left)))


if __name__ == "__main__":
    sys.exit(main("--must" in sys.argv[1:]))
