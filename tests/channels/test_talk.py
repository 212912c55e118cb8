"""The terminal, for real: the same cases as through any door, and drafts that go on elsewhere."""

import base64
import io
import re

import pytest
import yaml
from tests import town as towns
from tests.channels import talking
from tests.channels.visiting import Visitor
from tests.town import DEMO

from sportello.actions import cases, drafts, intake, live
from sportello.channels.talk import terminal
from sportello.channels.talk.carrier import Carrier
from sportello.core.actors import Actor
from sportello.core.conversation import AddFile, State
from sportello.core.interview import Draft

CODE = r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}"
SERVICES = sorted(path.parent.name for path in DEMO.glob("services/*/tests.yaml"))


def decided(service):
    """List the numbers of a service's examples that end in a decision."""
    examples = yaml.load((DEMO / "services" / service / "tests.yaml").read_text(), yaml.BaseLoader)
    return [number for number, example in enumerate(examples) if "outcome" in example["expect"]]


def tell(*messages, carrier=None, **start):
    """Type these messages one after another, and give all that was said."""
    mouth = io.StringIO()
    ears = io.StringIO("".join(f"{message}\n" for message in messages))
    terminal.talk(carrier or Carrier(), ears, mouth, language=start.pop("language", "en"), **start)
    return mouth.getvalue()


def case_of(by):
    (case,) = [id for id in by.holds if intake.Case.objects.filter(id=id).exists()]
    return cases.get_status(case, by=by)


@pytest.mark.parametrize(("service", "number"), [(each, number) for each in SERVICES for number in decided(each)])
def test_an_example_told_at_the_terminal_makes_the_same_case_as_through_the_api(town, tmp_path, service, number):
    example = town.example(service, number)
    files = {name: base64.b64decode(town.pack.services[service]["files"][name]) for name in example["files"]}
    paths = talking.put_down(files, tmp_path)
    language = example.get("language", "en")
    answers = {id: _with_paths(value, paths) for id, value in example["answers"].items()}
    by, said = talking.apply(service, answers, language, towns.applicant(service, example, "talk"))
    told, sent = case_of(by), towns.apply(town, service, number=number)
    other, receipt = cases.get_status(sent.case, by=towns.holder(sent)), intake.get_receipt(told.id, by=by)
    assert told.reference in said
    assert (receipt.outcome, receipt.reasons, receipt.outputs) == (sent.outcome, sent.reasons, sent.outputs)
    assert _without_files(told) == _without_files(other)


def _with_paths(value, paths):
    known = isinstance(value, list) and value and all(each in paths for each in map(str, value))
    return [paths[name] for name in value] if known else value


def _without_files(status):
    """Give a case's answers, files counted: each door sent in its own copy."""
    kinds = {question.id: question.type.kind for question in status.service.questions}
    return {id: len(value) if kinds[id] == "file" else value for id, value in status.answers.items()}


def test_a_pause_gives_a_code_that_goes_on_with_every_answer_kept(town):
    said = tell("stop", service="street-defect")
    code = re.search(CODE, said)[0]
    assert "http://city.test/resume" in said
    assert code in tell("stop", code=code)
    assert code in tell(code.lower(), "stop")


def test_a_draft_begun_at_the_terminal_is_finished_on_the_web(town):
    example = town.example("street-defect")
    first = live.service("street-defect").questions[0]
    answer = first.type.check(example["answers"][first.id], live.today())
    said = tell(f'"{first.type.show(answer, "en")}"', "stop", service="street-defect")
    visitor = Visitor()
    visitor.post("/resume", code=re.search(CODE, said)[0])
    draft = visitor.path.split("/")[2]
    assert not visitor.path.endswith(first.id)
    visitor.answer_all(town, "street-defect", example)
    visitor.post(f"/drafts/{draft}/send")
    case = intake.Case.objects.get(reference=visitor.read_codes()[0])
    assert cases.get_status(case.id, by=Actor("web", holds=frozenset({case.id}))).answers[first.id] == answer


def test_a_draft_begun_elsewhere_goes_on_at_the_terminal_in_its_language(town):
    web = Actor("web")
    opened = drafts.begin("rental-assistance", "es", by=web)
    by = Actor("web", holds=frozenset({opened.id}))
    first = opened.service.questions[0]
    answer = first.type.check(town.example("rental-assistance")["answers"][first.id], live.today())
    drafts.save(opened.id, Draft({first.id: answer}), by=by)
    carrier = Carrier()
    said = tell("mis respuestas", code=opened.code, carrier=carrier)
    assert "Hola de nuevo" in said
    assert first.type.show(answer, "es") in said
    assert drafts.get(opened.id, by=by).draft.answers == {first.id: answer}


def test_when_nothing_more_comes_in_the_draft_is_kept(town):
    carrier = Carrier()
    said = tell("x", service="street-defect", carrier=carrier)
    assert "are kept until" in said
    assert drafts.get(carrier.opened.id, by=carrier.by).service.id == "street-defect"


def test_a_service_that_is_not_there_and_a_wrong_code_are_told_and_the_talk_goes_on(town):
    assert "no service “moon-trip”" in " ".join(tell("stop", service="moon-trip").split())
    assert "no draft with this code" in " ".join(tell("stop", code="7QK2-M9FX-3RTA").split())


def test_a_file_that_cannot_be_read_or_is_no_picture_is_told_and_asked_again(town, tmp_path):
    fake = tmp_path / "photo.jpg"
    fake.write_bytes(b"%PDF-1.7 not a picture")
    carrier = Carrier()
    sources = [str(tmp_path / "nothing.jpg"), str(tmp_path), "\0", str(fake)]
    news = [carrier.perform(AddFile(source, ("jpeg", "png"), 1024), State("en")) for source in sources]
    codes = [each.refused.code for each in news]
    assert codes == ["file.not_readable", "file.not_readable", "file.not_readable", "file.not_accepted"]


def test_who_cannot_send_an_application_here_is_told_before_the_first_question(town):
    carrier = Carrier()
    said = tell("stop", service="residence-certificate", carrier=carrier)
    assert "an identity document" in " ".join(said.split())
    assert carrier.opened is None
