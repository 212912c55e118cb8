"""docs/roles.md says in words what the table says by deed."""

import re
from pathlib import Path

import pytest
from tests.actions.access.table import TABLE
from tests.actions.access.test_access import read

PAGE = Path(__file__).parents[3] / "docs" / "roles.md"
ROLES = {
    "the applicant": "owner",
    "who acts for them": "holder",
    "clerk": "clerk",
    "lead": "lead",
    "auditor": "auditor",
    "publisher": "publisher",
    "cashier": "cashier",
    "lead of cashiers": "treasurer",
    "partner": "partner",
    "others": "another resident",
}
REFUSED = re.compile(r"nothing|access\..*|.*\.(not_found|sign_in|not_yours|own_only|residents_only|own)")
_, *LINES = PAGE.read_text().partition("| what |")[2].partition("\n\n")[0].splitlines()


@pytest.mark.parametrize("line", LINES[1:], ids=lambda line: line.split("|")[1].strip())
def test_each_line_tells_what_its_deeds_answer(line: str) -> None:
    _, *cells, deeds = (cell.strip() for cell in line.strip("|").split("|"))
    for deed in re.findall(r"`([^`]+)`", deeds):
        told = read(TABLE[deed][1])
        assert cells == ["" if REFUSED.fullmatch(told[who]) else "✓" for who in ROLES.values()], deed


def test_the_columns_are_the_roles_and_no_deed_of_staff_is_left_out() -> None:
    head = next(line for line in PAGE.read_text().splitlines() if line.startswith("| what |"))
    assert [cell.strip() for cell in head.split("|")[2:-2]] == list(ROLES)
    written = set(re.findall(r"`([a-z_.]+)`", "\n".join(LINES)))
    staff = {deed for deed, (_, answers) in TABLE.items() if "yes" in {read(answers)[who] for who in ("clerk", "lead")}}
    left = {deed for deed in staff if not deed.startswith("queues.")} - written
    assert left == set(), f"say in docs/roles.md which roles may do {', '.join(sorted(left))}"
