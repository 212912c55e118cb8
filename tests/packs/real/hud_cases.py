"""HUD's worked cases as answers to the pack's questions, and HUD's published tables as its parameters."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from statistics import median
from typing import Any

import polars as pl
from tests.packs.real import agreement
from tests.packs.real.agreement import FOLDER, Answers, Case, Programme

ADULT, USUAL_AGE = 18, 40
LOS_ANGELES = "06037"
TERRITORIES = {"60": ("60010", "60020", "60030", "60040", "60050"), "69": ("69085", "69100", "69110", "69120")}
"""Counties of American Samoa and the Northern Marianas: HUD publishes one rent area for each."""

NAMES = {
    "ami": "median_income",
    "housing_assistance": "housing_assistance",
    "hud_adjusted_income": "adjusted_income",
    "hud_annual_income": "annual_income",
    "hud_especially_low_income_factor": "especially_low_factor",
    "hud_extremely_low_income_limit": "extremely_low_limit",
    "hud_fair_market_rent": "fair_rent",
    "hud_gross_rent": "gross_rent",
    "hud_hap": "assistance_payment",
    "hud_income_level": "income_level",
    "hud_low_income_factor": "low_factor",
    "hud_low_income_limit": "low_limit",
    "hud_max_subsidy": "largest_subsidy",
    "hud_medical_expenses": "medical_expenses",
    "hud_minimum_rent": "minimum_rent",
    "hud_moderate_income_factor": "moderate_factor",
    "hud_ttp": "tenant_payment",
    "hud_ttp_adjusted_income_share": "adjusted_share",
    "hud_ttp_income_share": "income_share",
    "hud_utility_allowance": "utilities",
    "hud_very_low_income_factor": "very_low_factor",
    "hud_very_low_income_limit": "very_low_limit",
    "is_eligible_for_housing_assistance": "eligible",
    "is_hud_dependent": "is_dependant",
    "is_hud_elderly_disabled_family": "elderly_or_disabled",
    "pha_payment_standard": "payment_standard",
    "safmr_used_for_hcv": "has_small_area",
    "small_area_fair_market_rent": "small_area_rent",
    "zip_code_payment_standard": "published_standard",
}
PERSON = {
    "wages": ["employment_income"],
    "business": ["self_employment_income"],
    "social_security": ["social_security"],
    "ssdi": ["social_security_disability"],
    "ssi": ["ssi"],
    "interest": ["interest_income"],
    "unemployment": ["unemployment_compensation"],
    "child_support": ["child_support_received"],
    "veterans": ["veterans_benefits"],
    "disability": ["disability_benefits"],
    "other_income": [
        "market_income",
        "retirement_distributions",
        "capital_gains",
        "debt_relief",
        "ak_permanent_fund_dividend",
    ],
    "premiums": ["health_insurance_premiums", "health_insurance_premiums_without_medicare_part_b"],
    "part_b": ["medicare_part_b_premium"],
    "payroll_premiums": ["pre_tax_health_insurance_premiums"],
    "medical": ["other_medical_expenses"],
    "attendant": ["care_expenses"],
}
VERIFIED = {
    "known_annual_income": "hud_annual_income",
    "known_adjusted_income": "hud_adjusted_income",
    "known_median": "ami",
    "known_payment_standard": "pha_payment_standard",
    "known_gross_rent": "hud_gross_rent",
    "known_minimum_rent": "hud_minimum_rent",
    "known_income_share": "hud_ttp_income_share",
    "known_adjusted_share": "hud_ttp_adjusted_income_share",
    "known_tenant_payment": "hud_ttp",
    "known_assistance_payment": "hud_hap",
}
TENURES = {"RENTER": "rent", "OWNER_WITH_MORTGAGE": "own", "OWNER_WITHOUT_MORTGAGE": "own"}


NOT_ASKED = ("medicare_enrolled",)
"""What tells nothing: the premium for part B is asked as it is paid."""
PERSONAL = {
    "age",
    "is_household_head",
    "is_in_foster_care",
    "is_disabled",
    "is_ssi_disabled",
    "is_full_time_student",
    "is_full_time_college_student",
    "pre_subsidy_rent",
    *NOT_ASKED,
    *(name for names in PERSON.values() for name in names),
}


def answer(case: Case) -> dict[str, Any]:
    """Answer the questions of the voucher service. What a case leaves out is what its model takes for granted:

    a renting adult of 40 in a home with one bedroom, who pays the utilities and takes the voucher. Amounts the model
    works out elsewhere stand as figures verified before.
    """
    told, people = Answers(case.shared), [Answers(person) for person in case.people]
    people[0].left |= {name: told.left.pop(name) for name in PERSONAL & set(told.left)}
    at_home = LOS_ANGELES if told.take("in_la") else None
    answers = {
        "county": told.take("county_fips", default=at_home),
        "zip": told.take("zip_code"),
        "tenure": TENURES[told.take("spm_unit_tenure_type", default="RENTER")],
        "bedrooms": int(told.take("bedrooms", default=1)),
        "single_room": told.take("is_sro", default=False),
        "rent": f"{sum(person.take('pre_subsidy_rent', default=Decimal(0)) for person in people):f}",
        "pays_utilities": told.take("tenant_pays_utilities", default=True),
        "has_voucher": told.take("receives_housing_assistance", default=False),
        "wants_voucher": told.take("takes_up_housing_assistance_if_eligible", default=True),
        "tanf": told.money("tanf"),
        "childcare": told.money("childcare_expenses"),
        "welfare_rent": told.money("housing_designated_welfare"),
        "known_eligible": told.take("is_eligible_for_housing_assistance"),
        **{question: told.find_money(name) for question, name in VERIFIED.items()},
    }
    size = int(told.take("spm_unit_size", default=len(people)))
    people += [Answers({}) for _ in range(size - len(people))]
    answers["family"] = _answer_family(case, people)
    for each in (told, *people):
        each.check_empty()
    return {question: value for question, value in answers.items() if value is not None}


def _answer_family(case: Case, people: list[Answers]) -> list[dict[str, Any]]:
    ages = [int(person.take("age", default=USUAL_AGE)) for person in people]
    heads = [bool(person.take("is_household_head", default=False)) for person in people]
    head = heads.index(True) if any(heads) else ages.index(max(ages))
    spouse = _find_spouse(case, ages, head)
    family = []
    for place, person in enumerate(people):
        person.take(*NOT_ASKED)
        family.append(
            {
                "age": ages[place],
                "relationship": "head" if heads[place] else "spouse" if place == spouse else "other",
                "foster": person.take("is_in_foster_care", default=False),
                "disabled": person.take("is_disabled", default=False),
                "ssi_disabled": person.take("is_ssi_disabled", default=False),
                "student": person.take("is_full_time_student", "is_full_time_college_student", default=False),
                **{question: person.money(*names) for question, names in PERSON.items()},
            }
        )
    return family


def _find_spouse(case: Case, ages: list[int], head: int) -> int | None:
    """Find who the model takes for the head's spouse: the oldest other adult who files taxes together with the head."""
    units = case.tax_units or [range(len(case.people))]
    together = next((unit for unit in units if head in unit), ())
    adults = [member for member in together if member != head and ages[member] >= ADULT]
    return max(adults, key=lambda member: ages[member], default=None)


def read_tables() -> dict[str, Any]:
    """Read the published tables into parameters."""
    zip_rents = pl.read_parquet(FOLDER / "hud_small_area_fmr.parquet")
    small_areas = _by_place_and_size(zip_rents.select("zip_code", "year", "bedrooms", "value").iter_rows())
    with (FOLDER / "hud_zip_payment_standards.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    standards = ((row["zip_code"], int(row["year"]), int(row["bedrooms"]), row["value"]) for row in rows)
    zip_standards = _by_place_and_size(standards)
    return {
        **_read_limits(),
        "fair_market_rent": _parameter(["county", "bedrooms"], "HUD fair market rents", _keep(_read_rents())),
        "small_area_fair_market_rent": _parameter(["zip", "bedrooms"], "HUD small area rents", small_areas),
        "zip_standard": _parameter(["zip", "bedrooms"], "TDHCA and HHA payment standards", zip_standards),
    }


def _read_limits() -> dict[str, Any]:
    limits = pl.read_parquet(FOLDER / "hud_section8_income_limits.parquet")
    source = "HUD Section 8 income limits"
    medians: dict[int, Any] = defaultdict(dict)
    levels: dict[str, dict[int, Any]] = {"extremely_low": defaultdict(dict), "very_low": defaultdict(dict)}
    levels["low"] = defaultdict(dict)
    for row in limits.iter_rows(named=True):
        county, year = row["county_fips"], row["year"]
        medians[year][county] = str(row["ami"])
        for level, years in levels.items():
            years[year][county] = {str(size): str(row[f"{level}_income_{size}"]) for size in range(1, 9)}
    by_size = {level: _parameter(["county", "people"], source, _keep(years)) for level, years in levels.items()}
    return {"area_median": _parameter("county", source, _keep(medians)), **by_size}


def _read_rents() -> dict[int, Any]:
    """Read fair market rents by county: where towns of a county differ (New England), their median."""
    rents = pl.read_parquet(FOLDER / "hud_fair_market_rents.parquet").with_columns(
        pl.col("hud_fmr_area_code").str.zfill(10).str.head(5).alias("county")
    )
    found: dict[tuple[str, int, int], list[float]] = defaultdict(list)
    for county, year, size, value in rents.select("county", "year", "bedrooms", "value").iter_rows():
        for one in TERRITORIES.get(county[:2], (county,)):
            found[one, year, size].append(value)
    rows = ((county, year, size, median(values)) for (county, year, size), values in found.items())
    return _by_place_and_size(rows)


def _by_place_and_size(rows: Iterable[tuple[str, int, int, Any]]) -> dict[int, Any]:
    years: dict[int, Any] = defaultdict(lambda: defaultdict(dict))
    for place, year, size, value in rows:
        years[year][place][str(size)] = f"{Decimal(str(value)).normalize():f}"
    return years


def _keep(years: Mapping[int, Mapping[str, Any]]) -> dict[int, Any]:
    """Keep a place that a later year leaves out: Connecticut's counties ended in 2024, its cases go on."""
    kept: dict[int, Any] = {}
    before: Mapping[str, Any] = {}
    for year in sorted(years):
        kept[year] = before = {**before, **years[year]}
    return kept


def _parameter(keyed_by: str | list[str], source: str, years: Mapping[int, Any]) -> dict[str, Any]:
    """Make a parameter: each year's table from its first of January, the first one for the years before as well."""
    first = min(years)
    values = [
        {"from": "1990-01-01" if year == first else f"{year}-01-01", "source": f"{source} {year}", "value": years[year]}
        for year in sorted(years)
    ]
    return {"keyed_by": keyed_by, "values": values}


HUD = Programme("hud", "housing-voucher", "cases_hud", 210, answer, NAMES, read_tables)

LOS_ANGELES_ALLOWANCE = ("227", "271", "318", "375", "452", "517", "580", "647", "719")
WITHOUT_LOCAL_FIGURES = {
    "utility_allowance": agreement.constant(
        {LOS_ANGELES: {str(size): value for size, value in enumerate(LOS_ANGELES_ALLOWANCE)}}, "county", "bedrooms"
    ),
    "allowance_sro": agreement.constant({LOS_ANGELES: "179"}, "county"),
    "agency_minimum_rent": agreement.constant({LOS_ANGELES: "0"}, "county"),
}
"""Parameters without the local figures that nothing but the cases themselves tells: only the schedule of 2023."""
