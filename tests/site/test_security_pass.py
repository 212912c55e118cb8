"""docs/security.md goes through every number of ASVS 5.0.0 at levels 1 and 2, and names files that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
SECTIONS = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2
4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4 5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3
6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1-1 8.4:1-1 9.1:1-3 9.2:1-4 10.1:1-2
10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3 11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1-1 11.6:1-1
12.1:1-3 12.2:1-2 12.3:1-4 13.1:1-1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2 14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3
15.3:1-7 16.1:1-1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3 17.1:1-1 17.2:1-4 17.3:1-2
"""
"""The numbers of levels 1 and 2 by section: in each they come first."""
LINES = [line.split("|")[1:-1] for line in PAGE.splitlines() if re.match(r"\| \d", line)]


def test_every_number_has_one_answer() -> None:
    wanted = []
    for section in SECTIONS.split():
        name, _, count = section.partition(":1-")
        wanted += [f"{name}.{number}" for number in range(1, int(count) + 1)]
    assert len(wanted) == 253  # 70 of level 1, 183 of level 2
    answered = [number for numbers, *_ in LINES for number in re.findall(r"[\d.]+", numbers)]
    assert sorted(answered) == sorted(wanted)


def test_answers_are_of_five_kinds_and_what_is_met_names_where() -> None:
    for numbers, answer, how, where in LINES:
        assert answer.strip() in ("met", "partly", "not met", "not read", "n/a"), numbers
        assert how.strip() or where.strip(), numbers
        assert answer.strip() != "met" or "`" in where or "no " in how, numbers


def test_every_file_that_is_named_exists() -> None:
    named = set(re.findall(r"`([\w./-]+\.\w+)`", "\n".join("|".join(line) for line in LINES)))
    assert len(named) > 100
    assert {
        name for name in named if not any((folder / name).exists() for folder in (ROOT, ROOT / "src/sportello"))
    } == set()
