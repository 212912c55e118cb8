# Lettere: stampate insieme, e riportate dalla posta.

letters-reference = Riferimento
letters-again = Stampato { $times } volte. Fai attenzione che nessuno ne riceva due.
letters-left-out = { $count ->
        [one] Qui manca una lettera: nessun carattere del Comune ha un suo segno. Aspetta in «Lettere da spedire».
       *[other] Qui mancano { $count } lettere: nessun carattere del Comune ha un loro segno. Aspettano in «Lettere da spedire».
    }
batch-not-printed = Questo gruppo non è ancora stato stampato. Non è cambiato nulla.
letter-none-waits = Non c'è nessuna lettera che tu possa stampare: le ha una collega o un collega, oppure le hai chieste tu.
letter-unshown = Nessun carattere del Comune ha un segno di questa lettera, quindi non si può ancora stampare. Chi gestisce il sito può aggiungere un carattere; poi stampala.
letter-came-back = Una lettera spedita dove il registro dice che abiti è tornata indietro, quindi lì non spediamo codici. Se l'indirizzo è giusto, confermalo in «Come ti avvisa il Comune»; oppure vieni a uno sportello con un documento d'identità.
letter-return-day = Indica un giorno tra quello della spedizione e oggi.
letter-why-missing = Indica perché è tornata.

letter-why-moved = persona trasferita
letter-why-unknown = persona sconosciuta all'indirizzo
letter-why-refused = non accettata
letter-why-unclaimed = non ritirata alla posta
message-state-returned-why = Questa lettera è tornata indietro { $at }: { $why }.
message-returned-counts = Il messaggio conta da quando è nel tuo fascicolo. Che la lettera sia tornata non sposta nessuna scadenza.
message-state-told = Hai ricevuto questo avviso in altro modo.

preferences-silenced-letter = Una lettera spedita dove il registro dice che abiti è tornata indietro, quindi non ne spediamo altre. Il registro ha un indirizzo sbagliato? Segnala l'errore nei tuoi dati.
preferences-home-confirm = L'indirizzo è giusto: scrivetemi di nuovo lì
preferences-home-confirmed = Le lettere vanno di nuovo al tuo indirizzo.

desk-letters-printed = { $times ->
        [one] Stampato { $at }
       *[other] Stampato { $times } volte, l'ultima { $at }
    }
desk-letters-unprinted = Non ancora stampato
desk-letters-print-again = Scarica per ristampare
desk-letters-open = Le lettere una per una
desk-letters-one-again = Ristampa questa
desk-letters-one-by-one-text = Una si è rovinata? Ristampala da sola. Se tutto il gruppo è perso, ristampalo: il suo elenco lo dice.
desk-letters-two-sided = Stampa fronte e retro: ogni lettera comincia su un foglio proprio.
desk-letters-coded-together = { $count ->
        [one] Stampa quella in attesa
       *[other] Stampa insieme le { $count } in attesa
    }
desk-letters-coded-batch = { $count ->
        [one] Una lettera con un codice, stampata { $on }
       *[other] { $count } lettere con un codice, stampate { $on }
    }
desk-letters-coded-returned = Tornata { $at }

desk-returned = Una lettera è tornata
desk-returned-text = Il riferimento è nella finestra della busta, sopra il nome. Si trovano solo le lettere segnate come spedite.
desk-returned-what = Riferimento della lettera o della sua pratica, numero dell'account, e-mail o telefono
desk-returned-found = Lettere spedite
desk-returned-letter = Lettera { $reference }
desk-returned-coded = con un codice
desk-returned-to = all'account { $number }
desk-returned-why = Perché è tornata?
desk-returned-why-moved = Trasferito
desk-returned-why-unknown = Sconosciuto: nessuno con quel nome, o l'indirizzo non esiste
desk-returned-why-refused = Rifiutata: non accettata
desk-returned-why-unclaimed = Non ritirata alla posta in tempo
desk-returned-on = Quando è tornata?
desk-returned-note = Annota che è tornata
desk-returned-effect = Il messaggio va per la prossima via che c'è, e nel fascicolo risulta che è tornato. Non cambia da quando conta: da quando è nel fascicolo. A meno che soltanto non sia stata ritirata, nient'altro va a questo indirizzo finché non è confermato o il registro ne ha un altro.
desk-returned-effect-code = Il suo codice non vale più da subito. A meno che soltanto non sia stata ritirata, nient'altro va a questo indirizzo finché non è confermato o il registro ne ha un altro.
desk-done-returned = È annotato che la lettera è tornata.
desk-unreached = Senza nessuna via
desk-unreached-text = Le lettere a queste persone sono tornate, e non c'è altra via. Scopri come raggiungerle; il loro account dice che cosa puoi fare.
desk-unreached-one = { $count ->
        [one] Un messaggio
       *[other] { $count } messaggi
    }
desk-unreached-open = Cerca { $number }
desk-address = Le lettere non arrivano
desk-address-text = Una lettera dove il registro dice che abita è tornata indietro ({ $why }). Se la persona dice che l'indirizzo è giusto, confermalo: ciò che non è arrivato parte di nuovo. Se ormai lo sa, per telefono o qui, indicalo. Un indirizzo nuovo va nel registro.
desk-address-confirm = L'indirizzo è giusto
desk-address-told = È stata avvisata in altro modo
desk-done-home-confirmed = Le lettere vanno di nuovo a questo indirizzo.
desk-done-told = È annotato che è stata avvisata.
desk-did-letter-returned = Una lettera con un codice è tornata
desk-did-message-told = Qualcuno è stato avvisato in altro modo di un messaggio non arrivato
desk-did-account-home-confirmed = È stato confermato un indirizzo per le lettere

notice-code-returned-subject = La lettera con il tuo codice è tornata
notice-code-returned-body =
    Il { $on } la posta ha riportato la lettera { $reference } con un codice per il tuo account di { $city }. Il suo codice non vale più.

    Guarda in «Come ti avvisa il Comune» se l'indirizzo è giusto, e chiedi un'altra lettera; oppure vieni a uno sportello con un documento d'identità: { $link }
