"""The folder: what the city knows and has done, to read, to take away, to erase; by its owner and nobody else."""

import html
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from importlib.resources import files
from itertools import chain
from types import ModuleType

import jsonschema_rs
import pytest
from django.db import transaction
from icalendar import Calendar
from tests import town as towns
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.town import Town, code_of

from sportello.actions import cases, casework, exports, folder, inquiries, live, looks, notices, tasks
from sportello.actions.money import bills, books
from sportello.channels.web import deadlines, own_data
from sportello.channels.web import folder as web_folder
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.store.accounts import Account, Party
from sportello.store.cases import Case
from sportello.store.messages import Message

ROOMS = (
    "/my",
    "/my/data",
    "/my/papers",
    "/my/inbox",
    "/my/looks",
    "/my/dates",
    "/my/permits",
    "/my/locker",
    "/my/household",
    "/my/consents",
    "/my/entitlements",
    "/my/mandates",
    "/bills",
)
ICONS = files("sportello.channels.web") / "theme/images/icons.svg"
PERSON = {"given_name": "Ana", "family_name": "Unmistakable", "birth_date": "1988-05-03"}


def signed_in(by: Actor) -> Visitor:
    visitor = Visitor()
    signing.sign_in(visitor.client, Account.objects.get(id=by.account))
    return visitor


def settled(town: Town) -> tuple[Actor, Visitor, Case]:
    """Be somebody whose application was decided, with its letter and messages."""
    ana = towns.resident(person=PERSON)
    sent = towns.apply(town, "rental-assistance", by=ana, **towns.newcomer())
    towns.run_jobs()
    case = Case.objects.get(id=sent.case)
    if case.status != "closed":
        towns.rule(towns.open_task(case.id), "deny", "paid_up")
        case.refresh_from_db()
    return ana, signed_in(ana), case


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_every_room_opens_in_every_language_for_its_owner(town: Town, room: str, language: str) -> None:
    visitor = signed_in(towns.resident(person=PERSON))
    visitor.client.cookies["language"] = language
    assert visitor.get(room).status_code == 200
    assert f'lang="{language}"' in visitor.text


def test_applications_are_listed_page_by_page_each_once(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_folder, "PAGE", 2)
    ana = towns.resident()
    visitor = signed_in(ana)
    sent = [towns.apply(town, "street-defect", by=ana, photo=None).reference for _ in range(5)]
    visitor.get("/my")
    read = [re.findall(r'sp-ref">([^<]+)<', visitor.text)]
    while older := re.findall(r'href="(/my\?list=open[^"]+)"', visitor.text):
        visitor.get(html.unescape(older[0]))
        read.append(re.findall(r'sp-ref">([^<]+)<', visitor.text))
    assert [len(page) for page in read] == [2, 2, 1] and [*chain(*read)] == sent[::-1]
    assert visitor.get("/my?before=yesterday").status_code == visitor.get("/my?before=2026-01-01").status_code == 200


def test_what_is_under_way_stands_before_what_has_ended(town: Town) -> None:
    ana = towns.resident()
    open_, ended = (towns.apply(town, "street-defect", by=ana, photo=None) for _ in range(2))
    towns.run_jobs()
    cases.withdraw(ended.case, by=ana)
    visitor = signed_in(ana)
    visitor.get("/my")
    assert re.findall(r'sp-ref">([^<]+)<', visitor.text) == [open_.reference, ended.reference]
    assert visitor.text.index(">Under way<") < visitor.text.index(">Ended<")


def test_what_waits_for_the_resident_stands_first(town: Town) -> None:
    ana = towns.resident()
    asked, newer = (towns.apply(town, "building-permit", by=ana) for _ in range(2))
    towns.run_jobs()
    task = towns.open_task(asked.case)
    clerk = towns.staff(task.team)
    tasks.take(task.id, by=clerk)
    inquiries.ask(task.id, "Which floor?", by=clerk)
    visitor = signed_in(ana)
    visitor.get("/my")
    assert re.findall(r'sp-ref">([^<]+)<', visitor.text) == [asked.reference, newer.reference]


@pytest.mark.parametrize(
    ("room", "module", "row"),
    [("/my/inbox", own_data, r'href="/my/inbox/([^"?]+)"'), ("/my/dates", deadlines, r'href="/cases/([^"]+)"')],
)
def test_messages_and_dates_are_listed_page_by_page_each_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, room: str, module: ModuleType, row: str
) -> None:
    monkeypatch.setattr(module, "PAGE", 2)
    ana = towns.resident()
    visitor = signed_in(ana)
    for _ in range(5):
        towns.apply(town, "street-defect", by=ana, photo=None)
    towns.run_jobs()
    visitor.get(room)
    read = [re.findall(row, visitor.text)]
    while more := re.findall(rf'href="({room}\?(?:before|after)=[^"]+)"', visitor.text):
        visitor.get(html.unescape(more[0]))
        read.append(re.findall(row, visitor.text))
    every = len(folder.list_letters(by=ana)) if room == "/my/inbox" else 5
    assert {len(page) for page in read[:-1]} == {2} and read[-1] and len(read) == -(-every // 2)
    assert len({*chain(*read)}) == every
    assert visitor.get(f"{room}?before=yesterday&after=today").status_code == 200


def test_a_page_of_the_folder_asks_as_little_for_many_as_for_few(town: Town) -> None:
    """The database is asked once for all, however many there are: no message, date or bill costs a question."""
    ana = towns.resident()
    visitor, asked = signed_in(ana), []
    for _ in range(2):
        for _ in range(3):
            towns.apply(town, "street-defect", by=ana, photo=None)
            terms = books.Terms("fine", {"en": "Fine"}, Decimal(80), "EUR", live.today() + timedelta(days=9))
            bills.open(terms, party=ana.party, by=actors.system())
        towns.run_jobs()
        visitor.get("/my/inbox")
        for room in ("/my/inbox", "/my/dates", "/bills"):
            asked.append(towns.count_statements(partial(visitor.get, room)))
            assert visitor.page.status_code == 200
    assert all(more <= fewer for fewer, more in zip(asked[:3], asked[3:], strict=True))


def test_each_room_has_a_picture_of_its_own(town: Town) -> None:
    visitor = signed_in(towns.resident())
    visitor.get("/my")
    [rooms] = re.findall(r'<ul class="sp-tiles">.*?</ul>', visitor.text, re.DOTALL)
    shown = re.findall(r'icons[^"#]*#([a-z]+)"', rooms)
    drawn = re.findall(r'<symbol id="([a-z]+)"', ICONS.read_text())
    assert len(shown) == len({*shown}) == rooms.count("<li>") and {*shown} <= {*drawn}
    assert rooms.count('aria-hidden="true"') == len(shown) and len(ICONS.read_bytes()) < 12_000


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "/my"])
def test_a_stranger_is_asked_to_sign_in(town: Town, room: str) -> None:
    assert Visitor().get(room).status_code == 403


def test_what_the_city_knows_is_shown_with_its_source(town: Town) -> None:
    visitor = signed_in(towns.resident(person=PERSON))
    visitor.get("/my/data")
    assert "Unmistakable" in visitor.text and "Civil registry</h2>" in visitor.text


def test_a_message_is_new_until_its_owner_opens_it(town: Town) -> None:
    ana, visitor, case = settled(town)
    message = Message.objects.filter(case=case).latest("written_at")
    assert "new" in visitor.get("/my/inbox").content.decode()
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=message.id)
    assert folder.read_letter(message.id, by=acting).read_at is None
    visitor.get(f"/my/inbox/{message.id}")
    assert "First opened" in visitor.text
    assert signed_in(towns.resident()).get(f"/my/inbox/{message.id}").status_code == 404


def test_a_message_that_belongs_to_no_case_opens_and_is_taken_along(town: Town) -> None:
    ana, visitor = (by := towns.resident()), signed_in(by)
    assert ana.party
    with transaction.atomic():
        notices.tell(ana.party, "mandate_accepted_giver", name="Carl Carer")
    [letter] = folder.list_letters(by=ana)
    visitor.get(f"/my/inbox/{letter.id}")
    assert "Carl Carer may act for you now" in visitor.text and "/cases/" not in visitor.text
    with exports.write("en", by=ana) as written, zipfile.ZipFile(written) as archive:
        told, schema = (json.loads(archive.read(name)) for name in ("data.json", "export.schema.json"))
    jsonschema_rs.validate(schema, told)
    assert [one["subject"] for one in told["messages"]] == ["Carl Carer may act for you now"]


def test_a_message_of_a_case_is_answered_on_its_page_while_the_case_is_open(town: Town) -> None:
    ana, said = towns.resident(), "My rent goes up in July."
    sent, visitor = towns.apply(town, "rental-assistance", by=ana, lease=None), signed_in(ana)
    towns.run_jobs()
    page = f"/my/inbox/{Message.objects.filter(case=sent.case).latest('written_at').id}"
    visitor.get(page)
    assert visitor.client.post(f"{page}/reply", {"text": " "}).status_code == 422
    assert visitor.client.post(f"{page}/reply", {"text": said}).headers["Location"] == f"{page}?done=yes"
    visitor.get(f"{page}?done=yes")
    assert "reached the staff who work on your application" in visitor.text and "<textarea" in visitor.text
    casework.note(sent.case, "The landlord called.", by=towns.staff("housing"))
    visitor.get(page)
    assert "You wrote to the office" in visitor.text and said in visitor.text
    assert "landlord called" not in visitor.text
    with exports.write("en", by=ana) as written, zipfile.ZipFile(written) as archive:
        told, schema = (json.loads(archive.read(name)) for name in ("data.json", "export.schema.json"))
    jsonschema_rs.validate(schema, told)
    assert [one["text"] for one in told["cases"][0]["written"]] == [said] and "landlord" not in json.dumps(told)
    cases.withdraw(sent.case, by=ana)
    visitor.get(page)
    assert "ask an office" in visitor.text and "<textarea" not in visitor.text


def test_looks_of_all_cases_stand_together(town: Town) -> None:
    _, visitor, case = settled(town)
    looks.log(case, "audit", by=towns.staff("housing"))
    visitor.get("/my/looks")
    assert "for an audit" in visitor.text and case.reference in visitor.text
    within = r"June \d+, 2026, between (\d+):00\s[AP]M and (\d+):00\s[AP]M"
    begins, ends = re.search(within, visitor.text).groups()
    assert int(ends) == int(begins) % 12 + 1
    visitor.get(f"/cases/{case.id}")
    assert re.search(within, visitor.text)


def test_dates_come_into_ones_own_calendar_by_a_secret_address(town: Town) -> None:
    ana = towns.resident()
    visitor = signed_in(ana)
    sent = towns.apply(town, "street-defect", by=ana)
    visitor.post("/my/dates/feed")
    [address] = re.findall(r"http://city.test(/calendar/en/[A-Z0-9-]+\.ics)", visitor.text)[:1]
    feed = Visitor().client.get(address)
    assert feed["Content-Type"].startswith("text/calendar")
    [event] = Calendar.from_ical(feed.content).walk("VEVENT")
    assert str(event["url"]).endswith(f"/cases/{sent.case}")
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(days=-7)
    visitor.post("/my/dates/feed")
    assert Visitor().client.get(address).status_code == 404
    [again] = re.findall(r"http://city.test(/calendar/en/[A-Z0-9-]+\.ics)", visitor.text)[:1]
    visitor.post("/my/dates/feed/end")
    assert Visitor().client.get(again).status_code == 404


def test_everything_can_be_taken_away_and_fits_its_schema(town: Town) -> None:
    _, visitor, case = settled(town)
    answer = visitor.client.post("/my/export")
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    assert archive.testzip() is None
    told = json.loads(archive.read("data.json"))
    jsonschema_rs.validate(json.loads(archive.read("export.schema.json")), told)
    [mine] = told["cases"]
    assert mine["reference"] == case.reference and mine["answers"] and mine["messages"] and mine["deeds"]
    assert {"name": "person", "source": "register"}.items() <= next(
        one for one in told["known"] if one["name"] == "person"
    ).items()
    papers = [name for name in archive.namelist() if name.endswith(".pdf") and "/files/" not in name]
    assert len(papers) == len(mine["papers"]) and all(archive.read(name).startswith(b"%PDF") for name in papers)


def test_only_the_owner_takes_everything_and_not_who_acts_for_them(town: Town) -> None:
    ana = towns.resident()
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    for by, code in (
        (acting, "folder.own_only"),
        (towns.stranger(), "folder.sign_in"),
        (towns.staff("housing"), "folder.sign_in"),
    ):
        assert code_of(lambda by=by: exports.write("en", by=by)) == code  # type: ignore[misc]


def test_erasing_asks_twice_and_leaves_nothing_readable(town: Town) -> None:
    ana, visitor, case = settled(town)
    assert visitor.post("/my/erase").status_code == 422
    assert Party.objects.filter(id=ana.party).exists()
    visitor.post("/my/erase", sure="yes")
    assert "Everything of yours is erased" in visitor.text
    assert not Party.objects.filter(id=ana.party).exists() and not Case.objects.filter(id=case.id).exists()
    assert visitor.get("/my/data").status_code == 403


def test_an_open_application_is_withdrawn_or_decided_first(town: Town) -> None:
    ana = towns.resident()
    towns.apply(town, "street-defect", by=ana)
    visitor = signed_in(ana)
    assert visitor.post("/my/erase", sure="yes").status_code == 409
    assert "One of your applications is still being worked on." in visitor.text and "of theirs" not in visitor.text
    assert Party.objects.filter(id=ana.party).exists()
