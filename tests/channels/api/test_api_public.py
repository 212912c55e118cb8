"""What anyone may read: services and the record, with caches and other people's web pages in mind."""

import json
from base64 import b64decode
from typing import Any

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import live, record
from sportello.core import merkle, notes, receipts


def test_services_are_listed_with_what_a_program_needs_to_choose(town: Town, stranger: Any) -> None:
    listed = stranger.get("/api/v1/services").json()["services"]
    assert [service["id"] for service in listed] == sorted(town.pack.services)
    rent = next(service for service in listed if service["id"] == "rental-assistance")
    assert rent["names"].keys() == {"en", "es", "it"}
    assert (rent["promise"], rent["window"]["open"]) == ({"count": 10, "unit": "working days"}, True)
    assert (rent["assurance"], rent["department"]["id"]) == ("none", "housing")


def test_the_list_says_when_a_service_is_closed(town: Town, stranger: Any) -> None:
    town.clock.at = town.clock.at.replace(year=2028)
    listed = stranger.get("/api/v1/services").json()["services"]
    assert not next(service for service in listed if service["id"] == "rental-assistance")["window"]["open"]


def test_listing_asks_the_database_no_more_for_more_services(town: Town, stranger: Any) -> None:
    stranger.get("/api/v1/services")
    live.forget()
    assert towns.count_statements(lambda: stranger.get("/api/v1/services")) <= 2


def test_a_service_asks_in_the_callers_language(town: Town, stranger: Any) -> None:
    spanish = stranger.get("/api/v1/services/rental-assistance", Accept_Language="es-MX, en;q=0.5").json()
    italian = stranger.get("/api/v1/services/rental-assistance?language=it").json()
    assert (spanish["language"], italian["language"]) == ("es", "it")
    tenure = spanish["questions"]["properties"]["tenure"]
    assert tenure["title"] == "¿Alquila su vivienda o es suya?"
    assert spanish["questions"]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert spanish["edition"] == italian["edition"] == live.service("rental-assistance").edition


@pytest.mark.parametrize("path", ["/api/v1/services", "/api/v1/services/street-defect", "/api/v1/openapi.json"])
def test_public_texts_are_cached_and_open_to_every_web_page(town: Town, stranger: Any, path: str) -> None:
    first = stranger.get(path)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    again = stranger.get(path, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.get(path, If_None_Match='"other"').status_code == 200


def test_what_is_somebodys_is_neither_cached_nor_open_to_other_pages(town: Town, stranger: Any) -> None:
    sent = stranger.apply(town, "street-defect")
    shown = stranger.get(sent.json()["links"]["self"], Case_Secret=sent.json()["secret"])
    for answer in (sent, shown):
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert not answer.cookies


def test_the_examples_of_every_service_fit_its_published_schema(town: Town, stranger: Any) -> None:
    import jsonschema_rs

    for name, document in town.pack.services.items():
        check = jsonschema_rs.validator_for(stranger.get(f"/api/v1/services/{name}").json()["questions"])
        for number, example in enumerate(document["tests"]):
            if "problems" not in example["expect"]:
                wrong = [f"{error.instance_path}: {error.message}" for error in check.iter_errors(example["answers"])]
                assert not wrong, (name, number, example["name"])


def test_a_receipt_is_held_against_the_record_by_an_outsider(town: Town, stranger: Any) -> None:
    receipt = stranger.apply(town, "street-defect").json()["receipt"]
    early = stranger.get(receipt["links"]["proof"])
    assert (early.status_code, early.json()["code"], early.headers["Retry-After"]) == (
        404,
        "record.not_sealed_yet",
        "10",
    )
    record.seal()
    keys = dict(notes.read_key(key) for key in stranger.get("/record/keys").json()["keys"])
    origin = "city.test/record"
    promised = receipts.read(receipt["promise"], origin, [keys[f"{origin}/promise"]])
    proof = stranger.get(receipt["links"]["proof"]).json()
    head = notes.read_checkpoint(proof["checkpoint"], origin, [keys[f"{origin}/1"]])
    hashes = [b64decode(one) for one in proof["hashes"]]
    merkle.check_inclusion(promised.leaf, proof["index"], head.size, hashes, head.root)
    assert stranger.get("/record/checkpoint").content.decode() == proof["checkpoint"]


def test_a_record_that_was_never_restored_has_no_further_epochs(town: Town, stranger: Any) -> None:
    answer = stranger.get("/record/epochs")
    assert answer.json() == {"epochs": []} and "max-age" in answer.headers["Cache-Control"]


def test_the_record_is_shown_to_have_only_grown(town: Town, stranger: Any) -> None:
    heads = []
    for _ in range(2):
        stranger.apply(town, "street-defect")
        record.seal()
        text = stranger.get("/record/checkpoint").content.decode()
        heads.append(notes.read_checkpoint(text, "city.test/record", _keys(stranger)))
    old, new = heads
    proof = stranger.get(f"/record/consistency?old={old.size}&new={new.size}").json()
    merkle.check_consistency(old.size, new.size, [b64decode(one) for one in proof["hashes"]], old.root, new.root)
    beyond = stranger.get(f"/record/consistency?old=1&new={new.size + 1}")
    assert (beyond.status_code, beyond.json()["code"]) == (404, "record.no_such_size")
    assert stranger.get("/record/consistency?old=-1&new=x").status_code == 422
    assert stranger.get("/record/consistency?old=5&new=2").status_code == 404


def test_a_leaf_that_is_none_is_refused(town: Town, stranger: Any) -> None:
    assert stranger.get("/record/proof/" + "0" * 64).status_code == 404
    assert stranger.get("/record/proof/zz").json()["errors"][0]["path"] == "path.leaf"


def test_the_page_for_people_names_every_operation_and_needs_nothing_from_elsewhere(town: Town, stranger: Any) -> None:
    page = stranger.get("/api/v1/").content.decode()
    described = json.loads(stranger.get("/api/v1/openapi.json").content)
    for path in described["paths"]:
        assert path in page
    assert "<script" not in page
    assert "http" not in page.replace("application/", "").replace("HTTP", "").replace("http-equiv", "")
    assert 'id="case.not_found"' in page


def _keys(program: Any) -> list[Any]:
    return [key for _, key in map(notes.read_key, program.get("/record/keys").json()["keys"])]
