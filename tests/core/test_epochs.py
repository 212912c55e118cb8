"""Epochs of a log: to which one a checkpoint belongs, and which lost ones are explained."""

from typing import Any

import pytest

from sportello.core import epochs, notes
from sportello.core.notes import Checkpoint

SIGNER = notes.make_signer("city.test/record", [b"1" * 32])


def checkpoint(epoch: int, size: int) -> Checkpoint:
    return Checkpoint(SIGNER.origin, epoch, size, bytes([epoch, size]) * 16)


def opened(number: int, named: Checkpoint | None) -> dict[str, Any]:
    note = notes.sign_checkpoint(named, SIGNER) if named else ""
    return {"epoch": number, "checkpoint": note, "lost_from": "noon", "lost_until": "one"}


def read(*found: tuple[int, Any]) -> tuple[list[epochs.Begun], list[str]]:
    problems: list[str] = []
    return epochs.list_begun(found, SIGNER.origin, SIGNER.keys, problems.append), problems


TWICE = read((9, opened(4, checkpoint(2, 30))), (5, opened(2, checkpoint(1, 8))))[0]


def judge(begun: list[epochs.Begun], held: Checkpoint) -> tuple[list[str], list[str]]:
    """Judge a checkpoint against a log of twelve leaves: give what does not hold, and what is explained."""
    problems: list[str] = []
    told: list[str] = []
    roots = {size: checkpoint(epochs.find_number(begun, size), size).root for size in range(13)}
    epochs.judge(begun, [held], roots, problems.append, told.append)
    return problems, told


@pytest.mark.parametrize(("size", "number"), [(0, 1), (5, 1), (6, 2), (9, 2), (10, 4), (99, 4)])
def test_a_checkpoint_belongs_to_the_newest_epoch_whose_first_leaf_is_in_it(size: int, number: int) -> None:
    assert epochs.find_number(TWICE, size) == number


@pytest.mark.parametrize("held", [checkpoint(1, 5), checkpoint(2, 9), checkpoint(4, 10)])
def test_what_the_log_leads_to_needs_no_word(held: Checkpoint) -> None:
    assert judge(TWICE, held) == ([], [])


@pytest.mark.parametrize(("epoch", "size", "by"), [(1, 8, 2), (1, 7, 2), (2, 30, 4), (2, 11, 4), (3, 3, 0)])
def test_a_lost_one_is_explained_by_the_next_epoch_if_that_names_it_or_a_later_one(
    epoch: int, size: int, by: int
) -> None:
    problems, told = judge(TWICE, checkpoint(epoch, size))
    assert (len(problems), len(told)) == ((0, 1) if by else (1, 0))
    assert not by or f"as epoch {by} says" in told[0]


def test_one_lost_with_an_epoch_that_was_lost_itself_is_explained_by_the_epoch_after_both() -> None:
    begun, problems = read((9, opened(3, checkpoint(2, 6))))
    assert problems == []
    for lost in (checkpoint(1, 10), checkpoint(2, 6)):
        assert "as epoch 3 says" in judge(begun, lost)[1][0]
    assert judge(begun, checkpoint(2, 7))[0]


def test_an_epoch_that_names_none_explains_nothing() -> None:
    begun, _ = read((5, opened(2, None)))
    assert judge(begun, checkpoint(1, 8))[0] and not judge(begun, checkpoint(1, 5))[0]


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ([], "the epoch that leaf 5 opens: note.malformed"),
        ({"epoch": "2"}, "the epoch that leaf 5 opens: note.malformed"),
        (opened(2, None) | {"checkpoint": "mine\n"}, "the epoch that leaf 5 opens: note.unsigned"),
        (opened(1, None), "epoch 1: opened after a later one"),
    ],
)
def test_what_opens_no_epoch_is_named(facts: Any, problem: str) -> None:
    assert read((5, facts))[1] == [problem]
