"""Applying over the API: decision, receipt, keys that make it happen once, problems by answer."""

import json
import re
from base64 import b64decode
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests import town as towns
from tests.town import Town

from sportello.actions import files
from sportello.channels.api import callers
from sportello.store.cases import Case
from sportello.store.files import File

DOCS = Path(__file__).resolve().parents[3] / "docs" / "api.md"
RENT = "/api/v1/services/rental-assistance/applications"


def test_an_application_is_decided_and_gets_its_receipt(town: Town, stranger: Any) -> None:
    answer = stranger.apply(town, "rental-assistance")
    assert answer.status_code == 201, answer.content
    told = answer.json()
    assert (told["decision"]["outcome"], told["decision"]["outputs"]["amount"]) == ("approve", "3600")
    assert told["decision"]["reasons"][0].keys() == {"code", "text", "law"}
    assert told["receipt"]["promise"].startswith("city.test/record/promise\n")
    assert answer.headers["Location"] == told["links"]["self"] == f"/api/v1/cases/{told['reference']}"
    assert "Set-Cookie" not in answer.headers


def test_instants_are_written_alike_in_every_answer(town: Town, stranger: Any) -> None:
    sent = stranger.apply(town, "rental-assistance").json()
    case = stranger.get(sent["links"]["self"], Case_Secret=sent["secret"]).json()
    instants = [told[name] for told in (sent, case) for name in ("due_at", "submitted_at") if name in told]
    assert len(instants) == 3 and instants[0] == case["due_at"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", instant) for instant in instants)


def test_the_application_in_the_docs_is_taken_as_it_is_and_decided_at_once_with_papers(
    town: Town, stranger: Any
) -> None:
    sent, shown = re.findall(r"```json\n(.*?)```", DOCS.read_text(), re.DOTALL)[:2]
    answer = stranger.post(RENT, sent.encode())
    assert (answer.status_code, answer.json()["decision"]["outcome"]) == (201, "refer"), answer.content
    body, shown = json.loads(sent), json.loads(shown)
    for id, name in (("lease", "lease.pdf"), ("income_proof", "pay-slip.jpg")):
        paper = stranger.upload(name, towns.content(town, "rental-assistance", name))
        body["answers"][id] = [paper.json()["id"]]
    told = stranger.post(RENT, body).json()
    assert told.keys() == shown.keys()
    for part in (told, shown):
        assert (part["decision"]["outcome"], part["decision"]["outputs"]["amount"]) == ("approve", "3600")


def test_the_same_key_gives_the_same_answer_and_one_case(town: Town, stranger: Any) -> None:
    body, key = {"answers": stranger.answers(town, "rental-assistance"), "language": "es"}, str(uuid4())
    first = stranger.post(RENT, body, Idempotency_Key=key)
    again = stranger.post(RENT, body, Idempotency_Key=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert "Idempotency-Replayed" not in first.headers
    assert again.headers["Idempotency-Replayed"] == "true"
    assert Case.objects.filter(reference=first.json()["reference"]).count() == 1


def test_a_key_with_another_body_is_refused(town: Town, stranger: Any) -> None:
    answers, key = stranger.answers(town, "rental-assistance"), str(uuid4())
    stranger.post(RENT, {"answers": answers}, Idempotency_Key=key)
    other = stranger.post(RENT, {"answers": {**answers, "household_size": 5}}, Idempotency_Key=key)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency.other_body")


def test_a_key_belongs_to_its_client(town: Town, client_a: Any, client_b: Any) -> None:
    key = str(uuid4())
    mine = client_a.post(RENT, {"answers": client_a.answers(town, "rental-assistance")}, Idempotency_Key=key)
    other = client_b.post(RENT, {"answers": client_b.answers(town, "rental-assistance")}, Idempotency_Key=key)
    assert (mine.status_code, other.status_code) == (201, 201)
    assert mine.json()["reference"] != other.json()["reference"]


def test_keys_are_neither_short_nor_endless(town: Town, stranger: Any) -> None:
    for key in ("1", "k" * 15, "k" * 101, "with a space in it"):
        answer = stranger.post(RENT, {"answers": {}}, Idempotency_Key=key)
        assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "header.Idempotency-Key")


def test_each_answer_that_does_not_do_has_its_own_entry(town: Town, stranger: Any) -> None:
    answers = stranger.answers(town, "rental-assistance")
    answers["household"][1]["relation"] = "<b>'; drop table store_case; --</b>"
    del answers["tenure"]
    answer = stranger.post(RENT, {"answers": {**answers, "nonsense": 1}, "language": "es"}, Accept_Language="es")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "application.invalid")
    assert "No se guardó nada" in problem["detail"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    found = {error["path"]: (error["code"], error["pointer"]) for error in problem["errors"]}
    assert found["household.1.relation"] == ("answer.choice_unknown", "#/answers/household/1/relation")
    assert found["tenure"][0] == "answer.missing"
    assert found["nonsense"][0] == "answer.unknown"


def test_problems_are_told_in_the_callers_language(town: Town, stranger: Any) -> None:
    told = {
        language: stranger.post(f"{RENT}?language={language}", {"answers": {}}).json()["title"]
        for language in ("en", "es", "it")
    }
    assert len(set(told.values())) == 3
    assert stranger.post(RENT, {"answers": {}}, Accept_Language="it, en;q=0.5").json()["title"] == told["it"]


def test_a_service_that_must_know_who_applies_says_how_to_become_sure(town: Town, stranger: Any, client_a: Any) -> None:
    for program in (stranger, client_a):
        answer = program.apply(town, "residence-certificate")
        assert (answer.status_code, answer.json()["code"]) == (403, "assurance.too_low")


def test_a_closed_service_takes_nothing_in(town: Town, stranger: Any) -> None:
    answers = stranger.answers(town, "rental-assistance")
    town.clock.at = town.clock.at.replace(year=2028)
    answer = stranger.post(RENT, {"answers": answers})
    assert (answer.status_code, answer.json()["code"]) == (409, "service.closed")


def test_an_unknown_language_is_told(town: Town, stranger: Any) -> None:
    body = {"answers": stranger.answers(town, "rental-assistance"), "language": "tlh"}
    answer = stranger.post(RENT, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "language.unknown")
    assert stranger.get("/api/v1/services?language=tlh").status_code == 422


def test_a_strangers_file_may_be_used_once_by_whoever_has_its_id(town: Town, stranger: Any, client_a: Any) -> None:
    answers = stranger.answers(town, "rental-assistance")
    assert client_a.post(RENT, {"answers": answers}).status_code == 201
    again = stranger.post(RENT, {"answers": answers}).json()
    assert {error["code"] for error in again["errors"]} == {"file.not_found"}


def test_a_clients_file_is_its_own(town: Town, stranger: Any, client_a: Any, client_b: Any) -> None:
    answers = client_a.answers(town, "rental-assistance")
    for other in (client_b, stranger):
        refused = other.post(RENT, {"answers": answers})
        assert {error["code"] for error in refused.json()["errors"]} == {"file.not_found"}
    assert client_a.post(RENT, {"answers": answers}).status_code == 201


def test_nobodys_file_that_nothing_took_is_gone_after_a_day(town: Town, stranger: Any, client_a: Any) -> None:
    content = b64decode(town.pack.services["rental-assistance"]["files"]["lease.pdf"])
    nobodys, clients = (program.upload("lease.pdf", content).json()["id"] for program in (stranger, client_a))
    town.clock.at += timedelta(days=2)
    files.delete_loose()
    assert set(File.objects.filter(id__in=[nobodys, clients]).values_list("id", flat=True)) == {UUID(clients)}
    assert f"files/{nobodys}" not in town.files.kept


def test_strangers_do_not_use_up_each_others_room_for_files(town: Town, stranger: Any) -> None:
    content = b64decode(town.pack.services["rental-assistance"]["files"]["pay-slip.jpg"])
    told = {stranger.upload("slip.jpg", content).status_code for _ in range(callers.UPLOADING.most)}
    assert told == {201}
    assert stranger.upload("slip.jpg", content).json()["code"] == "limit.reached"


def test_a_full_queue_says_that_nothing_was_stored_and_when_to_send_again(town: Town, stranger: Any) -> None:
    with towns.full_queue():
        answer = stranger.apply(town, "street-defect")
    assert (answer.status_code, answer.json()["code"], answer.headers["Retry-After"]) == (503, "intake.busy", "5")
    assert "Nothing of this one was stored" in answer.json()["detail"]
