import pytest
from tests import town as towns


@pytest.mark.parametrize(
    "service", ["rental-assistance", "business-relief", "building-permit", "street-defect", "device-loan"]
)
def test_an_application_goes_from_the_first_question_to_the_receipt(town, visitor, service):
    visitor.apply(town, service)
    assert visitor.path.endswith("/receipt"), visitor.text
    reference, code = visitor.read_codes()
    visitor.get(f"/track/{reference}/{code}")
    assert reference in visitor.text
    towns.run_jobs()
    visitor.get(visitor.path)
    assert visitor.page.status_code == 200
