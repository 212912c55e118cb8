"""What is owed, paid and given back: amounts, a ledger that always balances, instalments, references of payment.

Knows no table, no payment provider and no clock.
"""
