"""What may be somebody's is offered in their folder by service and date alone, and taken in by one press."""

from tests import town as towns
from tests.actions.test_claiming import DEFECT, reachable
from tests.channels.web.test_own_folder import signed_in
from tests.town import Town


def test_a_page_of_the_folder_offers_it_by_service_and_date_alone(town: Town) -> None:
    ana, number = reachable()
    sent = towns.apply(town, DEFECT, phone=number)
    visitor = signed_in(ana)
    visitor.get("/my")
    assert "Street defect report, sent on" in visitor.text and sent.reference not in visitor.text
    visitor.post("/my/claim/found", found=str(sent.case))
    assert "It is in your folder now." in visitor.text
    assert sent.reference in visitor.text and "Perhaps yours" not in visitor.text
    assert visitor.post("/my/claim/found", found=str(sent.case)).status_code == 409
