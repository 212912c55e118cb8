"""A decision table goes out as DMN 1.3 and comes back the same; a hostile or odd document is refused."""

from decimal import Decimal

import pytest
from lxml import etree

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.table_reading import read_table
from sportello.packs import dmn

TYPES = {"share": feel.NUMBER, "tenure": feel.choice("rent", "own"), "size": feel.INTEGER}
TABLES = {
    "F": 'share,tenure,|F,outcome,reason,# law\n<= 0.8,rent,|,approve,within,s. 3\n-,"not(rent, own)",|,deny,,\n',
    "C+": 'share * 2,|C+,points\n"[1..3), > 7",|,size + 1\nnull,|,2\n',
    "P": "size,|P deny refer,outcome\n< 3,|,refer\n? * 2 > 5,|,deny\n",
    "U": 'tenure,|,level\nrent,|,"""a, b & <c>"""\n"""own""",|,\n',
}
ODD = {
    "dmn.broken": b"<definitions>",
    "dmn.no_table": b"<definitions/>",
    "dmn.hit_policy": b'<d><decision><decisionTable hitPolicy="OUTPUT ORDER"/></decision></d>',
    "dmn.uneven": b"<d><decision><decisionTable><input/><rule/></decisionTable></decision></d>",
    "dmn.too_large": b" " * 1_000_001,
}


@pytest.mark.parametrize("policy", TABLES)
def test_a_table_written_as_dmn_and_read_back_is_the_same_table(policy):
    table = read_table("t", TABLES[policy], TYPES)
    name, text = dmn.read_dmn(dmn.render_dmn(table))
    back = read_table(name, text, TYPES)
    assert dmn.render_dmn(back) == dmn.render_dmn(table)
    assert (back.name, back.hit_policy, back.priority, back.outputs) == ("t", policy, table.priority, table.outputs)
    facts = {"share": Decimal("0.6"), "tenure": "rent", "size": 3}
    assert back.decide(facts) == table.decide(facts)


def test_what_other_tools_read_is_standard_feel():
    root = etree.fromstring(dmn.render_dmn(read_table("t", TABLES["F"], TYPES)))
    texts = [each.text for each in root.findall(".//{*}rule//{*}text")]
    assert texts == [
        "<= 0.8",
        '"rent"',
        '"approve"',
        '"within"',
        "s. 3",
        "-",
        'not("rent", "own")',
        '"deny"',
        "null",
        None,
    ]


def test_an_empty_cell_of_another_tool_means_any():
    document = dmn.render_dmn(read_table("t", TABLES["F"], TYPES)).replace(b"&lt;= 0.8", b"")
    _, text = dmn.read_dmn(document)
    assert text.splitlines()[1].startswith("-,")


@pytest.mark.parametrize("code", ODD)
def test_an_odd_document_is_refused(code):
    with pytest.raises(Refused) as refused:
        dmn.read_dmn(ODD[code])
    assert refused.value.code == code


def test_entities_are_not_followed():
    hostile = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
    with pytest.raises(Refused) as refused:
        dmn.read_dmn(hostile)
    assert refused.value.code == "dmn.broken"
