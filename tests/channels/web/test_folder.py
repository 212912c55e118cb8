from tests import town as towns
from tests.channels import signing


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


def test_whoever_is_signed_in_reads_as_whom(town, visitor):
    signing.sign_in(visitor.client, towns.resident().account)
    visitor.get("/my")
    assert "Signed in as A resident<" in visitor.text
    assert "None yet." in visitor.text
    assert "in this browser" not in visitor.text
