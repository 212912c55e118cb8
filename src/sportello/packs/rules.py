"""What must hold inside one service besides shapes: names, types, tables, reasons, steps. Knows no YAML and no example.

Each check gives `Finding`s whose path leads into service.yaml, or names another file of the service and its line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sportello.core import applications, feel
from sportello.core.errors import Refused
from sportello.core.feel import tree
from sportello.core.policy import Policy
from sportello.core.policy_problems import PolicyProblem, PolicyProblems
from sportello.core.profile import Profile
from sportello.core.questions import Address, Choice, Date, Question
from sportello.core.services import Step
from sportello.packs import building, durations
from sportello.packs.errors import name_unknown
from sportello.packs.reading import Document

Path = tuple[str | int, ...]
PLACEHOLDER = re.compile(r"\{(\w*)\}")
ALWAYS_FILLED = ("reference", "service", "outcome", "reasons", "link")
COMPARABLE = ("text", "phone", "email", "person", "address")
OUTPUT_KINDS = {"money": "number", "number": "number", "date": "date", "text": "string"}
NO_REVIEW = 'a case may be referred to a person, but no step reviews it: add a review with `when: outcome = "refer"`'


@dataclass(frozen=True)
class Finding:
    """One thing that does not hold: at a path of `file`, or on a line of it where a line is known."""

    path: Path
    message: str
    file: str = "service.yaml"
    line: int | None = None
    level: Literal["error", "warning"] = "error"


def check_questions(entries: Sequence[Mapping[str, Any]], profile: Profile) -> tuple[list[Question], list[Finding]]:
    """Build the questions one by one; a question that does not build leaves its findings."""
    findings: list[Finding] = []
    asked = _build_questions(entries, profile, {}, ("questions",), findings)
    seen: dict[str, str] = {}
    for number, entry in enumerate(entries):
        once = entry.get("once")
        if once in seen:
            message = f"'{once}' is already offered again for the question '{seen[once]}'"
            findings.append(Finding(("questions", number, "once"), message))
        elif once:
            seen[once] = entry["id"]
    return asked, findings


def _build_questions(
    entries: Sequence[Mapping[str, Any]],
    profile: Profile,
    around: building.Types,
    path: Path,
    findings: list[Finding],
) -> list[Question]:
    built: list[Question] = []
    for number, entry in enumerate(entries):
        at: Path = (*path, number)
        known = {**around, **applications.types(built)}
        before = len(findings)
        if "questions" in entry:
            _build_questions(entry["questions"], profile, known, (*at, "questions"), findings)
        findings += _check_id(entry["id"], (*at, "id"))
        if len(findings) == before:
            try:
                built.append(building.build_question(entry, profile, known))
            except feel.FeelError as error:
                later = (one["id"] for one in entries[number:] if f"unknown name '{one['id']}'" in error.message)
                hint = "".join(f"; '{id_}' is asked only later" for id_ in later)
                findings.append(Finding((*at, "when"), f"when: {error}{hint}"))
            except Refused as refused:
                findings.append(Finding((*at, refused.facts.get("setting", "")), _say_setting(refused)))
    return built


def _check_id(id_: str, path: Path) -> Iterator[Finding]:
    """Check that conditions can name the question: FEEL has words of its own."""
    try:
        if isinstance(feel.read_expression(id_, {id_: feel.ANY}).tree, tree.Name):
            return
    except feel.FeelError:
        pass
    yield Finding(path, f"'{id_}' is a word of FEEL; give the question another id")


def _say_setting(refused: Refused) -> str:
    facts = refused.facts
    return f"'{facts.get('setting')}' must be {facts.get('expected')}, found {facts.get('value')}"


def check_policy(document: Document, asked: Sequence[Question]) -> tuple[Policy | None, list[Finding]]:
    """Build the policy; every problem in it becomes a finding at its parameter, fact or row."""
    try:
        return building.build_policy(document, applications.policy_types(asked)), []
    except PolicyProblems as error:
        return None, [_locate(problem) for problem in error.problems]


def _locate(problem: PolicyProblem) -> Finding:
    name = problem.column or ""
    if problem.table == "parameters":
        path: Path = (name, "values", problem.row - 1) if problem.row else (name,)
        return Finding(path, f"parameter '{name}': {problem.message}", "parameters.yaml")
    if problem.table == "facts":
        return Finding(("facts", (problem.row or 1) - 1), f"fact '{name}': {problem.message}")
    column = f"column '{name}': " if name else ""
    return Finding((), f"{column}{problem.message}", f"{problem.table}.csv", problem.row or 1)


def check_tables(document: Document, rules: Policy) -> Iterator[Finding]:
    """Check the words in tables: outcomes there are, reasons with words; and that each file is used."""
    reasons = document["service"].get("reasons", {})
    for table, column, line, cell in _words(rules):
        if column == "outcome" and cell not in building.OUTCOMES:
            message = name_unknown("outcome", cell, building.OUTCOMES) + f" ({', '.join(building.OUTCOMES)})"
            yield Finding((), message, f"{table}.csv", line)
        if column == "reason" and cell not in reasons:
            message = f"{name_unknown('reason', cell, reasons)}; service.yaml has no words for it"
            yield Finding((), message, f"{table}.csv", line)
    for name in document["tables"]:
        if name not in document["service"].get("decide", ()):
            yield Finding((), f"the table '{name}' is not in 'decide'", f"{name}.csv", 1, level="warning")


def _words(rules: Policy) -> Iterator[tuple[str, str, int, str]]:
    """Give table, column, line and each word of the columns outcome and reason."""
    for table in rules.tables:
        for row in table.rows:
            for column, cell in zip(table.outputs, row.outputs, strict=True):
                given = cell({}) if column in ("outcome", "reason") else None
                for one in given if isinstance(given, list) else [given]:
                    if isinstance(one, str):
                        yield table.name, column, row.line, one


def check_words(document: Document, rules: Policy) -> Iterator[Finding]:
    """Check outputs and messages: what they name exists, and is of the sort they say."""
    written = document["service"]
    outputs = written.get("outputs", {})
    for name, output in outputs.items():
        kind = rules.outputs.get(name)
        if kind is None:
            yield Finding(("outputs", name), name_unknown("output", name, rules.outputs))
        elif kind.kind not in (OUTPUT_KINDS[output["type"]], "any"):
            yield Finding(("outputs", name, "type"), f"'{name}' is a {kind.kind} in its table, not {output['type']}")
    filled = (*ALWAYS_FILLED, *outputs)
    for id_, message in written.get("messages", {}).items():
        for part, texts in message.items():
            for language, text in texts.items():
                for word in PLACEHOLDER.findall(text):
                    if word not in filled:
                        where: Path = ("messages", id_, part, language)
                        yield Finding(where, name_unknown("name in braces", word, filled))


def check_references(document: Document, asked: Sequence[Question], profile: Profile) -> Iterator[Finding]:
    """Check that questions named elsewhere are of a type that serves, and that dates exist."""
    written = document["service"]
    by_id = {question.id: question for question in asked}
    yield from _check_period(written, by_id)
    for number, rule in enumerate(written.get("duplicates", ())):
        for position, id_ in enumerate(rule["on"]):
            if id_ in by_id and by_id[id_].type.kind not in COMPARABLE:
                message = f"answers to '{id_}' cannot be compared: only those of {', '.join(COMPARABLE)} can"
                yield Finding(("duplicates", number, "on", position), message)
    nearby = by_id.get(written.get("nearby", {}).get("question"))
    if nearby and not (isinstance(nearby.type, Address) and nearby.type.point):
        yield Finding(("nearby", "question"), f"'{nearby.id}' has no place on the map: it needs `point: true`")
    for part in ("at_once", "entitlements"):
        yield from _check_said(part, written.get(part, {}), by_id)
    yield from _check_corrects(written.get("corrects", {}), by_id, profile)
    yield from _check_intake(written.get("intake", {}), str(profile.zone))


def _check_period(written: Mapping[str, Any], by_id: Mapping[str, Question]) -> Iterator[Finding]:
    wanted, period = written.get("decide_on") == "period", written.get("period")
    if wanted and period is None:
        yield Finding(("decide_on",), "'decide_on: period' needs 'period', the question whose date counts")
    elif period is not None and not wanted:
        yield Finding(("period",), "'period' is used only with 'decide_on: period'")
    elif period and period in by_id and not isinstance(by_id[period].type, Date):
        yield Finding(("period",), f"the question '{period}' does not ask for a date")


def _check_said(part: str, said: Mapping[str, str], by_id: Mapping[str, Question]) -> Iterator[Finding]:
    """Check that what one press says, or what is assumed, answers questions of the service."""
    for id_, value in said.items():
        try:
            if id_ not in by_id:
                yield Finding((part, id_), name_unknown("question", id_, by_id))
            else:
                by_id[id_].type.check(value, date.max)
        except Refused:
            yield Finding((part, id_), f"'{value}' does not answer the question '{id_}'")


def _check_corrects(corrects: Mapping[str, str], by_id: Mapping[str, Question], profile: Profile) -> Iterator[Finding]:
    """Check that the folder can answer which datum is wrong, whichever it is, and what it says now."""
    for part, kinds in (("datum", ("choice",)), ("now", ("text", "long_text"))):
        asked = by_id.get(corrects.get(part, ""))
        if asked and asked.type.kind not in kinds:
            yield Finding(("corrects", part), f"the question '{asked.id}' is not of type {' or '.join(kinds)}")
    choice = by_id.get(corrects.get("datum", ""))
    if choice and isinstance(choice.type, Choice):
        for id_ in (id_ for id_ in profile.data if id_ not in choice.type.options):
            message = (
                f"nobody could report '{id_}' wrong, which is in 'data' of city.yaml and no option of '{choice.id}'"
            )
            yield Finding(("corrects", "datum"), message)


def _check_intake(intake: Mapping[str, str], zone: str) -> Iterator[Finding]:
    """Check the window's ends, which begin at local midnight: some zones change their clocks just then."""
    for end, day in intake.items():
        if not durations.is_relative(day) and not begins_once(date.fromisoformat(day), zone):
            yield Finding(("intake", end), f"midnight of {day} does not happen exactly once in {zone}: clocks change")
    resolved = [durations.resolve(intake[end], date(2000, 1, 1)) for end in ("opens", "closes") if end in intake]
    alike = len({durations.is_relative(day) for day in intake.values()}) == 1
    if len(resolved) == 2 and alike and resolved[0] >= resolved[1]:
        yield Finding(("intake", "closes"), f"'closes' ({intake['closes']}) must be after 'opens' ({intake['opens']})")


def begins_once(day: date, zone: str) -> bool:
    """Tell whether a local day begins exactly once."""
    midnights = [datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1)]
    there_and_back = midnights[0].astimezone(UTC).astimezone(ZoneInfo(zone))
    once = midnights[0].utcoffset() == midnights[1].utcoffset()
    return once and there_and_back.replace(tzinfo=None) == midnights[0].replace(tzinfo=None)


def check_steps(document: Document, asked: Sequence[Question], rules: Policy) -> tuple[list[Step], list[Finding]]:
    """Build the steps one by one; then check that what may happen is provided for."""
    written, known, findings = document["service"], building.step_types(asked, rules), list[Finding]()
    built: list[Step] = []
    for number, entry in enumerate(written["steps"]):
        step = _build_step(entry, known, ("steps", number), findings)
        if step:
            built.append(step)
    if not findings:
        findings += _check_reviews(written, built, rules)
    findings += _check_used(written)
    return built, findings


def _build_step(entry: Mapping[str, Any], known: building.Types, path: Path, findings: list[Finding]) -> Step | None:
    [(kind, inner)] = entry.items()
    if kind == "together":
        inside = [_build_step(one, known, (*path, kind, n), findings) for n, one in enumerate(inner)]
        return Step(kind, inside=tuple(step for step in inside if step))
    broken = False
    readers: dict[str, Callable[[str, building.Types], Any]] = {
        "when": building.read_condition,
        "amount": building.read_amount,
    }
    for setting, read in readers.items():
        try:
            read(inner.get(setting, "true" if setting == "when" else "0"), known)
        except feel.FeelError as error:
            findings.append(Finding((*path, kind, setting), f"{setting}: {error}"))
            broken = True
    return None if broken else building.build_step(entry, known)


def _check_reviews(written: Mapping[str, Any], steps: Iterable[Step], rules: Policy) -> Iterator[Finding]:
    reviews = [one for step in steps for one in (step, *step.inside) if one.kind == "review"]
    outcomes = {word for _, column, _, word in _words(rules) if column == "outcome"}
    may_refer = "refer" in outcomes or not outcomes
    if may_refer and not any(_may_run(step, {"outcome": "refer"}) for step in reviews):
        yield Finding(("steps",), NO_REVIEW)
    may_deny = any("deny" in step.settings.get("outcomes", ("deny",)) for step in reviews)
    if may_deny and not written.get("reasons"):
        yield Finding(("steps",), "a review may deny, but there are no 'reasons' to give")
    unused = set(written.get("reasons", {})) - rules.reason_codes if not reviews else ()
    for code in sorted(unused):
        yield Finding(("reasons", code), f"no table gives the reason '{code}'", level="warning")


def _may_run(step: Step, names: Mapping[str, Any]) -> bool:
    return step.when is None or step.when(names) is not False


def _check_used(written: Mapping[str, Any]) -> Iterator[Finding]:
    """Check that messages and documents are sent and issued by some step."""
    flat = [one for step in written["steps"] for one in (step.get("together") or [step])]
    for part, kind, setting in (("messages", "tell", "message"), ("documents", "issue", "document")):
        used = {step[kind].get(setting) for step in flat if kind in step}
        for id_ in written.get(part, {}):
            if id_ not in used:
                yield Finding((part, id_), f"no step uses the {setting} '{id_}'", level="warning")
