"""A decision table as DMN 1.3 XML, out and in, so that Camunda Modeler and dmn-js can edit it. Knows no service."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from lxml import etree

from sportello.core.errors import Refused
from sportello.core.tables import Row, Table

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
LARGEST = 1_000_000  # bytes: a table people edit is far smaller

POLICIES = {
    "U": ("UNIQUE", None),
    "F": ("FIRST", None),
    "A": ("ANY", None),
    "P": ("PRIORITY", None),
    "C": ("COLLECT", None),
    "C+": ("COLLECT", "SUM"),
    "C<": ("COLLECT", "MIN"),
    "C>": ("COLLECT", "MAX"),
    "C#": ("COLLECT", "COUNT"),
}


def render_dmn(table: Table) -> bytes:
    """Write a table as a DMN document with one decision."""
    root = etree.Element(_tag("definitions"), nsmap={None: NAMESPACE})
    root.attrib.update({"id": f"definitions_{table.name}", "name": table.name, "namespace": "urn:sportello"})
    decision = _add(root, "decision", id=table.name, name=table.name)
    policy, aggregation = POLICIES[table.hit_policy]
    given = {"aggregation": aggregation} if aggregation else {}
    written = _add(decision, "decisionTable", id=f"{table.name}_table", hitPolicy=policy, **given)
    _add_columns(written, table)
    notes = list(dict.fromkeys(name for row in table.rows for name, _ in row.notes))
    for name in notes:
        _add(written, "annotation", name=name)
    for number, row in enumerate(table.rows, 1):
        _add_rule(written, number, row, notes)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add_columns(written: Any, table: Table) -> None:
    for number, of in enumerate(table.inputs, 1):
        column = _add(written, "input", id=f"input_{number}", label=of.text)
        _text(_add(column, "inputExpression", id=f"expression_{number}", typeRef=of.type.kind), of.text)
    for number, (name, kind) in enumerate(table.outputs.items(), 1):
        column = _add(written, "output", id=f"output_{number}", name=name, typeRef=kind.kind)
        if table.priority and number == 1:
            _text(_add(column, "outputValues", id="priority"), ",".join(f'"{word}"' for word in table.priority))


def _add_rule(written: Any, number: int, row: Row, notes: list[str]) -> None:
    rule = _add(written, "rule", id=f"rule_{number}")
    for position, cell in enumerate(row.tests, 1):
        _text(_add(rule, "inputEntry", id=f"test_{number}_{position}"), cell.standard)
    for position, expression in enumerate(row.outputs, 1):
        _text(_add(rule, "outputEntry", id=f"value_{number}_{position}"), expression.text)
    for name in notes:
        _text(_add(rule, "annotationEntry"), dict(row.notes).get(name, ""))


def read_dmn(document: bytes) -> tuple[str, str]:
    """Read the one decision table of a DMN document: its name, and the CSV that `read_table` reads.

    Refused: `dmn.too_large`, `dmn.broken` (no XML, or with a document type), `dmn.no_table` (none, or several),
    `dmn.hit_policy` (one we do not have), `dmn.uneven` (a rule with cells missing).
    """
    if len(document) > LARGEST:
        raise Refused("dmn.too_large", size=len(document), largest=LARGEST)
    root = _parse(document)
    tables = root.findall(".//{*}decision/{*}decisionTable")
    if len(tables) != 1:
        raise Refused("dmn.no_table", found=len(tables))
    decision = tables[0].getparent()
    name = decision.get("name") or decision.get("id") or "table"
    return name, _render_csv(_read_lines(tables[0]))


def _parse(document: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("dmn.broken", line=error.lineno) from None
    if root.getroottree().docinfo.doctype:
        raise Refused("dmn.broken", line=1)
    return root


def _read_lines(table: Any) -> list[list[str]]:
    inputs = [_read_text(each.find("{*}inputExpression")) for each in table.findall("{*}input")]
    outputs = table.findall("{*}output")
    names = [each.get("name") or "" for each in outputs]
    notes = [each.get("name") or "note" for each in table.findall("{*}annotation")]
    header = [*inputs, _read_policy(table, outputs), *names, *(f"# {note}" for note in notes)]
    lines = [header]
    for rule in table.findall("{*}rule"):
        tests = [_read_text(each) or "-" for each in rule.findall("{*}inputEntry")]
        values = [_read_text(each) for each in rule.findall("{*}outputEntry")]
        said = [_read_text(each) for each in rule.findall("{*}annotationEntry")][: len(notes)]
        if len(tests) != len(inputs) or len(values) != len(names):
            raise Refused("dmn.uneven", rule=rule.get("id"))
        lines.append([*tests, "|", *values, *said, *[""] * (len(notes) - len(said))])
    return lines


def _read_policy(table: Any, outputs: list[Any]) -> str:
    wanted = table.get("hitPolicy", "UNIQUE"), table.get("aggregation")
    policy = next((mine for mine, theirs in POLICIES.items() if theirs == wanted), None)
    if policy is None:
        raise Refused("dmn.hit_policy", hit_policy=wanted[0], aggregation=wanted[1])
    words = _read_text(outputs[0].find("{*}outputValues")).replace('"', "").split(",") if policy == "P" else []
    return " ".join([f"|{policy}", *(word.strip() for word in words)])


def _read_text(element: Any) -> str:
    found = element.find("{*}text") if element is not None else None
    return (found.text or "").strip() if found is not None else ""


def _render_csv(lines: Iterable[list[str]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(lines)
    return written.getvalue()


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Any, kind: str, /, **attributes: str) -> Any:
    return etree.SubElement(parent, _tag(kind), attributes)


def _text(parent: Any, text: str) -> None:
    _add(parent, "text").text = text
