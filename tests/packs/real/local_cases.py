"""The worked cases of San Francisco, Denver and Harris County as answers to their packs' questions."""

from decimal import Decimal
from typing import Any

from tests.packs.real.agreement import Answers, Case, Programme

USUAL_AGE, AGED = 40, 65
COUNTIES = {
    "SAN_FRANCISCO_COUNTY_CA": "06075",
    "ALAMEDA_COUNTY_CA": "06001",
    "ALPINE_COUNTY_CA": "06003",
    "NEW_YORK_COUNTY_NY": "36061",
    "HARRIS_COUNTY_TX": "48201",
    "TRAVIS_COUNTY_TX": "48453",
    "DALLAS_COUNTY_TX": "48113",
    "BEXAR_COUNTY_TX": "48029",
}
STATUSES = {"CITIZEN": "citizen", "REFUGEE": "refugee", "DACA": "daca", "TPS": "tps", "UNDOCUMENTED": "other"}


def answer_cash_aid(case: Case, *, aged_supplemented: bool = True) -> dict[str, Any]:
    """Answer the questions of San Francisco's cash aid: amounts of a year become those of a month.

    Whether somebody of 65 or over receives SSI or CAPI is asked. The cases do not say it: their model works it out
    by the rules of those programmes, and the cases' names tell what comes out.
    """
    told, people = Answers(case.shared), [Answers(person) for person in case.people]
    answers = {
        "county": COUNTIES[told.take("county_str")],
        "people": [_answer_aided(person, aged_supplemented) for person in people],
        "couple": case.couples > 0 if case.couples is not None else len(people) > 1,
        "recipient": told.take("ca_sf_caap_is_recipient", default=False),
        "calworks": told.take("ca_tanf", default=0) > 0,
        "cash": told.money("spm_unit_cash_assets"),
        "vehicles": int(told.take("household_vehicles_owned", default=0)),
        "vehicles_value": told.money("household_vehicles_value"),
    }
    for what in ("housing", "utilities", "food", "clothing"):
        answers[f"free_{what}"] = told.take(f"ca_sf_caap_{what}_provided_in_kind", default=False)
    for each in (told, *people):
        each.check_empty()
    return answers


def _answer_aided(person: Answers, aged_supplemented: bool) -> dict[str, Any]:
    age = int(person.take("age", default=USUAL_AGE))
    told = [person.take("receives_ssi", default=False), person.take("ssi", default=0) > 0]
    return {
        "age": age,
        "status": STATUSES[person.take("immigration_status", default="CITIZEN")],
        "supplement": any(told) or (aged_supplemented and age >= AGED),
        "work_program": person.take("is_in_work_program", default=False),
        "wages": _month(person.take("employment_income", default=0)),
        "business": _month(person.take("self_employment_income", default=0)),
        "benefits": _month(person.take("social_security", default=0) + person.take("railroad_benefits", default=0)),
        "pension": _month(person.take("pension_income", default=0)),
        "injury": _month(person.take("workers_compensation", default=0)),
    }


def _month(year: Decimal) -> str:
    return f"{Decimal(year) / 12:f}"


def answer_credit(case: Case) -> dict[str, Any]:
    """Answer the questions of San Francisco's working families credit."""
    told = Answers(case.shared)
    answers = {
        "county": COUNTIES[told.take("county_str")],
        "federal_eitc": told.take("eitc_eligible"),
        "state_eitc": told.take("ca_eitc_eligible"),
    }
    told.check_empty()
    return answers


def answer_tax_relief(case: Case) -> dict[str, Any]:
    """Answer the questions of Denver's relief. What a case only says of the whole family, its first member has."""
    told, people = Answers(case.shared), [Answers(person) for person in case.people]
    people[0].left |= {name: told.left.pop(name) for name in ("age", "is_disabled", ELDERLY) if name in told.left}
    amounts = [*people, told]
    answers = {
        "county": told.take("county_fips"),
        "dependants": int(told.take("tax_unit_dependents", default=0)),
        "property_tax": f"{sum(one.take('real_estate_taxes', default=0) for one in amounts):f}",
        "rent": f"{sum(one.take('rent', default=0) for one in amounts):f}",
        "known_homeowner": told.take("co_denver_property_tax_relief_homeowner_eligible"),
        "known_renter": told.take("co_denver_property_tax_relief_renter_eligible"),
    }
    told.take("in_denver")  # the county says it
    members = [_answer_member(person) for person in people]
    members[0]["disabled"] = told.take("has_co_denver_dhs_elderly_disabled", default=members[0]["disabled"])
    members[0]["income"] = told.find_money("co_denver_property_tax_relief_income") or members[0]["income"]
    size = int(told.take("spm_unit_size", default=len(members)))
    answers["people"] = members + [_answer_member(Answers({})) for _ in range(size - len(members))]
    for each in (told, *people):
        each.check_empty()
    return {question: value for question, value in answers.items() if value is not None}


ELDERLY = "is_co_denver_dhs_elderly"


def _answer_member(person: Answers) -> dict[str, Any]:
    usual = AGED if person.take(ELDERLY, default=False) else USUAL_AGE
    return {
        "age": int(person.take("age", default=usual)),
        "disabled": person.take("is_disabled", default=False),
        "income": person.money("employment_income"),
    }


def answer_rides(case: Case) -> dict[str, Any]:
    """Answer the questions of Harris County's rides."""
    told = Answers(case.shared)
    answers = {
        "county": COUNTIES[told.take("county_str")],
        "age": int(told.take("age", default=USUAL_AGE)),
        "disabled": told.take("is_disabled", default=False),
        "fares": told.money("pre_subsidy_transportation_expense"),
    }
    told.check_empty()
    return answers


def _is_about_the_credit(case: Case) -> bool:
    return "/wftc/" in case.file


CASH_AID = Programme(
    "sf-caap",
    "cash-aid",
    "cases_sf_caap",
    119,
    answer_cash_aid,
    {
        "ca_sf_caap": "grant",
        "ca_sf_caap_age_eligible": "age_eligible",
        "ca_sf_caap_budget_unit_size": "budget_size",
        "ca_sf_caap_countable_income": "countable_income",
        "ca_sf_caap_earned_income_disregard": "disregard",
        "ca_sf_caap_eligible": "eligible",
        "ca_sf_caap_eligible_person": "is_aided",
        "ca_sf_caap_immigration_status_eligible": "status_eligible",
        "ca_sf_caap_income_eligible": "income_eligible",
        "ca_sf_caap_income_in_kind": "in_kind",
        "ca_sf_caap_max_grant": "largest_grant",
        "ca_sf_caap_net_earned_income": "net_earned",
        "ca_sf_caap_personal_property_eligible": "property_eligible",
        "ca_sf_caap_vehicle_eligible": "vehicle_eligible",
        "in_san_francisco": "in_san_francisco",
    },
    covers=lambda case: not _is_about_the_credit(case),
)
CREDIT = Programme(
    "sf-caap",
    "working-families-credit",
    "cases_sf_caap",
    3,
    answer_credit,
    {"ca_sf_wftc": "credit"},
    covers=_is_about_the_credit,
)
TAX_RELIEF = Programme(
    "denver",
    "property-tax-relief",
    "cases_denver",
    24,
    answer_tax_relief,
    {
        "co_denver_homeowner_property_tax_relief": "homeowner_relief",
        "co_denver_property_tax_relief": "relief",
        "co_denver_property_tax_relief_homeowner_eligible": "homeowner_eligible",
        "co_denver_property_tax_relief_income": "income",
        "co_denver_property_tax_relief_renter_eligible": "renter_eligible",
        "co_denver_renter_property_tax_relief": "renter_relief",
        "has_co_denver_dhs_elderly_disabled": "elderly_or_disabled",
        "is_co_denver_dhs_elderly": "is_elderly",
    },
)
RIDES = Programme(
    "harris",
    "rides",
    "cases_harris",
    11,
    answer_rides,
    {
        "in_harris_county_tx": "in_county",
        "tx_harris_rides_eligible": "eligible",
        "tx_harris_rides_subsidy": "subsidy",
    },
)
