"""YAML as a pack writes it: every scalar stays text, keys are written once, every value knows its line.

Knows no schema. PyYAML's own rules turn `no` into false, `12:30` into 750 and `01234` into 668.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from sportello.packs.errors import Report

COMMA = "'{key}' has no value; in {{}} a comma splits a text: write it in quotes or on a line of its own"

QUESTION_MARK = "; in {} a text with a question mark stands in quotes"


@dataclass(frozen=True)
class Node:
    """A value of a YAML file and the line it begins on (that of its key, when it has one)."""

    value: "str | dict[str, Node] | list[Node]"
    file: str
    line: int

    @property
    def text(self) -> str:
        """The scalar's text; nothing for a mapping or a list."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def members(self) -> "dict[str, Node]":
        """What a mapping holds by key; nothing for a scalar or a list."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def entries(self) -> "list[Node]":
        """What a list holds; nothing for a scalar or a mapping."""
        return self.value if isinstance(self.value, list) else []

    def find(self, path: Sequence[str | int]) -> "Node":
        """Find the value at a path of keys and positions, or the nearest value around it."""
        here = self
        for part in path:
            inner = here.members.get(part) if isinstance(part, str) else dict(enumerate(here.entries)).get(part)
            if inner is None:
                return here
            here = inner
        return here

    def walk(self, path: tuple[str | int, ...] = ()) -> "Iterator[tuple[tuple[str | int, ...], Node]]":
        """Give every value in this one with its path, this one first."""
        yield path, self
        for key, inner in self.members.items():
            yield from inner.walk((*path, key))
        for position, inner in enumerate(self.entries):
            yield from inner.walk((*path, position))


class _Loader(yaml.SafeLoader):
    """Compose without aliases: a few lines of them can unfold into gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # it has no types
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not read", problem_mark=mark)
        return super().compose_node(parent, index)


def read(text: str, file: str, report: Report) -> Node | None:
    """Read a file's text; what is wrong goes to the report, and a file that is no YAML gives None."""
    try:
        root = _Loader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(file, mark.line + 1 if mark else 1, f"this is not YAML: {_explain(error)}")
        return None
    except RecursionError:
        report.add(file, 1, "this is not YAML that people write: it is nested too deeply")
        return None
    except yaml.YAMLError as error:
        report.add(file, 1, f"this is not YAML: {str(error).splitlines()[0]}")
        return None
    if root is None:
        report.add(file, 1, "the file is empty")
        return None
    return _read_node(root, file, root.start_mark.line + 1, report)


def _explain(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or error.context or ""
    return problem + (QUESTION_MARK if problem.endswith("got '?'") else "")


def _read_node(node: yaml.Node, file: str, line: int, report: Report) -> Node:
    if isinstance(node, MappingNode):
        return _read_mapping(node, file, line, report)
    if isinstance(node, SequenceNode):
        entries = [_read_node(entry, file, entry.start_mark.line + 1, report) for entry in node.value]
        return Node(entries, file, line)
    return Node(str(node.value), file, line)


def _read_mapping(node: MappingNode, file: str, line: int, report: Report) -> Node:
    members: dict[str, Node] = {}
    for key_node, value_node in node.value:
        key, at = str(key_node.value), key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            report.add(file, at, "a key must be a word")
        elif key in members:
            report.add(file, at, f"'{key}' is written twice, first on line {members[key].line}")
        elif node.flow_style and _is_missing(value_node):
            report.add(file, at, COMMA.format(key=key))
        else:
            members[key] = _read_node(value_node, file, at, report)
    return Node(members, file, line)


def _is_missing(node: yaml.Node) -> bool:
    return isinstance(node, ScalarNode) and node.value == "" and node.style is None
