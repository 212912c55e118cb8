"""Everything that is wrong with a pack, with file and line: shapes, rules, tables, examples. Publishes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from sportello.core import analysis
from sportello.core.policy import Policy
from sportello.core.profile import Profile
from sportello.core.tables import Table
from sportello.packs import building, joining, reading, rules, trying, values
from sportello.packs.errors import PackError, name_unknown
from sportello.packs.reading import Document, Scan
from sportello.packs.rules import Finding
from sportello.packs.yamlfile import Node

ANY_DAY = date(2000, 1, 1)
"""A relative date only moves the window of intake, which no example looks at."""

STEPS = 1_000_000
"""How long a table is searched exactly: some five seconds on a small machine."""


@dataclass(frozen=True)
class TableSummary:
    """A table: its rules, and whether its overlaps and gaps were looked for exactly."""

    name: str
    rows: int
    exact: bool


@dataclass(frozen=True)
class ServiceSummary:
    """What a service has, as far as it could be read."""

    id: str
    questions: int
    examples: int
    passed: int
    tables: tuple[TableSummary, ...]


@dataclass(frozen=True)
class Checked:
    """What a check found, errors first by file and line, and a summary of each service that could be read."""

    errors: tuple[PackError, ...]
    services: tuple[ServiceSummary, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether the pack can be published; warnings do not hinder it."""
        return all(error.level == "warning" for error in self.errors)


def check(folder: Path) -> list[PackError]:
    """List everything wrong with the pack in a folder, by file and line."""
    return list(examine(folder).errors)


def examine(folder: Path) -> Checked:
    """Check the pack in a folder, and count what it holds."""
    return examine_scan(folder, reading.scan_folder(folder))


def examine_scan(folder: Path, scan: Scan) -> Checked:
    """Check what was read of a folder, and count what it holds."""
    summaries: list[ServiceSummary] = []
    if scan.city is not None and not scan.report.is_broken(str(folder / "city.yaml")) and scan.services:
        profile = building.build_profile(scan.city) if not _is_map_broken(scan, folder) else None
        for id_, document in scan.services.items():
            check_one = _ServiceCheck(scan, folder / "services" / id_, document)
            if profile is not None and not check_one.is_broken("service.yaml"):
                summaries.append(check_one.run(profile))
        _check_once(scan, folder)
    return Checked(tuple(sorted(scan.report.errors)), tuple(summaries))


def _is_map_broken(scan: Scan, folder: Path) -> bool:
    return any(scan.report.is_broken(str(folder / name)) for name in ("places.geojson", "offices.yaml", "answers"))


@dataclass
class _ServiceCheck:
    """The check of one service whose YAML has the right shapes."""

    scan: Scan
    folder: Path
    document: Document
    tables: list[TableSummary] = field(default_factory=list)

    def is_broken(self, name: str) -> bool:
        return self.scan.report.is_broken(str(self.folder / name))

    def run(self, profile: Profile) -> ServiceSummary:
        """Check what the service says, from its questions to its examples; what builds on a broken part is left out."""
        written = self.document["service"]
        asked, findings = rules.check_questions(written["questions"], profile)
        self.add(findings)
        passed = 0
        if not findings:
            self.add(joining.check(self.document))
            self.add(rules.check_references(self.document, asked, profile))
            policy, findings = rules.check_policy(self.document, asked)
            self.add(findings)
            if policy is not None:
                self.check_policy(policy)
                self.add(rules.check_steps(self.document, asked, policy)[1])
                passed = self.run_examples(profile, policy)
        examples = len(self.document["tests"])
        return ServiceSummary(self.document["id"], len(written["questions"]), examples, passed, tuple(self.tables))

    def check_policy(self, policy: Policy) -> None:
        """Check words, values over time, overlaps and gaps."""
        self.add(rules.check_tables(self.document, policy))
        self.add(rules.check_words(self.document, policy))
        self.add(values.check_over_time(policy, self.document))
        self.add(values.check_keys(policy))
        known = policy.parameters.at(date.max)
        for table in policy.tables:
            found = analysis.analyse(table, policy.types, known, Random(0), STEPS)  # noqa: S311 - tries only
            self.tables.append(TableSummary(table.name, len(table.rows), found.exact))
            self.add(_say_analysis(table, found))

    def run_examples(self, profile: Profile, policy: Policy) -> int:
        """Run the examples; count those that pass."""
        if self.is_broken("service.yaml") or self.is_broken("tests.yaml"):
            return 0
        service = building.build_service(reading.resolve(self.document, ANY_DAY), profile)
        passed = 0
        for number, example in enumerate(self.document["tests"]):
            at = (number, "expect")
            wrong = [
                name_unknown("output", name, policy.outputs)
                for name in example["expect"].get("outputs", {})
                if name not in policy.outputs
            ] or trying.try_example(service, example)
            self.add(Finding(at, f"example '{example['name']}': {message}", "tests.yaml") for message in wrong)
            passed += not wrong
        if not self.document["tests"]:
            self.add([Finding((), "the service has no examples in tests.yaml", level="warning")])
        return passed

    def add(self, findings: Iterable[Finding]) -> None:
        """Report findings at the lines of their paths."""
        for finding in findings:
            path = str(self.folder / finding.file)
            node = self.scan.nodes.get(path, Node("", path, 1))
            line = finding.line or node.find(finding.path).line
            self.scan.report.add(path, line, finding.message, finding.level)


def _say_analysis(table: Table, found: analysis.Report) -> Iterator[Finding]:
    file, how = f"{table.name}.csv", "exact" if found.exact else "sampled"
    for overlap in found.overlaps:
        first, second = overlap.rows
        message = f"lines {first} and {second} both hold for {_show(overlap.example)} ({how})"
        yield Finding((), message, file, first)
    if table.hit_policy.startswith("C"):
        return  # collecting nothing is an answer
    for gap in found.gaps:
        message = f"no row holds for {_show(gap)} ({how}); a last row of '-' would say what happens then"
        yield Finding((), message, file, 1)


def _show(example: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {'null' if value is None else value}" for name, value in example.items())


def _check_once(scan: Scan, folder: Path) -> None:
    """Check that what is offered again means one type of answer in all services."""
    first: dict[str, tuple[str, str]] = {}
    for id_, document in scan.services.items():
        path = str(folder / "services" / id_ / "service.yaml")
        for number, question in enumerate((document["service"] or {}).get("questions") or []):
            once, kind = (question or {}).get("once"), str((question or {}).get("type"))
            other, service = first.setdefault(once, (kind, id_)) if once else (kind, id_)
            if other != kind and service != id_:
                line = scan.nodes[path].find(("questions", number, "once")).line
                scan.report.add(
                    path, line, f"'{once}' is asked as {kind} here, but as {other} in the service '{service}'"
                )
