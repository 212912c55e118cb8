# What the resident reads on the web.

web-start-in-title = Servizi del Comune
web-start-title = Di che cosa hai bisogno dal Comune?
web-start-lead = Fai domanda, seguila e ricevi la risposta in un solo posto. Giorno e notte, nella tua lingua, da qualsiasi telefono.
web-search-label = Dillo con parole tue
web-search = Cerca
web-search-try = Per esempio:
web-found =
    { $count ->
        [0] Nessun risultato per «{ $query }»
        [one] { $count } risultato per «{ $query }»
       *[other] { $count } risultati per «{ $query }»
    }
web-found-answer = Risposta a una domanda frequente
web-found-nothing = Prova con un'altra parola, o guarda tutti i servizi qui sotto.
web-open-now = Che cosa è aperto adesso
web-closes-on = Chiude presto: il { $on } sarà tardi
web-opens-on = Apre il { $on }
web-closed-on = Chiuso dal { $on }
web-open-until = Aperto fino al { $on }
web-open-always = Aperto tutto l'anno
web-promise-working-days =
    { $count ->
        [one] Risposta entro { $count } giorno lavorativo
       *[other] Risposta entro { $count } giorni lavorativi
    }
web-promise-days =
    { $count ->
        [one] Risposta entro { $count } giorno
       *[other] Risposta entro { $count } giorni
    }
web-promise-hours =
    { $count ->
        [one] Risposta entro { $count } ora
       *[other] Risposta entro { $count } ore
    }
web-promise-minutes =
    { $count ->
        [one] Risposta entro { $count } minuto
       *[other] Risposta entro { $count } minuti
    }
web-follow-title = Segui una domanda
web-follow-text = Con il numero di pratica e il codice della ricevuta.
web-follow-button = Guarda a che punto è
web-reference = Numero di pratica
web-reference-hint = 9 caratteri, come R7K-3F9-2QM
web-code = Codice
web-code-hint = 12 caratteri, come 7QK2-M9FX-3RTA
web-resume-title = Riprendi una bozza
web-resume-text = Con il codice per riprendere che hai visto mentre rispondevi. Vale su qualsiasi dispositivo.
web-resume-code-label = Codice per riprendere
web-resume-code-hint = 12 caratteri, come 7QK2-M9FX-3RTA. Maiuscole o minuscole, con o senza trattini.
web-resume-button = Riprendi
web-asked-often = Domande frequenti
web-doors-title = Altri modi per farlo
web-door-phone = Per telefono
web-door-phone-text = Chiama il { $phone }. Compiliamo con te la stessa domanda, e puoi continuare qui.
web-door-desk = Di persona
web-door-desk-text = Sportelli e orari
web-door-proof = Fidati, e verifica
web-door-web = Su questo sito, giorno e notte

# One service

web-begin = Inizia
web-begin-text = Per iniziare non serve un account. Ogni risposta è salvata, e puoi fermarti e riprendere per 100 giorni.
web-not-open-text = Qui puoi leggere che cosa sarà chiesto. Le bozze già iniziate sono conservate.
web-have-draft =
    { $count ->
        [one] Hai una bozza qui
       *[other] Hai { $count } bozze qui
    }
web-go-on-draft = Riprendi la bozza { $code }, conservata fino al { $on }
web-need-title = Che cosa serve
web-need-questions =
    { $count ->
        [one] Un momento: { $count } domanda al massimo
       *[other] Pochi minuti: { $count } brevi domande al massimo
    }
web-need-no-papers = Nessun documento
web-if-you-have-it = (se ce l'hai)
web-next-title = Che cosa succede dopo
web-next-receipt = Ricevi subito un numero di pratica e un codice con cui seguire ogni passo.
web-next-decide = Le regole sono verificate subito. Se deve guardare una persona, vedi quale ufficio ed entro quando.
web-next-document = Ricevi la decisione come documento firmato che chiunque può verificare.
web-next-appeal = Se non sei d'accordo puoi fare ricorso gratis entro { $days } giorni: { $to }.
web-privacy-title = Chi vede ciò che ci dici
web-privacy-text = Solo l'ufficio di { $department } che se ne occupa, e ogni consultazione lascia una riga che puoi vedere. Lo conserviamo per { $keep } dopo la chiusura.
web-about = Informazioni
web-promise-label = Il nostro impegno
web-law-label = Base giuridica
web-window-label = Domande
web-unsure-title = Dobbiamo sapere con più certezza chi sei
web-unsure-none = Non serve accedere.
web-unsure-low = Per inviare questa domanda, accedi. Puoi compilarla anche prima.
web-unsure-substantial = Questo servizio rilascia qualcosa a tuo nome, quindi prima di inviare mostri che sei tu: una volta con un documento d’identità o una lettera, e ogni volta con una passkey o un’app di autenticazione.
web-unsure-high = Questo servizio ha bisogno della prova più sicura che ci sia: il tuo documento d’identità in un ufficio, una volta, e ogni volta la tua passkey.
web-unsure-kept = Le tue risposte sono conservate. Codice per riprendere: { $code }
web-unsure-button = Mostra che sei tu

# Help

web-offices = Sportelli e orari
web-day-monday = Lunedì
web-day-tuesday = Martedì
web-day-wednesday = Mercoledì
web-day-thursday = Giovedì
web-day-friday = Venerdì
web-day-saturday = Sabato
web-day-sunday = Domenica
web-services-linked = Servizi collegati

# The interview

web-continue = Continua
web-yes = Sì
web-no = No
web-optional = (facoltativo)
web-day = Giorno
web-month = Mese
web-year = Anno
web-hint-date = In cifre, l'anno con quattro, per esempio 27 3 1985
web-hint-choices = Scegli tutte le voci che valgono
web-hint-files = { $kinds }. Al massimo { $most } MB ciascuno. Basta una foto nitida.
web-hint-line-or-map = Oppure segna il punto sulla mappa
web-hint-point = Latitudine e longitudine. Le scrive la mappa.
web-point = Punto sulla mappa
web-map-how = Premi il luogo sulla mappa. La mappa si avvicina e puoi premere ancora per precisare. Senza mappa, scegli il quartiere qui sotto.
web-map-alt = Segna il punto sulla mappa della città
web-map-whole = Mostra tutta la città
web-choose-place = Scegli un quartiere
web-elsewhere-in = Altrove in { $place }
web-no-fixed = Non ho un indirizzo fisso
web-no-fixed-hint = Allora scegli solo il quartiere in cui ti trovi di solito.
web-characters-most = Al massimo { $count } caratteri
web-characters-left-one = Ti resta %{"{"}count{"}"} carattere
web-characters-left = Ti restano %{"{"}count{"}"} caratteri
web-characters-none = Non ti restano caratteri
web-characters-over-one = C'è %{"{"}count{"}"} carattere di troppo
web-characters-over = Ci sono %{"{"}count{"}"} caratteri di troppo
web-papers-here =
    { $count ->
        [one] { $count } file aggiunto
       *[other] { $count } file aggiunti
    }
web-choose-files =
    { $count ->
        [one] Scegli un file
       *[other] Scegli i file, fino a { $count }
    }
web-upload = Carica
web-remove = Togli
web-change = Cambia
web-entry = voce
web-row-incomplete = (incompleto)
web-add-another = Aggiungere ancora ({ $each })?
web-add-first = Aggiungere una voce ({ $each })?
web-progress = { $done } di circa { $of } domande con risposta
web-saved-as-you-go = Ogni risposta è salvata.
web-come-back-later = Fermati qui e torna più tardi
web-resume-code = Codice per riprendere:
web-offer-title = Usare ciò che ci hai già detto?
web-offer-source = Da: { $source }
web-offer-use = Usa questo
web-newer-title = Il Comune ha cambiato queste domande
web-newer-text = Puoi finire con le domande con cui hai iniziato, o continuare con quelle nuove. In ogni caso nessuna risposta va persa.
web-newer-button = Continua con le domande nuove
web-check-title = Controlla le risposte
web-not-answered = Senza risposta
web-none-added = Nulla aggiunto
web-change-rows = Aggiungi o togli
web-send-title = Ora invia la domanda
web-send-text = Inviandola confermi che le risposte sono corrette per quanto ne sai. Finora nessuno in Comune le ha lette.
web-send = Invia
web-busy-title = In questo momento arrivano moltissime domande
web-busy-kept = Le tue risposte sono salvate e nulla va perso. La tua domanda non è ancora inviata.
web-busy-trying = Questa pagina la invia di nuovo da sola tra qualche secondo. Lasciala aperta.
web-busy-press = Premi il pulsante tra un minuto. Anche se lo premi più volte, viene inviata una volta sola.
web-busy-button = Invia di nuovo
web-saved-title = Le tue risposte sono salvate
web-saved-text = «{ $service }» ti aspetta fino al { $on }. Ogni nuova risposta fa ripartire i 100 giorni.
web-saved-how = Annotalo, stampalo o fotografalo. Per riprendere scrivilo nella pagina iniziale, dillo al telefono o allo sportello, oppure apri questo link:
web-saved-secret = Tienilo per te: chi ce l'ha può vedere le tue risposte.
web-go-on = Continua ora
web-shared-title = Su un computer condiviso?
web-shared-text = Fai dimenticare a questo browser ciò che hai aperto. Bozze e domande restano al Comune; i tuoi codici le riaprono.
web-forget = Dimenticami su questo dispositivo
web-discard = Elimina questa bozza
web-discard-title = Eliminare questa bozza?
web-discard-text = Tutte le risposte e i file sono cancellati subito e non si possono recuperare. Nulla è stato inviato al Comune.
web-discard-yes = Elimina
web-discard-no = Conserva
web-discarded-title = La bozza è eliminata
web-discarded-text = Le risposte e i file sono cancellati. Puoi ricominciare quando vuoi.

# Sent

web-sent-title = Domanda inviata
web-sent-text = L'abbiamo ricevuta il { $at }. È conservata e non può andare persa.
web-keep-this = Conserva questi dati
web-keep-text = Stampa questa pagina o annota entrambi. Con questi segui la domanda da qualsiasi dispositivo, al telefono o allo sportello. Chi li ha entrambi può vederla.
web-what-next = Che cosa succede ora
web-next-closed = Tutto è fatto. Trovi la decisione e i documenti nella pagina della domanda.
web-hear-by = Avrai nostre notizie al più tardi il { $by }.
web-hear-late = Volevamo risponderti entro il { $by } e siamo in ritardo. La tua domanda non è andata persa: ci stiamo lavorando.
web-next-follow = La pagina della domanda mostra ogni passo, chi agisce ed entro quando. Se ci serve qualcosa da te, lo trovi lì.
web-follow-here = Guarda a che punto è
web-document-soon = Il documento è in preparazione e firma. Compare nella pagina della domanda entro un minuto.
web-download = Scarica: { $name } (PDF)
web-promise-title = La promessa firmata del Comune (per la verifica)
web-promise-text = Con questo testo il Comune ha firmato che la tua domanda è nel suo registro pubblico. Conservalo con la ricevuta: con esso chiunque può provare che nulla è stato alterato dopo.
web-see-receipt = Ricevuta con numero di pratica e codice

# The page of a case

web-track-not-found = Non troviamo nessuna domanda con questo numero e questo codice. Controllali entrambi: ogni carattere conta, ma non maiuscole e trattini.
web-lost-code = Hai perso il codice? Chiamaci o vieni allo sportello con un documento d'identità: ti diamo un nuovo link.
web-not-sent-yet = Non l'ho ancora inviata: riprendi una bozza
web-received = Ricevuta
web-starting = Stiamo iniziando
web-closing = Chiusa, con il risultato comunicato
web-closed = Chiusa
web-you = Tu
web-by = entro il { $on }
web-perhaps = solo se serve
web-state-done = Fatto
web-state-now = Ora
web-state-next = Dopo
web-state-stopped = Terminata
web-timeline = A che punto è
web-asks-you = Ci serve qualcosa da te
web-your-answer = La tua risposta
web-add-paper-optional = Aggiungi un file (facoltativo)
web-send-answer = Invia risposta
web-to-pay = Da pagare: { $amount }
web-why = Perché
web-conditions = Condizioni
web-decided-on = Deciso il { $on }
web-appeal-until = Puoi fare ricorso gratis fino al { $on }: { $to }.
web-appeal-dismissed = Il tuo ricorso non è stato accolto il { $on }: la decisione resta valida
web-paper-issued = Emesso il { $on }.
web-paper-valid = Valido fino al { $on }.
web-paper-revoked = { $name }: non più valido dal { $on }
web-paper-delayed = «{ $name }» è in ritardo: non siamo riusciti a crearlo in automatico e in Comune se ne stanno occupando. La decisione vale anche senza, e non devi fare nulla. Comparirà qui.
web-paper-check = Pagina di verifica
web-messages = Messaggi per te
web-asked-before = Chiesto e risposto
web-answered-by-paper = (risposto con un file)
web-add-paper = Aggiungi un documento
web-add-paper-label = Scegli i file
web-what-you-said = Che cosa ci hai detto
web-may-do = Che cosa puoi fare
web-appeal = Fai ricorso
web-reopen = Riapri
web-withdraw = Ritira la domanda
web-looks = Chi ha visto i tuoi dati
web-no-looks = Finora nessuno.
web-look-work = per trattarla
web-look-call = per una telefonata con te
web-look-supervision = per controllare il lavoro
web-look-audit = per una verifica
web-look-complaint = per un reclamo
web-look-counter = per guardare con te il tuo fascicolo allo sportello
web-kept-title = Per quanto lo conserviamo
web-kept-until = Fino al { $on }. Poi è cancellato.
web-kept-after = { $keep } dopo la chiusura. Poi è cancellato.
web-done-answered = La tua risposta è arrivata. Proseguiamo.
web-done-added = Il file è aggiunto.
web-done-withdraw = La domanda è ritirata.
web-done-appeal = Il ricorso è arrivato. Lo esamina qualcuno che non ha deciso prima.
web-done-reopen = È di nuovo aperta.
web-withdraw-title = Ritirare questa domanda?
web-withdraw-text = Smettiamo di occuparcene e la chiudiamo. Puoi fare domanda di nuovo più avanti. Ciò che hai inviato è conservato quanto dice la legge, poi cancellato.
web-withdraw-yes = Ritira
web-appeal-title = Fai ricorso contro la decisione
web-appeal-text = Di che cosa ritieni sbagliato. Lo riesamina qualcuno che non ha deciso prima. Non costa nulla e non serve un avvocato. Per aggiungere documenti torna poi alla pagina della domanda.
web-appeal-yes = Invia il ricorso
web-reopen-title = Riaprire
web-reopen-text = Di che cosa non va ancora. Lo stesso ufficio se ne occupa di nuovo.
web-reopen-yes = Riapri
web-why-you = I tuoi motivi
web-not-now = Non ora

# One's own folder, and signing in

web-my-cases = Domande
web-my-drafts = Bozze
web-no-cases = Nessuna è aperta in questo browser.
web-no-drafts = Nessuna è aperta in questo browser.
web-none-yet = Ancora niente.
web-sent-on = inviata il { $on }
web-now = Ora: { $step } ({ $who })
web-draft = Bozza
web-draft-until = conservata fino al { $on }
web-signed-in-as = Accesso come { $name }
web-assurance-none = non accertata
web-assurance-low = bassa
web-assurance-substantial = significativa
web-assurance-high = elevata

# Checking a document, and the record

web-verify-title = Verifica un documento
web-verify-text = Una lettera, un permesso o un certificato viene davvero dal Comune, non è alterato ed è ancora valido? Non serve accedere e non compare nessun nome.
web-verify-code = Numero del documento
web-verify-code-hint = Accanto al codice QR, 12 caratteri
web-verify-file = Il file PDF, per la massima certezza
web-verify-file-hint = Lo confrontiamo fino all'ultimo byte e non lo conserviamo.
web-verify-button = Verifica
web-verdict-genuine = Questo documento è autentico
web-verdict-altered = Questo file è stato alterato
web-verdict-revoked = Questo documento non è più valido
web-verdict-expired = Questo documento è scaduto
web-verdict-unknown = Non conosciamo questo documento
web-verdict-text-genuine = Il Comune ha emesso un documento con questo numero, ed è valido. Confronta tipo e data con la carta che hai in mano, o carica il PDF per avere la certezza che nulla sia cambiato.
web-verdict-text-genuine-file = Il Comune ha firmato proprio questo file, ed è valido. Non è cambiato nulla.
web-verdict-text-altered = Il Comune ha emesso un documento con questo numero, ma non questo file: qualcosa è cambiato. Non farci affidamento. Chiedi l'originale a chi te l'ha dato.
web-verdict-text-revoked = Il Comune l'ha emesso e poi ha dichiarato che non vale più.
web-verdict-text-expired = Il Comune l'ha emesso, ma il termine è passato. Chiedine uno nuovo.
web-verdict-text-unknown = Nessun documento del Comune ha questo numero o questo contenuto. Controlla il numero. Se te l'hanno dato per autentico, avvisaci.
web-verify-kind = Documento
web-verify-issued = Emesso il
web-verify-valid = Valido fino al
web-verify-no-end = Senza scadenza
web-verify-revoked = Non più valido dal
web-verify-more = Verifica un altro, o il file stesso
web-verify-more-text = Il numero da solo mostra che un tale documento esiste. Il file mostra che non è cambiata una lettera.
web-record-lead = Tutto ciò che il Comune fa con le domande lascia una voce che non si può alterare dopo senza che si veda.
web-record-what = Che cos'è
web-record-what-text = Le voci non contengono nomi né risposte, solo impronte sigillate di ogni atto. Formano un albero di impronte la cui cima è firmata dal Comune: il punto di controllo. Se cambia una vecchia voce, la cima non torna più.
web-record-newest = Il punto di controllo più recente
web-record-none = Non ce n'è ancora: arriva entro un minuto dalla prima voce.
web-record-how = Come verificare
web-record-step-keep = Conserva un punto di controllo, o la promessa firmata della tua ricevuta. Può farlo chiunque: un giornale, un tribunale, tu.
web-record-step-proof = Chiedi la prova che la tua voce c'è:
web-record-step-grow = Più tardi confronta con il più recente. Il vecchio ne deve essere l'inizio:
web-record-standards = Fatto secondo RFC 6962 e RFC 9162 (Certificate Transparency), con note firmate (C2SP) ed Ed25519.

# Refused
answer-not-found = Non c'è questa risposta. Scegline una dall'elenco.
