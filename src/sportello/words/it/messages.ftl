# Messaggi ai residenti che non riguardano una pratica.

notice-acting-for = Ti scriviamo perché agisci per { $name }.
notice-mandate-proposed-giver-subject = Vuoi che qualcuno agisca per te
notice-mandate-proposed-giver-body =
    È stato creato un codice con cui qualcuno potrà agire per te presso { $city }, quando lo accetterà. Vale fino a { $until }.

    Se non l'hai chiesto tu, annulla tutto in «Agire per altri» nel tuo fascicolo: { $link }
notice-mandate-proposed-holder-subject = Vuoi agire per qualcuno
notice-mandate-proposed-holder-body =
    È stato creato un codice con cui potrai agire per qualcuno presso { $city }, quando lo accetterà. Vale fino a { $until }.

    Se non l'hai chiesto tu, annulla tutto in «Agire per altri» nel tuo fascicolo: { $link }
notice-corrected-subject = È stato corretto un dato che ti riguarda
notice-corrected-body =
    Ciò che { $city } sa di te è stato corretto dopo la segnalazione { $reference }. Lo hanno controllato due persone del Comune.

    Ciò che risulta ora si trova in «Che cosa il Comune sa di te» nel tuo fascicolo. Se non è giusto, avvisa l'ufficio: { $link }
notice-mandate-accepted-giver-subject = { $name } ora può agire per te
notice-mandate-accepted-giver-body =
    Tu e { $name } siete d'accordo: { $name } può agire per te presso { $city }. Tutto ciò che viene fatto così è annotato con entrambi i nomi, e lo vedi nel tuo fascicolo.

    Puoi chiudere la delega in ogni momento in «Agire per altri»: { $link }
notice-mandate-accepted-holder-subject = Ora puoi agire per { $name }
notice-mandate-accepted-holder-body =
    Tu e { $name } siete d'accordo: puoi agire per { $name } presso { $city }. Tutto ciò che fai così è annotato con entrambi i nomi.

    Comincia in «Agire per altri» nel tuo fascicolo: { $link }
notice-mandate-asked-giver-subject = { $name } sta per agire per { $giver } secondo il registro
notice-mandate-asked-giver-body =
    A un ufficio di { $city } è stato chiesto di iscrivere che { $name } agisce per { $giver }, come genitore o come rappresentante. Una seconda persona lo controlla prima che valga.

    Se non è giusto, avvisa subito l'ufficio. Ciò che è iscritto si trova in «Agire per altri»: { $link }
notice-mandate-registered-giver-subject = { $name } ora agisce per { $giver } secondo il registro
notice-mandate-registered-giver-body =
    { $city } ha iscritto che { $name } agisce per { $giver }, come genitore o come rappresentante. Tutto ciò che viene fatto così è annotato con entrambi i nomi, e tu lo vedi nel tuo fascicolo.

    Se non è giusto, avvisa subito l'ufficio. Ciò che è iscritto si trova in «Agire per altri»: { $link }
notice-mandate-registered-holder-subject = Ora puoi agire per { $name }
notice-mandate-registered-holder-body =
    { $city } ha iscritto che agisci per { $name }. Tutto ciò che fai così è annotato con entrambi i nomi.

    Comincia in «Agire per altri» nel tuo fascicolo: { $link }
notice-mandate-revoked-giver-subject = { $name } non agisce più per te
notice-mandate-revoked-giver-body =
    È finita la delega con cui { $name } agiva per te presso { $city }. Da ora { $name } non può fare nulla per te; ciò che è stato inviato resta.

    Guarda chi agisce per te in «Agire per altri» nel tuo fascicolo: { $link }
notice-mandate-revoked-holder-subject = Non agisci più per { $name }
notice-mandate-revoked-holder-body =
    È finita la delega con cui agivi per { $name } presso { $city }. Da ora non puoi fare nulla per { $name }; ciò che è stato inviato resta.

    Guarda per chi agisci in «Agire per altri» nel tuo fascicolo: { $link }
message-short = { $city }: { $subject }. Da leggere: { $link } Non è per te? { $stop }
message-foot =
    --
    { $city }
    Non è per te? Dillo qui, e a questo indirizzo non arriverà più nulla: { $link }
account-text-reminder-subject = { $city }: un messaggio ti aspetta
account-text-reminder-body =
    Un messaggio di { $city } è nel tuo fascicolo e non è stato aperto.

    Leggilo qui: { $link }
account-text-reminder-short = { $city }: un messaggio nel tuo fascicolo non è stato aperto. { $link }
preferences-title = Come ti avvisa il Comune
preferences-text = Ogni messaggio è subito nel tuo fascicolo. Scegli come vuoi saperlo, oltre a questo. Codici e avvisi sul tuo account arrivano a tutti i tuoi recapiti a qualsiasi ora.
preferences-way = Come vuoi ricevere gli avvisi?
preferences-way-none = Come conviene: sui tuoi dispositivi, altrimenti per e-mail, altrimenti per SMS
preferences-way-email = Per e-mail
preferences-way-phone = Per SMS
preferences-way-whatsapp = Per WhatsApp: WhatsApp saprà allora che il Comune ti scrive
preferences-way-push = Sui miei dispositivi, con un avviso
preferences-way-letter = Per lettera, dove il registro dice che abiti
preferences-way-page = Solo qui, nel fascicolo
preferences-ways-hint = Per avere più scelta, aggiungi al tuo account un indirizzo e-mail o un numero di telefono.
preferences-language = In quale lingua?
preferences-quiet = Quando non deve suonare nulla?
preferences-quiet-hint = Ciò che non è urgente aspetta la fine di queste ore. L'ora è quella del Comune.
preferences-quiet-from = Dalle
preferences-quiet-to = Alle
preferences-quiet-none = nessuna ora di silenzio
preferences-save = Salva
preferences-saved = Salvato. Vale dal prossimo messaggio.
preferences-silenced-email = I messaggi al tuo indirizzo e-mail sono tornati indietro, o qualcuno ha detto che non sei tu. Controlla l'indirizzo e confermalo di nuovo nel tuo account.
preferences-silenced-phone = I messaggi al tuo telefono non sono arrivati, o qualcuno ha detto che non sei tu. Controlla il numero e confermalo di nuovo nel tuo account.
preferences-stopped-phone = Qualcuno ha risposto STOP dal tuo telefono, quindi non mandiamo messaggi lì. Per riceverli di nuovo, manda START allo stesso numero, o aggiungi di nuovo il numero al tuo account.
account-text-stopped-short = { $city }: su questo telefono non ricevi più messaggi. Restano nel tuo fascicolo: { $link } Per riceverli di nuovo qui, rispondi START.
account-text-started-short = { $city }: ricevi di nuovo messaggi su questo telefono. Per non riceverli più, rispondi STOP.
account-text-unread-short = { $city }: nessuno legge le risposte a questo numero. Scrivici nel tuo fascicolo: { $link } Per non ricevere più messaggi qui, rispondi STOP.
desk-did-contact-stopped = Qualcuno ha risposto a un SMS che non ne vuole più
desk-did-contact-started = Qualcuno ha risposto che vuole di nuovo gli SMS
texts-stopped = Chi ha questo telefono non vuole SMS. Il messaggio è conservato nel fascicolo.
texts-cannot = Questo messaggio non può andare per questa via. È conservato, e va per un'altra se c'è.
preferences-account = Vai al tuo account
preference-language = Il Comune non scrive in questa lingua. Non è cambiato nulla.
preference-no-way = Non possiamo ancora avvisarti così. Prima aggiungi un indirizzo o un numero al tuo account, o scegli un altro modo. Non è cambiato nulla.
desk-did-preferences-changed = Una persona ha cambiato come riceve gli avvisi
desk-did-message-available = Un messaggio è nel fascicolo
desk-did-message-reminded = Ricordato un messaggio che nessuno ha aperto
desk-did-message-returned = Un messaggio è tornato indietro
message-state-sent = { $by ->
        [letter] Inviato per lettera { $at }.
        [phone] Inviato per SMS { $at }.
        [whatsapp] Inviato per WhatsApp { $at }.
        [push] Avviso inviato su un dispositivo { $at }.
       *[email] Inviato per e-mail { $at }.
    }
message-state-waits = { $by ->
        [letter] Non ancora spedito per lettera.
        [phone] Non ancora inviato per SMS.
        [whatsapp] Non ancora inviato per WhatsApp.
        [push] Avviso non ancora inviato su un dispositivo.
       *[email] Non ancora inviato per e-mail.
    }
message-state-returned = { $by ->
        [letter] Tornato indietro { $at }: non siamo riusciti a raggiungerti per lettera.
        [phone] Tornato indietro { $at }: non siamo riusciti a raggiungerti per SMS.
        [whatsapp] Tornato indietro { $at }: non siamo riusciti a raggiungerti per WhatsApp.
        [push] Tornato indietro { $at }: non siamo riusciti a raggiungerti su un dispositivo.
       *[email] Tornato indietro { $at }: non siamo riusciti a raggiungerti per e-mail.
    }
message-state-failed = { $by ->
        [letter] Non siamo riusciti a raggiungerti per lettera. È qui.
        [phone] Tornato indietro: per SMS non è arrivato a nessuno. È qui.
        [whatsapp] Tornato indietro: per WhatsApp non è arrivato a nessuno. È qui.
        [push] Tornato indietro: su nessun dispositivo è arrivato a qualcuno. È qui.
       *[email] Tornato indietro: per e-mail non è arrivato a nessuno. È qui.
    }
message-state-delivered = { $by ->
        [phone] Consegnato sul telefono { $at }.
        [whatsapp] Consegnato sul telefono { $at }.
       *[email] Consegnato nella casella { $at }.
    }
message-no-link = Questo link non è nostro o non è completo. Aprilo di nuovo dal messaggio.
not-me-title = Questo messaggio non è per te?
not-me-text = Forse qualcuno ha scritto male il suo indirizzo, o aveva questo prima di te. Dillo, e non ti arriverà più nulla su questo. Non serve accedere. Per accedere poi con un codice a questo indirizzo servirà anche il numero dell’account.
not-me-yes = Non è per me
not-me-done-title = Grazie. A questo indirizzo non arriverà più nulla.
not-me-done-text = Il Comune ora sa che l'indirizzo è sbagliato. Cancella il messaggio, per favore.
desk-did-contact-taken-back = Un indirizzo è stato ripreso con il numero del suo account
desk-did-contact-denied = Qualcuno ha detto di aver ricevuto un messaggio per sbaglio
letters-list-title = Lettere del { $day }
letters-number = N.
letters-to = A
batch-not-found = Questo gruppo di lettere non esiste.
web-look-post = per spedirle una lettera
desk-letters = Lettere da spedire
desk-letters-text = I messaggi a chi preferisce la carta, o non è raggiungibile altrimenti, sono raccolti qui ogni mattina. Stampa un gruppo, spediscilo e segnalo come spedito. Chi stampa può leggere le lettere: le loro pratiche lo mostrano.
desk-letters-none = Nessuna lettera da spedire.
desk-letters-batch = { $count ->
        [one] Una lettera, raccolta { $on }
       *[other] { $count } lettere, raccolte { $on }
    }
desk-letters-waits = Non ancora spedite
desk-letters-posted = Spedite { $at }
desk-letters-print = Scarica per stampare
desk-letters-mark = Segna come spedite
desk-done-letters-posted = Segnato come spedito.
desk-did-letters-gathered = Lettere raccolte
desk-did-letters-printed = Lettere stampate
desk-did-letters-posted = Lettere spedite
desk-letters-coded = Lettere con un codice
desk-letters-coded-text = Con queste qualcuno dimostra dove abita. Vanno a parte dalle lettere qui sopra: stampale, metti ognuna nella sua busta e segnale come spedite lo stesso giorno. Chi ha aperto l'account non stampa la sua lettera, solo chi ne ha stampata una la ristampa, e una volta spedita non si può più aprire.
desk-letters-coded-to = Lettera a { $number }
desk-letters-coded-printed = Stampata { $at }
desk-letters-coded-colleague = La stampa un'altra persona.
desk-letters-coded-one = Scarica la lettera a { $number }
letter-not-found = Questa lettera non esiste, o il suo codice è scaduto.
letter-printed = Un'altra persona ha stampato questa lettera e solo lei la ristampa. Non è cambiato nulla.
letter-posted = Questa lettera è spedita e non se ne conserva nulla. Chiedine un'altra se non arriva.
letter-not-printed = Questa lettera non è ancora stata stampata. Non è cambiato nulla.
