"""The page of a day, for anyone: figures, charts with their tables, how it was run. One file that asks for no other."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2

from bench.city_day import charts
from bench.city_day.charts import Chart, Frame

LABELS = 5
Told = dict[str, Any]


def write(told: Told, path: Path) -> None:
    """Write the page, and its JSON twin beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(render(told))
    path.with_suffix(".json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")


def render(told: Told) -> str:
    """Render the page from the figures."""
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    pages = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters |= {"figure": charts.render, "dollars": render_dollars}
    return pages.get_template("report.html").render(told=told, charts=list(list_charts(told)))


def render_dollars(amount: str) -> str:
    """Write an amount for people."""
    return f"{float(amount):,.0f} dollars"


def list_charts(told: Told) -> Iterator[Chart]:
    """Draw what there is to see."""
    yield _arrivals(told)
    yield _rush(told)
    yield _waits(told)
    yield _decisions(told)


def _arrivals(told: Told) -> Chart:
    quarters, times = told["quarters"], told["run"]["times"]
    frame = Frame(len(quarters), max(told["arrivals"], 1))
    frame.line("arrived", [(0, 0), *((n, one["arrived"]) for n, one in enumerate(quarters, 1))])
    frame.line("accepted", [(0, 0), *((n, one["accepted"]) for n, one in enumerate(quarters, 1))])
    points = [(_quarter(one["at"], quarters), one["total"] * times) for one in told["scenario"]["points"]]
    frame.dots("as reported" if times == 1 else f"{times} times as reported", points)
    return Chart(
        name="arrivals",
        title="Who came, and who was let in",
        sentence=f"{told['arrivals']:,} people applied; {told['accepted']:,} hold a receipt.",
        unit="applications since opening",
        drawn=frame.drawn,
        up=frame.up,
        along=_hours(frame, quarters),
        table=charts.make_table(
            ("Until", "Arrived", "Accepted"), [(one["to"], one["arrived"], one["accepted"]) for one in quarters]
        ),
    )


def _rush(told: Told) -> Chart:
    quarters = told["quarters"]
    frame = Frame(len(quarters), max(one["arrivals"] for one in quarters))
    frame.bars("arrivals", [one["arrivals"] for one in quarters])
    most = max(quarters, key=lambda one: one["arrivals"])
    return Chart(
        name="rush",
        title="Each quarter of an hour",
        sentence=f"Most came from {most['from']} to {most['to']}: {most['arrivals']:,}.",
        unit="arrivals in 15 minutes",
        drawn=frame.drawn,
        up=frame.up,
        along=_hours(frame, quarters),
        table=charts.make_table(("From", "Arrivals"), [(one["from"], one["arrivals"]) for one in quarters]),
    )


def _waits(told: Told) -> Chart:
    quarters, all_day = told["quarters"], told["waits_ms"]["apply"]
    frame = Frame(len(quarters), max((one["p99_ms"] or 0 for one in quarters), default=0))
    frame.line("99 of 100 within", [(n + 0.5, one["p99_ms"]) for n, one in enumerate(quarters)])
    frame.line("half of them within", [(n + 0.5, one["p50_ms"]) for n, one in enumerate(quarters)])
    return Chart(
        name="waits",
        title="How long until the receipt",
        sentence=(
            f"Over the day half had their receipt within {charts.render(all_day.get('p50'))} ms, 99 of 100 within "
            f"{charts.render(all_day.get('p99'))} ms of sending, tries again and queues included."
        ),
        unit="milliseconds",
        drawn=frame.drawn,
        up=frame.up,
        along=_hours(frame, quarters),
        table=charts.make_table(
            ("From", "p50, ms", "p99, ms"), [(one["from"], one["p50_ms"], one["p99_ms"]) for one in quarters]
        ),
    )


def _decisions(told: Told) -> Chart:
    bands = told["decisions"]["bands"]
    frame = Frame(len(bands), max(one["count"] for one in bands))
    frame.bars("applications", [one["count"] for one in bands])
    return Chart(
        name="decisions",
        title="How soon they were decided",
        sentence=(
            f"{told['decisions']['at_once']:,} were decided at once, {told['decisions']['by_clerks']:,} by clerks; "
            f"{told['decisions']['waiting']:,} wait for one."
        ),
        unit="applications",
        drawn=frame.drawn,
        up=frame.up,
        along=frame.along([(n + 0.5, one["label"]) for n, one in enumerate(bands)]),
        table=charts.make_table(("Decided", "Applications"), [(one["when"], one["count"]) for one in bands]),
    )


def _hours(frame: Frame, quarters: list[Told]) -> list[charts.Mark]:
    starts = [*(one["from"] for one in quarters), quarters[-1]["to"]]
    every = max(1, -(-len(quarters) // LABELS))
    return frame.along([(n, at) for n, at in enumerate(starts) if n % every == 0])


def _quarter(at: str, quarters: list[Told]) -> float:
    """Give where a time of the day lies among the quarters."""
    hours, minutes = map(int, at.split(":"))
    first_hours, first_minutes = map(int, quarters[0]["from"].split(":"))
    return ((hours - first_hours) * 60 + minutes - first_minutes) / 15
