# Money: bills, paying, giving back.

money-bills = Bills and payments
money-no-bills = You owe the city nothing.
money-state-due = to pay
money-state-late = overdue
money-state-settled = settled
money-state-cancelled = cancelled
money-due = due { $on }
money-to-pay = To pay: { $amount } by { $on }
money-instalment = Instalment { $number } of { $count }
money-pay = Pay by card
money-other-ways = Or pay by bank transfer with this reference, or at a counter. It may take two working days until a transfer shows here.
money-reference = Reference for the transfer
money-settled-text = Nothing is owed any more.
money-cancelled-text = This bill was cancelled. You do not have to pay it.
money-overpaid = { $amount } more than was owed has arrived. You get it back the way you paid.
money-what-moved = What has happened
money-plan = Instalments
money-case = The application it belongs to
money-receipt = Receipt
money-moved-opened = Bill
money-moved-paid = Paid
money-moved-refunded = Given back
money-moved-refund-failed = Could not be given back
money-moved-cancelled = Cancelled
money-moved-disputed = Taken back by your bank
money-moved-dispute-won = Bank's objection ended: the payment stands
money-moved-dispute-lost = Bank's objection ended: owed again
money-place-cash = cash
money-place-card = card at a counter
money-place-bank = bank transfer
money-place-stripe = card, online
money-going = Go on to the payment page
money-going-text = You pay on the page of the city's payment provider. Your application and everything you gave before are kept, whatever happens there.
money-going-on = Go on
money-back-paid = Your payment has arrived.
money-back-later = Thank you. The payment is on its way; it shows here within a few minutes. Please do not pay again.
bill-sign-in = Sign in to see your bills. A bill that belongs to an application is on its page too.
bill-not-found = There is no such bill, or it is not yours. Nothing was charged.
money-amount = This amount ({ $amount } { $currency }) cannot be used: it must be more than zero and no more exact than the currency. Nothing was changed.
money-currency = “{ $currency }” is not a currency (three capital letters). Nothing was changed.
money-instalments = An amount can be paid in 1 to { $most } instalments. Nothing was changed.
money-nothing-due = Nothing is owed on this bill any more. Nothing was charged.
money-refund = { $amount } cannot be given back: there is { $most }. Nothing was changed.
money-no-dispute = There is no open dispute about this amount. Nothing was changed.
payment-unavailable = The payment provider does not answer just now. Nothing was charged, and your application is kept. Try again in a few minutes, or pay by transfer.
payment-not-offered = Paying online is not offered here. Pay by bank transfer or at a counter.
payment-unknown = The payment provider does not know this payment. Nothing was charged. Please begin again.
payment-refused = The payment provider refused ({ $reason }). Nothing was changed.
payment-forged = This message does not come from the payment provider. Nothing was changed.
difference-not-found = There is no such difference, or somebody has looked into it already.
desk-did-bill-opened = Bill sent
desk-did-bill-paid = Payment received
desk-did-bill-refunded = Money given back
desk-did-bill-refund-failed = Money could not be given back
desk-did-bill-cancelled = Bill cancelled
desk-did-bill-disputed = Payment taken back by the bank
desk-did-bill-dispute-won = Dispute won
desk-did-bill-dispute-lost = Dispute lost
desk-did-difference-ended = Difference of payments explained
payment-reference = This payment reference is not right: it begins with RF and has two check digits. Please check it.
money-ways = Pay by bank transfer with this reference, or at a counter. It may take two working days until a transfer shows here.
money-holder = Account of
money-see-bill = See the bill
money-moved-revised = Amount changed
money-receipt-title = Receipt { $number }
money-received = Received
money-given-back = Given back
money-for = For
money-when = When
money-left = Still owed
money-print = Print this page, or keep it: it stays in your folder.
notice-bill-due-subject = { $amount } is due on { $on }
notice-bill-due-body =
    { $amount } is due on { $on } on a bill of { $city }. Pay it online, by transfer with the reference { $reference }, or at a counter:
    { $address }
    If you have paid already, you need do nothing.
notice-bill-overdue-subject = { $amount } was due on { $on }
notice-bill-overdue-body =
    We have not received { $amount } that was due on { $on } on a bill of { $city }. This reminder costs nothing. Pay online, by transfer with the reference { $reference }, or at a counter:
    { $address }
    If you cannot pay now, come to a counter or write to us. If you have paid in the last days, you need do nothing.
notice-bill-refunded-subject = You get { $amount } back
notice-bill-refunded-body =
    { $city } gives { $amount } back to you, the way you paid. The reason: { $why }
    { $address }
