"""E-mails that come back, as Postfix, Exchange and Gmail write them; and what is no report is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import bounces
from sportello.core.bounces import Report

FOLDER = Path(__file__).parent / "bounces"
ID = "019e83b2-e581-7094-980b-9dbe2cbbc5aa"
STATUS = {"postfix": "5.1.1", "exchange": "5.1.10", "gmail": "5.1.1"}
AWAY = b"""From: ana@example.org
Auto-Submitted: auto-replied
In-Reply-To: <019e83b2-e581-7094-980b-9dbe2cbbc5aa>
Content-Type: text/plain

I am away until Monday.
"""


def mail(name: str, **changed: str) -> bytes:
    """Give a report about an e-mail of this id, with some texts of it changed."""
    text = (FOLDER / f"{name}.eml").read_text().replace("<MESSAGE>", f"<{ID}>")
    for before, after in changed.items():
        text = text.replace(f"{before.capitalize()}: failed" if before == "action" else STATUS[name], after)
    return text.encode()


@pytest.mark.parametrize("name", STATUS)
def test_a_report_says_which_e_mail_and_that_the_address_is_gone(name: str) -> None:
    [told] = bounces.read(mail(name))
    assert told == Report(ID, "failed", STATUS[name]) and told.is_gone


@pytest.mark.parametrize("name", STATUS)
def test_line_ends_of_the_wire_are_read_as_well(name: str) -> None:
    assert bounces.read(mail(name).replace(b"\n", b"\r\n")) == bounces.read(mail(name))


@pytest.mark.parametrize("status", ["5.2.2", "5.7.1", "4.4.7", "5.0.0"])
def test_a_full_mailbox_or_a_refused_text_leaves_the_address_as_it_is(status: str) -> None:
    [told] = bounces.read(mail("postfix", status=status))
    assert told.status == status and not told.is_gone


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_other_news_is_told_as_it_is(action: str) -> None:
    [told] = bounces.read(mail("gmail", action=f"Action: {action.title()}"))
    assert told.action == action and not told.is_gone


def test_somebody_who_is_away_is_no_report() -> None:
    assert bounces.read(AWAY) == []


@given(st.integers(0, 1500), st.binary(max_size=40))
def test_what_is_cut_or_broken_gives_no_report_or_a_whole_one(at: int, noise: bytes) -> None:
    whole = mail("postfix")
    for broken in (whole[:at], whole[:at] + noise + whole[at + len(noise) :], noise):
        assert all(told.message_id and told.action for told in bounces.read(broken))
