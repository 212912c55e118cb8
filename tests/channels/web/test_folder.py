import re

from tests import town as towns

from sportello.store.accounts import Account


def test_a_visitor_finds_what_they_opened_and_the_browser_forgets_it(town, visitor):
    submitted = towns.apply(town, "street-defect")
    visitor.get(f"/track/{submitted.reference}/{submitted.secret}")
    visitor.begin("rental-assistance")
    visitor.get("/my")
    assert submitted.reference in visitor.text
    assert "Emergency rental" in visitor.text
    visitor.post("/sign-out")
    visitor.get("/my")
    assert submitted.reference not in visitor.text
    assert visitor.get(f"/cases/{submitted.case}").status_code == 403


def first_resident():
    """Be the resident that stands first among those to choose from, who are fifty at most."""
    actor = towns.resident()
    Account.objects.filter(name="A first resident").update(name="A resident")
    Account.objects.filter(id=actor.account).update(name="A first resident")
    return actor


def test_a_demonstration_lets_one_be_a_resident(settings, visitor):
    settings.DEMO = True
    actor = first_resident()
    visitor.get("/sign-in?next=/my")
    assert str(actor.account) in visitor.text
    visitor.post("/sign-in", account=str(actor.account), next="/my")
    assert visitor.path == "/my"
    assert "Signed in as A first resident" in visitor.text


def test_signing_in_leads_only_to_pages_of_this_site(settings, visitor):
    settings.DEMO = True
    actor = first_resident()
    visitor.post("/sign-in", account=str(actor.account), next="https://evil.example/")
    assert visitor.path == "/"


def test_nobody_signs_in_as_staff_or_as_nobody(settings, visitor):
    settings.DEMO = True
    clerk = towns.staff("housing")
    for account in (str(clerk.account), "x", ""):
        assert visitor.post("/sign-in", account=account).status_code == 404


def test_outside_a_demonstration_there_is_no_list(settings, visitor):
    settings.DEMO = False
    actor = towns.resident()
    visitor.post("/sign-in", account=str(actor.account), next="/my")
    assert "Signing in is not offered here yet" in visitor.text
    assert not re.search(r"Signed in as", visitor.get("/my").content.decode())
