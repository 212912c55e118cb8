"""The queue as a page."""

import html
import re

from tests import town as towns

from sportello.actions import queues
from sportello.core.actors import Role
from sportello.store.cases import Task


def refer(town, year=2011):
    """Send in an application that waits for a clerk, due before whatever other tests left in the queue."""
    sent = towns.apply(town, "rental-assistance", lease=None)
    towns.run_jobs()
    Task.objects.filter(case_id=sent.case).update(due_at=towns.OPENING.replace(year=year))
    return sent


def test_the_queue_shows_reference_step_and_dates_and_nobodys_name(town, at_desk) -> None:
    sent, clerk = refer(town), at_desk("housing")
    clerk.get("/desk/")
    assert sent.reference in clerk.text and "Review" in clerk.text
    applicant = town.example("rental-assistance")["answers"]["applicant"]
    assert applicant["family_name"] not in clerk.text
    assert sent.reference not in at_desk("roads").get("/desk/").content.decode()


def test_filters_stand_in_the_address_and_in_the_form(town, at_desk) -> None:
    sent, clerk = refer(town), at_desk("housing")
    clerk.get("/desk/", kind="review", taken="nobody", service="rental-assistance", late="")
    assert sent.reference in clerk.text
    assert re.search(r'<option value="nobody" selected>', clerk.text)
    assert re.search(
        r"Filter the queue</span> – Service: Emergency rental[^;]*; Taken by: Nobody; Kind of task: Review</summary>",
        clerk.text,
    )
    assert sent.reference not in clerk.get("/desk/", taken="mine").content.decode()


def test_nonsense_in_the_address_is_told_or_counts_as_nothing(town, at_desk) -> None:
    clerk = at_desk("housing")
    assert clerk.get("/desk/", team="roads", kind="x", service="\x00", order="size").status_code == 200
    assert clerk.get("/desk/", after="nonsense").status_code == 409
    assert "no longer there" in clerk.text


def test_pages_are_linked_one_to_the_next(town, at_desk, monkeypatch) -> None:
    sent, clerk = [refer(town) for _ in range(3)], at_desk("housing")
    Task.objects.filter(case_id__in=[one.case for one in sent]).update(taken_by=clerk.account)
    monkeypatch.setattr(queues, "PAGE", 1)
    clerk.get("/desk/", taken="mine", order="newest")
    seen = [one.reference for one in sent if one.reference in clerk.text]
    while links := re.findall(r'rel="next" href="([^"]+)"', clerk.text):
        clerk.page = clerk.client.get(html.unescape(links[0]))
        seen += [one.reference for one in sent if one.reference in clerk.text]
    assert seen == [one.reference for one in reversed(sent)] and 'rel="first"' in clerk.text


def test_taking_the_next_task_opens_it_to_work_on_it(town, at_desk) -> None:
    sent, clerk = refer(town, year=2001), at_desk("housing")
    clerk.post("/desk/take-next", service="rental-assistance")
    assert clerk.path == f"/desk/cases/{sent.case}" and "The task is yours." in clerk.text
    assert Task.objects.get(case_id=sent.case).taken_by_id == clerk.account.id


def test_with_nothing_to_take_the_queue_says_so(town, at_desk) -> None:
    page = at_desk("nowhere").post("/desk/take-next")
    assert page.status_code == 409 and "nothing left to take" in page.content.decode()


def test_a_partners_queue_leads_to_tasks_and_never_to_cases(town, at_desk) -> None:
    sent = towns.apply(town, "device-loan", home={"line": "5 Desk Street", "postcode": "00101", "place": "old-town"})
    towns.run_jobs()
    task = Task.objects.get(case_id=sent.case, kind="fulfil", status="waiting")
    operator = at_desk(f"partner:{task.partner}")
    operator.get("/desk/")
    assert f"/desk/tasks/{task.id}" in operator.text and "/desk/cases/" not in operator.text
    assert operator.post("/desk/take-next").status_code == 409
    assert at_desk("*", Role.AUDITOR).get("/desk/").request["PATH_INFO"] == "/desk/find"
