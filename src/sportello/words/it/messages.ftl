# Messaggi ai residenti che non riguardano una pratica.

notice-acting-for = La informiamo perché agisce per { $name }.
notice-mandate-proposed-giver-subject = Vuole che qualcuno agisca per lei
notice-mandate-proposed-giver-body =
    È stato creato un codice con cui qualcuno potrà agire per lei presso { $city }, quando lo accetterà. Vale fino a { $until }.

    Se non è stata una sua richiesta, la annulli in «Agire per altri» nella sua cartella: { $link }
notice-mandate-proposed-holder-subject = Vuole agire per qualcuno
notice-mandate-proposed-holder-body =
    È stato creato un codice con cui qualcuno potrà lasciarla agire per suo conto presso { $city }. Vale fino a { $until }.

    Se non è stata una sua richiesta, la annulli in «Agire per altri» nella sua cartella: { $link }
notice-mandate-accepted-giver-subject = { $name } ora può agire per lei
notice-mandate-accepted-giver-body =
    Lei e { $name } siete d'accordo: { $name } può agire per lei presso { $city }. Tutto ciò che viene fatto così è annotato con entrambi i nomi, e lei lo vede nella sua cartella.

    Può porvi fine in ogni momento in «Agire per altri»: { $link }
notice-mandate-accepted-holder-subject = Ora può agire per { $name }
notice-mandate-accepted-holder-body =
    Lei e { $name } siete d'accordo: lei può agire per { $name } presso { $city }. Tutto ciò che fa così è annotato con entrambi i nomi.

    Cominci in «Agire per altri» nella sua cartella: { $link }
notice-mandate-asked-giver-subject = { $name } sta per agire per lei secondo il registro
notice-mandate-asked-giver-body =
    A un ufficio di { $city } è stato chiesto di iscrivere che { $name } agisce per lei, come genitore o come rappresentante. Una seconda persona lo controlla prima che valga.

    Se non è giusto, avvisi subito l'ufficio. Ciò che è iscritto si trova in «Agire per altri»: { $link }
notice-mandate-registered-giver-subject = { $name } ora agisce per lei secondo il registro
notice-mandate-registered-giver-body =
    { $city } ha iscritto che { $name } agisce per lei, come genitore o come rappresentante. Tutto ciò che viene fatto così è annotato con entrambi i nomi, e lei lo vede nella sua cartella.

    Se non è giusto, avvisi subito l'ufficio. Ciò che è iscritto si trova in «Agire per altri»: { $link }
notice-mandate-registered-holder-subject = Ora può agire per { $name }
notice-mandate-registered-holder-body =
    { $city } ha iscritto che lei agisce per { $name }. Tutto ciò che fa così è annotato con entrambi i nomi.

    Cominci in «Agire per altri» nella sua cartella: { $link }
notice-mandate-revoked-giver-subject = { $name } non agisce più per lei
notice-mandate-revoked-giver-body =
    È finito il mandato con cui { $name } agiva per lei presso { $city }. Da ora { $name } non può fare nulla per lei; ciò che è stato inviato resta.

    Veda chi agisce per lei in «Agire per altri» nella sua cartella: { $link }
notice-mandate-revoked-holder-subject = Non agisce più per { $name }
notice-mandate-revoked-holder-body =
    È finito il mandato con cui agiva per { $name } presso { $city }. Da ora non può fare nulla per { $name }; ciò che è stato inviato resta.

    Veda per chi agisce in «Agire per altri» nella sua cartella: { $link }
message-short = { $city }: { $subject }. Da leggere: { $link } Non è per lei?
message-foot =
    --
    { $city }
    Non è per lei? Lo dica qui, e a questo indirizzo non arriverà più nulla: { $link }
account-text-reminder-subject = { $city }: un messaggio la aspetta
account-text-reminder-body =
    Un messaggio di { $city } è nella sua cartella e non è stato aperto.

    Lo legga qui: { $link }
account-text-reminder-short = { $city }: un messaggio nella sua cartella non è stato aperto. { $link }
preferences-title = Come la avvisa la città
preferences-text = Ogni messaggio è subito nella sua cartella. Scelga come vuole saperlo inoltre. Codici e avvisi sul suo account arrivano a tutti i suoi recapiti a qualsiasi ora.
preferences-way = Come vuole essere avvisato?
preferences-way-none = Come conviene: sui suoi dispositivi, altrimenti per e-mail, altrimenti per SMS
preferences-way-email = Per e-mail
preferences-way-phone = Per SMS
preferences-way-push = Sui miei dispositivi, con un avviso
preferences-way-letter = Per lettera, dove il registro dice che abita
preferences-way-page = Solo qui, nella cartella
preferences-ways-hint = Per avere più possibilità, aggiunga al suo account un indirizzo e-mail o un numero di telefono.
preferences-language = In quale lingua?
preferences-quiet = Quando non deve suonare nulla?
preferences-quiet-hint = Ciò che non è urgente aspetta la fine di queste ore. Sono le ore degli orologi della città.
preferences-quiet-from = Dalle
preferences-quiet-to = Alle
preferences-quiet-none = nessuna ora di silenzio
preferences-save = Salva
preferences-saved = Salvato. Vale dal prossimo messaggio.
preferences-silenced-email = I messaggi al suo indirizzo e-mail sono tornati indietro, o qualcuno ha detto di non essere lei. Controlli l'indirizzo e lo confermi di nuovo nel suo account.
preferences-silenced-phone = I messaggi al suo telefono non sono arrivati, o qualcuno ha detto di non essere lei. Controlli il numero e lo confermi di nuovo nel suo account.
preferences-account = Vada al suo account
preference-language = La città non scrive in questa lingua. Nulla è stato cambiato.
preference-no-way = Non possiamo ancora avvisarla così. Aggiunga prima un indirizzo o un numero al suo account, o scelga un altro modo. Nulla è stato cambiato.
desk-did-preferences-changed = Un residente ha cambiato come viene avvisato
desk-did-message-available = Un messaggio è nella cartella
desk-did-message-reminded = Ricordato un messaggio che nessuno ha aperto
desk-did-message-returned = Un messaggio è tornato indietro
message-state-sent = { $by ->
        [letter] Inviato per lettera { $at }.
        [phone] Inviato per SMS { $at }.
        [push] Avviso inviato su un dispositivo { $at }.
       *[email] Inviato per e-mail { $at }.
    }
message-state-waits = { $by ->
        [letter] Non ancora spedito per lettera.
        [phone] Non ancora inviato per SMS.
        [push] Avviso non ancora inviato su un dispositivo.
       *[email] Non ancora inviato per e-mail.
    }
message-state-returned = { $by ->
        [letter] Tornato indietro { $at }: non siamo riusciti a raggiungerla per lettera.
        [phone] Tornato indietro { $at }: non siamo riusciti a raggiungerla per SMS.
        [push] Tornato indietro { $at }: non siamo riusciti a raggiungerla su un dispositivo.
       *[email] Tornato indietro { $at }: non siamo riusciti a raggiungerla per e-mail.
    }
message-state-failed = { $by ->
        [letter] Tornato indietro: per lettera non è arrivato a nessuno. È qui.
        [phone] Tornato indietro: per SMS non è arrivato a nessuno. È qui.
        [push] Tornato indietro: su nessun dispositivo è arrivato a qualcuno. È qui.
       *[email] Tornato indietro: per e-mail non è arrivato a nessuno. È qui.
    }
message-state-delivered = Consegnato nella casella { $at }.
message-no-link = Questo link non è nostro o non è completo. Lo apra di nuovo dal messaggio.
not-me-title = Questo messaggio non è per lei?
not-me-text = Forse qualcuno ha scritto male il suo indirizzo, o aveva questo prima di lei. Lo dica, e non le arriverà più nulla su questo. Non serve accedere. Per accedere con un codice a questo indirizzo servirà poi anche il numero dell’account.
not-me-yes = Non è per me
not-me-done-title = Grazie. A questo indirizzo non arriverà più nulla.
not-me-done-text = La città sa di avere un indirizzo sbagliato. Cancelli il messaggio, per favore.
desk-did-contact-taken-back = Un indirizzo è stato ripreso con il numero del suo account
desk-did-contact-denied = Qualcuno ha detto che un messaggio non era per lui
letters-list-title = Lettere del { $day }
letters-number = N.
letters-to = A
batch-not-found = Questo gruppo di lettere non esiste.
web-look-post = per spedirle una lettera
desk-letters = Lettere da spedire
desk-letters-text = I messaggi a chi preferisce la carta, o non è raggiungibile altrimenti, sono raccolti qui ogni mattina. Stampi un gruppo, lo spedisca e lo segni come spedito. Chi stampa può leggere le lettere: le loro pratiche lo mostrano.
desk-letters-none = Nessuna lettera da spedire.
desk-letters-batch = { $count ->
        [one] Una lettera, raccolta { $on }
       *[other] { $count } lettere, raccolte { $on }
    }
desk-letters-waits = Non ancora spedite
desk-letters-posted = Spedite { $at }
desk-letters-print = Scarichi per stampare
desk-letters-mark = Segna come spedite
desk-done-letters-posted = Segnato come spedito.
desk-did-letters-gathered = Lettere raccolte
desk-did-letters-printed = Lettere stampate
desk-did-letters-posted = Lettere spedite
desk-letters-coded = Lettere con un codice
desk-letters-coded-text = Con questa qualcuno dimostra dove abita. Vanno a parte dalle lettere qui sopra: stampi ognuna, la metta nella sua busta e la segni come spedita lo stesso giorno. Chi ha aperto l'account non la stampa, solo chi l'ha stampata la ristampa, e una volta spedita non si può più aprire.
desk-letters-coded-to = Lettera a { $number }
desk-letters-coded-printed = Stampata { $at }
desk-letters-coded-colleague = La stampa un collega.
desk-letters-coded-one = Scarichi la lettera a { $number }
letter-not-found = Questa lettera non esiste, o il suo codice è scaduto.
letter-printed = Un collega ha stampato questa lettera. Solo lui la ristampa; non è cambiato nulla.
letter-posted = Questa lettera è spedita e non se ne conserva nulla. Ne chieda un'altra se non arriva.
letter-not-printed = Questa lettera non è ancora stata stampata. Non è cambiato nulla.
