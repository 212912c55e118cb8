"""Find links in the docs that lead nowhere: files that are not there, headings that do not exist."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def main() -> int:
    """Print each broken link as file: link; 1 when there is any."""
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    broken = [f"{page.relative_to(ROOT)}: {link}" for page in pages for link in list_broken(page)]
    sys.stderr.writelines(f"{line}\n" for line in broken)
    return 1 if broken else 0


def list_broken(page: Path) -> list[str]:
    """List the links of a page that lead nowhere; addresses of other sites are not asked."""
    links: list[str] = LINK.findall(CODE.sub("", page.read_text()))
    return [link for link in links if not re.match(r"[a-z]+:", link) and not leads_somewhere(page, link)]


def leads_somewhere(page: Path, link: str) -> bool:
    """Tell whether a relative link leads to a file, and to a heading of it when it names one."""
    path, _, heading = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists() or not heading:
        return target.exists()
    return heading in {slug(title) for title in HEADING.findall(target.read_text())}


def slug(title: str) -> str:
    """Give a heading's anchor, as code forges make it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


if __name__ == "__main__":
    sys.exit(main())
