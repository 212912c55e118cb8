# Perché una risposta non è stata accettata. Di' che cosa serve e fai un esempio.

answer-missing = Rispondi a questa domanda.
answer-unknown = Questo servizio non chiede «{ $question }». Toglilo e invia di nuovo.
answer-wrong-type =
    Questa risposta non ha la forma giusta. Scrivi { $expected ->
        [number] un numero
       *[text] un testo
        [date] una data, per esempio 2020-12-31
        [yes_no] sì o no
        [option] una delle opzioni
        [options] un elenco di opzioni
        [address] un indirizzo
        [point] un punto sulla mappa (longitudine e latitudine)
        [person] il nome di una persona
        [files] un elenco di file
        [rows] un elenco di voci
    }.
answer-number-unclear = Non riesco a leggerlo come numero. Scrivilo così: { $example }
answer-not-whole = Scrivi un numero intero, senza decimali.
answer-too-small = Deve essere almeno { $min }.
answer-too-large = Non può superare { $max }.
answer-too-precise =
    { $scale ->
        [one] Usa al massimo { $scale } decimale.
       *[other] Usa al massimo { $scale } decimali.
    }
answer-date-unclear = Non riesco a leggerla come data. Scrivi giorno, mese e anno con quattro cifre, come { $short } o { $example }.
answer-date-invalid = Questa non è una data. Scrivila come anno-mese-giorno, per esempio 2020-12-31.
answer-too-early = La data deve essere il { $min } o successiva.
answer-too-late = La data deve essere il { $max } o precedente.
answer-yes-no-unclear = Rispondi sì o no.
answer-choice-unclear = Non ho capito quale intendi. Scegli tra: { $options }.
answer-choice-unknown = Questa non è una delle opzioni: { $options }.
answer-too-few =
    { $min ->
        [one] Indicane almeno uno.
       *[other] Indicane almeno { $min }.
    }
answer-too-many =
    { $max ->
        [one] Indicane al massimo uno.
       *[other] Indicane al massimo { $max }.
    }
answer-too-long = È troppo lungo: { $length } caratteri. Usane al massimo { $max }.
answer-control-characters = Il testo contiene caratteri che non si possono mostrare. Scrivilo di nuovo.
answer-phone-invalid = Non è un numero di telefono completo. Scrivilo come { $example }, o con + e il prefisso del paese.
answer-email-invalid = Non è un indirizzo e-mail completo. Scrivilo come nome@example.com.
answer-iban-invalid = Questo IBAN non è corretto: manca un carattere o c'è un errore. Copialo dall'estratto conto o dalla banca.
answer-postcode-invalid = Non è un codice postale. Controllalo.
answer-place-unknown = Non conosco questo luogo. Scegli tra: { $places }.
answer-point-invalid = Non è un punto della mappa. Indica latitudine e longitudine, come (32.77, -96.79).
answer-address-fixed = Questo servizio richiede un indirizzo. Indica via, numero e codice postale.
answer-part-missing =
    Aggiungi { $part ->
        [line] la via e il numero civico
        [postcode] il codice postale
        [place] il quartiere o il distretto
        [given_name] il nome
        [family_name] il cognome
        [birth_date] la data di nascita
       *[other] una parte della risposta
    }.
answer-part-unknown = Questa risposta non ha una parte chiamata «{ $part }». Toglila.
answer-row-unknown = Questa voce non esiste. Scegline una dall'elenco.
application-invalid =
    { $count ->
        [one] C'è una risposta da rivedere. Le altre sono salvate.
       *[other] Ci sono { $count } risposte da rivedere. Le altre sono salvate.
    }
part-line = Via e numero civico
part-line-or-none = Via e numero civico, oppure «senza fissa dimora»
part-postcode = Codice postale
part-place = Quartiere o distretto
part-point = Punto sulla mappa
part-given-name = Nome
part-family-name = Cognome
part-birth-date = Data di nascita
