"""Money in a city on show: bills of residents, some paid at the counter or by transfer, and something to look into."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sportello.actions import accounts, city, live
from sportello.actions.money import bills, books, giving_back, statements, till
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.store.accounts import Account
from sportello.store.money import Bill

WASTE_FEE = {"en": "Waste fee", "es": "Tasa de basuras", "it": "Tassa sui rifiuti"}
YEAR, PART = Decimal("148.00"), Decimal("37.00")
STATEMENT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Id>DEMO-1</Id><CreDtTm>{day}T06:00:00Z</CreDtTm><Acct><Id><IBAN>{iban}</IBAN></Id><Ccy>{currency}</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{closing}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>
{entries}</Stmt></BkToCstmrStmt></Document>"""
ENTRY = """<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>{id}</AcctSvcrRef><BkTxCd/><NtryDtls><TxDtls><RltdPties><Dbtr>
<Nm>{payer}</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf>
<Ref>{reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def add() -> None:
    """Send each resident the year's waste fee, in four instalments; let some pay, and give cashiers something to do."""
    fees = _send_bills()
    cashiers = [accounts.actor_of(row, "desk") for row in _list_cashiers()]
    if len(cashiers) < 2:  # this pack has no till
        return
    cashier, colleague = cashiers[:2]
    till.take(fees[1], PART, "cash", city.new_id(), by=cashier)
    till.take(fees[2], PART, "card", city.new_id(), by=cashier)
    till.take(fees[4], PART, "cash", city.new_id(), by=colleague)
    till.close(PART - 1, "Counted twice.", by=colleague)  # a dollar is missing
    _take_statement(fees[3], by=cashier)
    till.take(fees[5], YEAR, "card", city.new_id(), by=cashier)
    giving_back.ask(fees[5], Decimal("111.00"), "card", "Moved away in March.", by=cashier)


def _send_bills() -> list[UUID]:
    first = live.today() + timedelta(days=20)
    terms = books.Terms("waste", WASTE_FEE, YEAR, live.profile().currency, first, 4)
    rows = Account.objects.filter(login__startswith="resident.", party__isnull=False).order_by("login")
    return [bills.open(terms, party=row.party_id, by=actors.system("register")) for row in rows if row.party_id]


def _take_statement(paid: UUID, *, by: Actor) -> None:
    """Take in a statement with a transfer that names its bill, one that names none, and a charge of the bank's."""
    iban = live.profile().money.get("iban")
    if iban is None:
        return
    of = {"currency": live.profile().currency, "day": live.today().isoformat()}
    moved = (
        (PART, "CRDT", Bill.objects.get(id=paid).reference, "R. Vega"),
        (PART, "CRDT", "waste fee", "Family Vega"),
        (Decimal("4.50"), "DBIT", "", ""),
    )
    entries = "".join(
        ENTRY.format(amount=amount, way=way, reference=reference, payer=payer, id=f"DEMO-1-{number}", **of)
        for number, (amount, way, reference, payer) in enumerate(moved, 1)
    )
    closing = 1000 + 2 * PART - Decimal("4.50")
    statement = STATEMENT.format(iban=iban, closing=closing, entries=entries, **of)
    statements.take(statement.encode(), by=by)


def _list_cashiers() -> list[Account]:
    return list(Account.objects.filter(memberships__role=Role.CASHIER).order_by("login"))
