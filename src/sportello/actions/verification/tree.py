"""Checking the log itself: its leaves, the stored nodes over them, every checkpoint, and the promise of receipts."""

from bisect import bisect_right
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from sportello.actions import city
from sportello.actions.verification.epochs import list_begun
from sportello.actions.verification.report import Report
from sportello.core import audit, epochs, intake, notes, receipts
from sportello.core.audit import Grown
from sportello.store import log
from sportello.store.log import Place
from sportello.store.record import Checkpoint, Leaf

BATCH = 5000
MISSING = bytes(32)
"""Stands for a leaf that is gone, so that the rest can be checked."""

EXTENT = "SELECT (SELECT max(index) + 1 FROM store_leaf), (SELECT max(size) FROM store_checkpoint)"
BEYOND = """
SELECT level, index FROM store_node
WHERE level NOT BETWEEN 1 AND 62 OR index < 0
    OR index >= (SELECT coalesce(max(index) + 1, 0) FROM store_leaf) >> level::int
"""


def check(report: Report, held: Sequence[notes.Checkpoint]) -> None:
    """Grow the tree again from its leaves, and hold every stored node and every checkpoint against it."""
    _Walk(report, held).go()


class _Walk:
    """One way along the log, from its first leaf to the last there was at the start."""

    def __init__(self, report: Report, held: Sequence[notes.Checkpoint]) -> None:
        self.report = report
        self.held = held
        with connection.cursor() as cursor:
            cursor.execute(EXTENT)
            end, tip = cursor.fetchone()
        self.end, self.tip = end or 0, max(end or 0, tip or 0)
        self.begun = list_begun(report)
        self.tree = Grown()
        self.roots = {0: self.tree.frontier.root}
        """The roots that checkpoints got earlier, and those that epochs name, are held against."""
        self.covered = 0

    def go(self) -> None:
        for index in Leaf.objects.filter(index__lt=0).values_list("index", flat=True):
            self.report.problem(f"leaf {index}: inserted, the log begins with 0")
        self._check_checkpoints(-1, 0)
        while (size := self.tree.frontier.size) < self.end:
            if not self._go_on(log.list_places(size, self.end, BATCH, intake.EVENT)):
                return
            self.report.watch(f"{self.tree.frontier.size:,} of {self.end:,} leaves")
        self._check_end()

    def _go_on(self, rows: Sequence[Place]) -> bool:
        """Take on the next leaves; False when so many are missing that nothing above them can be recomputed."""
        before = self.tree.frontier
        if rows[0].at - before.size > BATCH:
            self.report.problem(f"leaf {before.size}: missing, as are all before leaf {rows[0].at}")
            return False
        self.report.leaves += len(rows)
        grown = audit.grow(before, self._fill(before.size, rows))
        self.tree, problems = audit.hold(grown, log.list_completed(before.size, grown.frontier.size))
        for problem in problems:
            self.report.problem(problem)
        self._check_checkpoints(before.size, grown.frontier.size)
        self._count_late(rows, before.size, grown.frontier.size)
        return True

    def _fill(self, start: int, rows: Sequence[Place]) -> list[bytes]:
        """Give the leaves' hashes with no gap between them."""
        leaves: list[bytes] = []
        for row in rows:
            if row.at - start - len(leaves) > BATCH:
                break  # the next batch tells of it
            while (index := start + len(leaves)) < row.at:
                self.report.problem(f"leaf {index}: missing")
                leaves.append(MISSING)
            if not row.known:
                self.report.problem(f"event {row.event}: gone, though leaf {row.at} is of it")
            leaves.append(row.hash)
        return leaves

    def _check_checkpoints(self, after: int, upto: int) -> None:
        """Check the checkpoints of sizes after one and up to another; the first time those of no size at all too."""
        signer = city.current().signer
        sizes = Q(size__gt=after, size__lte=upto) if after >= 0 else Q(size__lte=upto)
        for one in Checkpoint.objects.filter(sizes).order_by("size"):
            root = self.tree.root(one.size) if one.size >= 0 else b""
            due = notes.Checkpoint(signer.origin, epochs.find_number(self.begun, one.size), one.size, root)
            for problem in audit.check_note(one.note, due, signer.keys):
                self.report.problem(problem)
            if bytes(one.root) != root:
                self.report.problem(f"checkpoint of size {one.size}: its root is not that of the leaves")
            self.report.checkpoints += 1
            self.covered = max(self.covered, one.size)
        named = (one.last for one in self.begun if one.last)
        self.roots |= {one.size: self.tree.root(one.size) for one in (*self.held, *named) if after < one.size <= upto}

    def _count_late(self, rows: Sequence[Place], after: int, upto: int) -> None:
        """Count what came to stand in a checkpoint, the first of a larger size, later than its receipt promised."""
        larger = Checkpoint.objects.filter(size__gt=after).order_by("size").values_list("size", "at")
        signed = [*larger.filter(size__lte=upto), *larger.filter(size__gt=upto)[:1]]
        sizes = [size for size, _ in signed]
        for row in rows:
            place = bisect_right(sizes, row.at)
            if row.received is not None and place < len(signed):
                self.report.late += signed[place][1] > row.received + receipts.SEAL_WITHIN

    def _check_end(self) -> None:
        if self.covered < self.end:
            self.report.problem(f"leaf {self.covered}: inserted, no checkpoint covers it")
        beyond = Checkpoint.objects.filter(size__gt=self.end, size__lte=self.tip)
        for size in beyond.order_by("size").values_list("size", flat=True):
            self.report.problem(f"checkpoint of size {size}: the log is shorter")
        epochs.judge(self.begun, self.held, self.roots, self.report.problem, self.report.tell)
        with connection.cursor() as cursor:
            cursor.execute(BEYOND)
            for at in cursor.fetchall():
                self.report.problem(f"node {at}: inserted, the log has no such node")
