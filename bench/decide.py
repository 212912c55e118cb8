"""How fast policy decides: one case, and whole columns against the same rule written by hand in Polars.

Run with `python -m bench.decide [--json]`.
"""

import argparse
import json
import platform
import statistics
import time
import timeit
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from sportello.core import columns, feel, policy

ON = date(2020, 5, 4)
ROWS = 2_000_000
SHARES = ("0.3", "0.5", "0.65", "0.8", "1.2")
TENURES = ("rent", "own")
TYPES = {
    "annual_income": feel.MONEY,
    "household_size": feel.number(0, Decimal(1), Decimal(8)),
    "tenure": feel.choice(*TENURES),
    "arrears": feel.optional(feel.MONEY),
    "covid_loss": feel.BOOLEAN,
}
LIMITS = {str(size): str(40_000 + 5_000 * size) for size in range(1, 9)}


def rules() -> list[tuple[str, str, str, str, str, str]]:
    """List twenty rules: share at most, tenure, arrears, outcome, reason, months."""
    listed = [
        (share, tenure, arrears, outcome, f"r{share}_{tenure}", str(months))
        for months, share in enumerate(SHARES, 1)
        for tenure in TENURES
        for arrears, outcome in (("0", "approve"), ("null", "refer"))
    ]
    return listed[:19]


def make_policy() -> policy.Policy:
    lines = ["income_share,tenure,arrears,covid_loss,|F,outcome,reason,months"]
    for share, tenure, arrears, outcome, reason, months in rules():
        test = "null" if arrears == "null" else f"> {arrears}"
        lines.append(f"<= {share},{tenure},{test},true,|,{outcome},{reason},{months}")
    lines.append("-,-,-,-,|,deny,no_rule,0")
    values = [{"from": "2020-04-01", "source": "HUD FY2020", "value": LIMITS}]
    document = {
        "parameters": {"income_limit": {"keyed_by": "household_size", "values": values}},
        "facts": [{"income_share": "annual_income / income_limit[household_size]"}],
        "tables": [{"name": "eligibility", "csv": "\n".join(lines)}],
    }
    return policy.build_policy(document, TYPES)


def make_frame(rows: int) -> pl.DataFrame:
    """Make cases of every kind, spread evenly, with nulls in a quarter of the arrears."""
    numbers = pl.int_range(rows, eager=True)
    mixed = (numbers * 7_919) % 100_003
    return pl.DataFrame(
        {
            "annual_income": (mixed * 100).cast(pl.Decimal(12, 2)),
            "household_size": mixed % 8 + 1,
            "tenure": pl.Series(TENURES).gather((mixed % 2).cast(pl.UInt32)),
            "arrears": pl.select(pl.when(mixed % 4 > 0).then(mixed % 900).cast(pl.Decimal(12, 2))).to_series(),
            "covid_loss": mixed % 5 > 0,
        }
    )


def by_hand(frame: pl.DataFrame) -> pl.DataFrame:
    """Decide as someone who knows Polars would write it: whole numbers, one chain, outputs by position."""
    limits = pl.Series([None, *(int(limit) for limit in LIMITS.values())], dtype=pl.Int64)
    income = pl.col("annual_income").to_physical().cast(pl.Int64)
    known = frame.lazy().with_columns(
        income=income,
        limit=pl.lit(limits).gather(pl.col("household_size")) * 100,
        owed=pl.col("arrears").to_physical().cast(pl.Int64),
    )
    chain: Any = pl
    listed = rules()
    for position, (share, tenure, arrears, *_) in enumerate(listed):
        test = pl.col("owed").is_null() if arrears == "null" else pl.col("owed") > int(arrears) * 100
        whole, scale = int(Decimal(share).scaleb(2)), 100
        within = pl.col("income") * scale <= pl.col("limit") * whole
        holds = within & (pl.col("tenure") == tenure) & test & pl.col("covid_loss")
        chain = chain.when(holds).then(pl.lit(position, dtype=pl.UInt32))
    position = chain.otherwise(pl.lit(len(listed), dtype=pl.UInt32))
    outcomes = pl.Series([rule[3] for rule in listed] + ["deny"])
    reasons = pl.Series([rule[4] for rule in listed] + ["no_rule"])
    months = pl.Series([Decimal(rule[5]) for rule in listed] + [Decimal(0)], dtype=pl.Decimal(38, 0))
    lines = pl.Series(range(2, len(listed) + 3), dtype=pl.UInt32)
    return (
        known.with_columns(hit=position)
        .select(
            outcome=pl.lit(outcomes).gather(pl.col("hit")),
            months=pl.lit(months).gather(pl.col("hit")),
            **{
                "eligibility.row": pl.lit(lines).gather(pl.col("hit")),
                "eligibility.reason": pl.lit(reasons).gather(pl.col("hit")),
            },
        )
        .collect()
    )


def figures() -> list[dict[str, Any]]:
    """Measure; every figure is a median, one case in processor time, whole columns in time on the clock."""
    rule, frame = make_policy(), make_frame(ROWS)
    sample = list(frame.head(1_000).iter_rows(named=True))
    sample = [{**each, "household_size": Decimal(each["household_size"])} for each in sample]
    one = _median(lambda: [rule.decide(answers, ON) for answers in sample], time.process_time) / len(sample)
    ours, theirs = columns.decide(rule, frame, ON), by_hand(frame)
    if not ours.equals(theirs.select(ours.columns)):
        raise SystemExit("bench.decide: the two ways disagree; no figure is worth giving")
    whole, hand = _side_by_side(lambda: columns.decide(rule, frame, ON), lambda: by_hand(frame))
    return [
        _figure("decide one case, 20 rows", one * 1e6, "µs", None),
        _figure("decide columns, 20 rows", ROWS / whole, "rows/s", ROWS / hand),
    ]


def _median(run: Callable[[], Any], timer: Callable[[], float] = time.perf_counter) -> float:
    run()
    return statistics.median(timeit.repeat(run, number=1, repeat=9, timer=timer))


def _side_by_side(one: Callable[[], Any], other: Callable[[], Any]) -> tuple[float, float]:
    """Time two deeds in turns, so that what else the machine does weighs on both."""
    pairs = [(timeit.timeit(one, number=1), timeit.timeit(other, number=1)) for _ in range(15)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def _figure(bench: str, figure: float, unit: str, floor: float | None) -> dict[str, Any]:
    return {
        "bench": bench,
        "figure": round(figure, 2),
        "unit": unit,
        "floor": round(floor, 2) if floor else None,
        "ratio": round(figure / floor, 2) if floor else None,
    }


def main() -> None:
    """Print the figures, as lines to read or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    as_json = parser.parse_args().json
    if not as_json:
        print(f"Python {platform.python_version()}, Polars {pl.__version__}, {ROWS:,} rows")
    for each in figures():
        floor = f", by hand {each['floor']:,.0f}, ratio {each['ratio']}" if each["floor"] else ""
        line = f"{each['bench']}: {each['figure']:,} {each['unit']}{floor}"
        print(json.dumps(each, ensure_ascii=False) if as_json else line)


if __name__ == "__main__":
    main()
