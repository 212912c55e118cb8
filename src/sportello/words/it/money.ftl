# Denaro: bollette, pagamenti, rimborsi.

money-bills = Importi e pagamenti
money-no-bills = Non devi nulla al Comune.
money-state-due = da pagare
money-state-late = scaduto
money-state-settled = saldato
money-state-cancelled = annullato
money-due = scade il { $on }
money-to-pay = Da pagare: { $amount } entro il { $on }
money-instalment = Rata { $number } di { $count }
money-pay = Paga con carta
money-other-ways = Oppure paga con bonifico usando questo riferimento, o a uno sportello. Un bonifico può impiegare due giorni lavorativi per comparire qui.
money-reference = Riferimento per il bonifico
money-settled-text = Non è più dovuto nulla.
money-cancelled-text = Questo importo è stato annullato. Non devi pagarlo.
money-overpaid = Sono arrivati { $amount } in più del dovuto. Li ricevi indietro nello stesso modo in cui hai pagato.
money-what-moved = Che cosa è successo
money-plan = Rate
money-case = La domanda a cui appartiene
money-receipt = Ricevuta
money-moved-opened = Importo
money-moved-paid = Pagato
money-moved-refunded = Rimborsato
money-moved-refund-failed = Non si è potuto rimborsare
money-moved-cancelled = Annullato
money-moved-disputed = Ripreso dalla tua banca
money-moved-dispute-won = Contestazione della banca finita: il pagamento vale
money-moved-dispute-lost = Contestazione della banca finita: di nuovo dovuto
money-place-cash = contanti
money-place-card = carta allo sportello
money-place-bank = bonifico
money-place-stripe = carta, online
money-going = Vai alla pagina di pagamento
money-going-text = Si paga sulla pagina di chi gestisce i pagamenti per il Comune. La tua domanda e tutto ciò che hai dato prima sono conservati, qualunque cosa accada lì.
money-going-on = Continua
money-back-paid = Il tuo pagamento è arrivato.
money-back-later = Grazie. Il pagamento è in arrivo; comparirà qui entro pochi minuti. Non pagare di nuovo.
bill-sign-in = Accedi per vedere i tuoi importi. Quello di una domanda è anche sulla pagina della domanda.
bill-not-found = Questo importo non esiste, o non è tuo. Non è stato addebitato nulla.
money-amount = Questo importo ({ $amount } { $currency }) non va bene: deve essere maggiore di zero e non più preciso della valuta. Non è cambiato nulla.
money-currency = «{ $currency }» non è una valuta (tre maiuscole). Non è cambiato nulla.
money-instalments = Un importo si paga in 1 a { $most } rate. Non è cambiato nulla.
money-nothing-due = Non è più dovuto nulla. Non è stato addebitato nulla.
money-refund = { $amount } non si possono rimborsare: ci sono { $most }. Non è cambiato nulla.
money-no-dispute = Non c'è una contestazione aperta per questo importo. Non è cambiato nulla.
payment-unavailable = In questo momento non si può pagare con carta: chi gestisce i pagamenti non risponde. Non è stato addebitato nulla e la tua domanda è conservata. Riprova tra qualche minuto, o paga con bonifico.
payment-not-offered = Qui non si può pagare online. Paga con bonifico o a uno sportello.
payment-unknown = Chi gestisce i pagamenti non conosce questo pagamento. Non è stato addebitato nulla. Ricomincia.
payment-refused = Chi gestisce i pagamenti ha rifiutato ({ $reason }). Non è cambiato nulla.
payment-forged = Questo messaggio non viene da chi gestisce i pagamenti. Non è cambiato nulla.
difference-not-found = Questa differenza non esiste, o qualcuno l'ha già chiarita.
desk-did-bill-opened = Importo richiesto
desk-did-bill-paid = Pagamento ricevuto
desk-did-bill-refunded = Denaro rimborsato
desk-did-bill-refund-failed = Non si è potuto rimborsare
desk-did-bill-cancelled = Importo annullato
desk-did-bill-disputed = Pagamento ripreso dalla banca
desk-did-bill-dispute-won = Contestazione vinta
desk-did-bill-dispute-lost = Contestazione persa
desk-did-difference-ended = Differenza di pagamenti chiarita
payment-reference = Questo riferimento di pagamento non è giusto: comincia con RF e ha due cifre di controllo. Controllalo.
money-ways = Paga con bonifico indicando questo riferimento, o a uno sportello. Un bonifico può impiegare due giorni lavorativi per comparire qui.
money-holder = Conto di
money-see-bill = Vedi la fattura
money-moved-revised = Importo modificato
money-receipt-title = Ricevuta { $number }
money-received = Ricevuto
money-given-back = Restituito
money-for = Per
money-when = Quando
money-left = Ancora da pagare
money-print = Stampa questa pagina o conservala: resta anche nel tuo fascicolo.
notice-bill-due-subject = { $amount } scade il { $on }
notice-bill-due-body =
    Il { $on } scade un importo di { $amount } dovuto a { $city }. Paga online, con bonifico indicando il riferimento { $reference } o a uno sportello:
    { $address }
    Se hai già pagato, non devi fare nulla.
notice-bill-overdue-subject = { $amount } è scaduto il { $on }
notice-bill-overdue-body =
    Non abbiamo ricevuto { $amount } dovuti a { $city } e scaduti il { $on }. Questo sollecito non costa nulla. Paga online, con bonifico indicando il riferimento { $reference } o a uno sportello:
    { $address }
    Se ora non puoi pagare, vieni a uno sportello o scrivici. Se hai pagato negli ultimi giorni, non devi fare nulla.
notice-bill-refunded-subject = Ti vengono restituiti { $amount }
notice-bill-refunded-body =
    { $city } ti restituisce { $amount } nel modo in cui hai pagato. Il motivo: { $why }
    { $address }
