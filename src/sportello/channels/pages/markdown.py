"""The little Markdown of the city's answers, as HTML: headings, paragraphs, lists, bold, code, links. Knows no page.

Everything is escaped first; a link may go to a service (`service:ID`), an answer (`answer:ID`), a page of this site
or an https, mailto or tel address.
"""

import re

from markupsafe import Markup, escape

BOLD = re.compile(r"\*\*(.+?)\*\*")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\[([^\]]+)\]\((service:|answer:|https://|mailto:|tel:|/(?!/))([^)\s]*)\)")
BULLET = re.compile(r"[-*] +")
NUMBER = re.compile(r"\d+[.)] +")
HEADING = re.compile(r"(#{1,3}) +(.*)")
LISTS = ((BULLET, "ul", "bullet"), (NUMBER, "ol", "number"))
INSIDE = {"service:": "/services/", "answer:": "/help/"}


def render_html(text: str) -> Markup:
    """Render the text's blocks, which empty lines part."""
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return Markup("\n").join(_block(block.splitlines()) for block in blocks if block.strip())


def _block(lines: list[str]) -> Markup:
    heading = HEADING.fullmatch(lines[0])
    if heading:
        return _element(f"h{min(len(heading[1]) + 1, 3)}", _inline(heading[2]))
    for mark, tag, kind in LISTS:
        if mark.match(lines[0]):
            rows = Markup("").join(_element("li", _inline(row)) for row in _rows(lines, mark))
            return _element(tag, rows, f"govuk-list govuk-list--{kind}")
    return _element("p", _inline(" ".join(line.strip() for line in lines)))


def _element(tag: str, inner: Markup, classes: str = "") -> Markup:
    return Markup("<{0}{1}>{2}</{0}>").format(tag, Markup(' class="{}"').format(classes) if classes else "", inner)


def _rows(lines: list[str], mark: re.Pattern[str]) -> list[str]:
    """Give a list's rows; a line without a mark goes on with the row before."""
    rows: list[str] = []
    for line in lines:
        if mark.match(line):
            rows.append(mark.sub("", line, count=1))
        elif rows:
            rows[-1] += " " + line.strip()
    return rows


def _inline(text: str) -> Markup:
    safe = str(escape(text))
    safe = CODE.sub(r"<code>\1</code>", BOLD.sub(r"<strong>\1</strong>", safe))
    linked = LINK.sub(lambda found: f'<a href="{INSIDE.get(found[2], found[2])}{found[3]}">{found[1]}</a>', safe)
    return Markup(linked)  # noqa: S704 - escaped above, before any tag of ours
