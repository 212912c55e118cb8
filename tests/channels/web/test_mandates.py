"""Acting for another on the web: agreed by a code, told on every page, over at once when it is revoked."""

import re
import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from tests import town as towns
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import city
from sportello.core.actors import Actor
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from sportello.store.mandates import Mandate


def signed_in(name: str) -> tuple[Visitor, Actor]:
    by = towns.resident()
    account = Account.objects.get(id=by.account)
    account.name = name
    account.save()
    visitor = Visitor()
    signing.sign_in(visitor.client, account)
    return visitor, by


def agree(giver: Visitor, holder: Visitor, **terms: str) -> None:
    giver.post("/my/mandates/new", side="giver", kind="carer", months="6", **terms)
    [code] = re.findall(r'sp-code">([A-Z0-9-]{14})<', giver.text)
    holder.post("/my/mandates/code", code=code)
    assert "lets you act for them" in holder.text
    holder.post("/my/mandates/code", code=code, accept="yes")
    assert holder.path == "/my/mandates"


def test_a_form_sent_again_shows_the_same_code(town: Town) -> None:
    ana, _ = signed_in("Ana Ruiz")
    [token] = re.findall(r'name="token" value="([^"]+)"', ana.get("/my/mandates/new").content.decode())
    ana.post("/my/mandates/new", side="giver", kind="carer", months="7", token=token)
    assert token in ana.text
    codes = set()
    for _ in range(2):
        ana.post("/my/mandates/new", side="giver", kind="carer", months="6", token=token)
        codes |= set(re.findall(r'sp-code">([A-Z0-9-]{14})<', ana.text))
    assert len(codes) == 1 and ana.get("/my/mandates").content.decode().count("/revoke") == 1


def grow_old(visitor: Visitor, by: Actor) -> None:
    """Let it be an hour ago that the visitor showed who they are."""
    signing.sign_in(visitor.client, Account.objects.get(id=by.account), Means.PASSWORD, ago=3600)


def prove(visitor: Visitor) -> None:
    session = visitor.client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()


def test_what_was_typed_before_the_proof_ran_out_is_there_after_it(town: Town) -> None:
    ana, by = signed_in("Ana Ruiz")
    typed = {"side": "giver", "kind": "carer", "months": "6", "services": ["street-defect", "rental-assistance"]}
    grow_old(ana, by)
    ana.post("/my/mandates/new", **typed)
    assert ana.path == "/account/again" and "carer" not in str(ana.page.redirect_chain)
    assert "carer" not in str(dict(ana.client.session))
    prove(ana)
    ana.get("/my/mandates/new")
    assert "You have shown that it is you" in ana.text
    back = re.findall(r'name="(side|kind|months|services)" value="([^"]+)"', ana.text)
    assert sorted(back) == sorted([("side", "giver"), ("kind", "carer"), ("months", "6"),
                                   ("services", "street-defect"), ("services", "rental-assistance")])  # fmt: skip
    ana.post("/my/mandates/new", **typed)
    assert "sp-code" in ana.text
    assert "You have shown that it is you" not in ana.get("/my/mandates/new").content.decode()


def test_a_proposal_nobody_answered_says_so(town: Town) -> None:
    ana, by = signed_in("Ana Ruiz")
    ana.post("/my/mandates/new", side="giver", kind="carer", months="6")
    Mandate.objects.filter(giver=by.party).update(answer_by=city.now())
    ana.get("/my/mandates")
    assert "not answered in time" in ana.text and "Make a new code" in ana.text and "/revoke" not in ana.text


def act(holder: Visitor) -> None:
    [mandate] = re.findall(r'name="mandate" value="([^"]+)"', holder.get("/my/mandates").content.decode())
    holder.post("/my/acting", mandate=mandate)


def test_a_carer_acts_for_somebody_until_that_is_revoked_mid_way(town: Town) -> None:
    (ana, ana_by), (carl, _) = signed_in("Ana Ruiz"), signed_in("Carl Carer")
    agree(ana, carl)
    act(carl)
    assert "You act for Ana Ruiz." in carl.text
    draft = carl.begin("street-defect")
    assert "You act for Ana Ruiz." in carl.text
    [revoke] = re.findall(r'href="(/my/mandates/[^"]+/revoke)"', ana.get("/my/mandates").content.decode())
    ana.post(revoke)
    assert carl.get(f"/apply/{draft}").status_code == 403
    assert "This mandate has been ended" in carl.text
    assert "You act for" not in carl.get("/my").content.decode()
    assert f"/apply/{draft}" in ana.get("/my").content.decode()
    assert ana_by.party


def test_one_acts_for_oneself_again_by_a_button_on_every_page(town: Town) -> None:
    (ana, _), (carl, _) = signed_in("Ana Ruiz"), signed_in("Carl Carer")
    agree(ana, carl)
    act(carl)
    carl.post("/my/acting")
    assert "You act for" not in carl.text


def test_nobody_acts_under_the_mandate_of_others(town: Town) -> None:
    (ana, _), (carl, _), (eve, _) = signed_in("Ana Ruiz"), signed_in("Carl Carer"), signed_in("Eve Other")
    agree(ana, carl)
    [mandate] = re.findall(r'name="mandate" value="([^"]+)"', carl.get("/my/mandates").content.decode())
    assert eve.post("/my/acting", mandate=mandate).status_code == 404
    assert eve.post("/my/acting", mandate="x").status_code == 404
    assert eve.post(f"/my/mandates/{mandate}/revoke").status_code == 404


def test_terms_that_were_not_chosen_are_asked_for(town: Town) -> None:
    ana, _ = signed_in("Ana Ruiz")
    assert ana.post("/my/mandates/new", side="giver", kind="parent").status_code == 422
    assert 'href="#months"' in ana.text


def test_wrong_codes_are_counted(town: Town) -> None:
    ana, _ = signed_in("Ana Ruiz")
    statuses = [ana.post("/my/mandates/code", code="7QK2-M9FX-3RTA").status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_stranger_is_asked_to_sign_in(town: Town) -> None:
    for path in ("/my/mandates", "/my/mandates/new"):
        assert Visitor().get(path).status_code == 403


def test_what_was_opened_by_its_code_goes_into_the_folder(town: Town) -> None:
    sent = towns.apply(town, "street-defect")
    ana, by = signed_in("Ana Ruiz")
    ana.get(f"/track/{sent.reference}/{sent.secret}")
    assert "belongs to no folder yet" in ana.get("/my").content.decode()
    ana.post("/my/claim")
    other = Visitor()
    signing.sign_in(other.client, by.account)
    assert sent.reference in other.get("/my").content.decode()


def test_the_summary_names_each_question_that_was_left_out(town: Town) -> None:
    ana, _ = signed_in("Ana Ruiz")
    ana.post("/my/mandates/new", side="giver")
    summary = ana.text.partition("govuk-error-summary")[2].partition("<form")[0]
    assert "What are you to each other? – Please" in summary and "For how long? – Please" in summary
    assert "Who will act" not in summary
