# Denaro: bollette, pagamenti, rimborsi.

money-bills = Importi e pagamenti
money-no-bills = Non deve nulla alla città.
money-state-due = da pagare
money-state-late = scaduto
money-state-settled = saldato
money-state-cancelled = annullato
money-due = scade il { $on }
money-to-pay = Da pagare: { $amount } entro il { $on }
money-instalment = Rata { $number } di { $count }
money-pay = Pagare con carta
money-other-ways = Oppure paghi con bonifico usando questo riferimento, o a uno sportello. Un bonifico può impiegare due giorni lavorativi per apparire qui.
money-reference = Riferimento per il bonifico
money-settled-text = Non è più dovuto nulla.
money-cancelled-text = Questo importo è stato annullato. Non deve pagarlo.
money-overpaid = Sono arrivati { $amount } in più del dovuto. Li riceve indietro nello stesso modo in cui ha pagato.
money-what-moved = Che cosa è successo
money-plan = Rate
money-case = La domanda a cui appartiene
money-receipt = Ricevuta
money-moved-opened = Importo
money-moved-paid = Pagato
money-moved-refunded = Rimborsato
money-moved-refund-failed = Non si è potuto rimborsare
money-moved-cancelled = Annullato
money-moved-disputed = Ripreso dalla Sua banca
money-moved-dispute-won = Contestazione della banca finita: il pagamento vale
money-moved-dispute-lost = Contestazione della banca finita: di nuovo dovuto
money-place-cash = contanti
money-place-card = carta allo sportello
money-place-bank = bonifico
money-place-stripe = carta, in linea
money-going = Avanti alla pagina di pagamento
money-going-text = Si paga sulla pagina del fornitore di pagamenti della città. La Sua domanda e tutto ciò che ha dato prima sono conservati, qualunque cosa accada lì.
money-going-on = Avanti
money-back-paid = Il Suo pagamento è arrivato.
money-back-later = Grazie. Il pagamento è in arrivo; apparirà qui entro pochi minuti. Non paghi di nuovo.
bill-sign-in = Acceda per vedere i Suoi importi. Quello di una domanda è anche sulla pagina della domanda.
bill-not-found = Questo importo non esiste, o non è Suo. Nulla è stato addebitato.
money-amount = Questo importo ({ $amount } { $currency }) non va bene: deve essere maggiore di zero e non più preciso della valuta. Nulla è stato cambiato.
money-currency = «{ $currency }» non è una valuta (tre maiuscole). Nulla è stato cambiato.
money-instalments = Un importo si paga in 1 a { $most } rate. Nulla è stato cambiato.
money-nothing-due = Non è più dovuto nulla. Nulla è stato addebitato.
money-refund = { $amount } non si possono rimborsare: ci sono { $most }. Nulla è stato cambiato.
money-no-dispute = Non c'è una contestazione aperta per questo importo. Nulla è stato cambiato.
payment-unavailable = Il fornitore di pagamenti ora non risponde. Nulla è stato addebitato e la Sua domanda è conservata. Riprovi tra qualche minuto, o paghi con bonifico.
payment-not-offered = Qui non si può pagare in linea. Paghi con bonifico o a uno sportello.
payment-unknown = Il fornitore di pagamenti non conosce questo pagamento. Nulla è stato addebitato. Ricominci.
payment-refused = Il fornitore di pagamenti ha rifiutato ({ $reason }). Nulla è stato cambiato.
payment-forged = Questo messaggio non viene dal fornitore di pagamenti. Nulla è stato cambiato.
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
payment-reference = Questo riferimento di pagamento non è giusto: comincia con RF e ha due cifre di controllo. Lo controlli.
money-ways = Pagare con bonifico indicando questo riferimento, o a uno sportello. Un bonifico può impiegare due giorni lavorativi per comparire qui.
money-holder = Conto di
money-see-bill = Vedi la fattura
money-moved-revised = Importo modificato
money-receipt-title = Ricevuta { $number }
money-received = Ricevuto
money-given-back = Restituito
money-for = Per
money-when = Quando
money-left = Ancora da pagare
money-print = Stampi questa pagina o la conservi: resta nella sua cartella.
notice-bill-due-subject = { $amount } scade il { $on }
notice-bill-due-body =
    { $amount } scade il { $on } su una fattura di { $city }. Paghi online, con bonifico indicando il riferimento { $reference } o a uno sportello:
    { $address }
    Se ha già pagato, non deve fare nulla.
notice-bill-overdue-subject = { $amount } è scaduto il { $on }
notice-bill-overdue-body =
    Non abbiamo ricevuto { $amount } scaduti il { $on } su una fattura di { $city }. Questo sollecito non costa nulla. Paghi online, con bonifico indicando il riferimento { $reference } o a uno sportello:
    { $address }
    Se ora non può pagare, venga a uno sportello o ci scriva. Se ha pagato negli ultimi giorni, non deve fare nulla.
notice-bill-refunded-subject = Le vengono restituiti { $amount }
notice-bill-refunded-body =
    { $city } le restituisce { $amount } nel modo in cui ha pagato. Il motivo: { $why }
    { $address }
