# Account: come si accede, con che cosa, e quanto è certa l'identità.

account-title = Il tuo account
account-sign-in-text = Mandiamo un codice alla tua e-mail o al tuo telefono. La prima volta si apre così il tuo account; non c'è niente da ricordare.
account-contact = Indirizzo e-mail o numero di cellulare
account-contact-hint = Per esempio nome@example.com o +1 214 555 0142
account-send-code = Mandami un codice
account-other-ways = Altri modi
account-passkey-sign-in = Accedi con una passkey
account-password-instead = Accedi con una password
account-password-title = Accedi con una password
account-login = Indirizzo e-mail, numero di cellulare o numero di account
account-login-hint = Personale: il tuo nome utente
account-password = Password
account-password-forgotten = Non hai una password o l'hai dimenticata? Accedi con un codice e impostane una nuova nel tuo account.
account-demo-title = In questa dimostrazione
account-demo-text = Puoi essere una qualsiasi di queste persone inventate, senza codice. Scegline una.
account-demo-staff-text = Puoi essere chiunque lavori qui, senza password. Scegli una persona.
account-demo-clerk = Chi lavora le pratiche di una squadra
account-demo-lead = Chi dirige: assegna, annulla e conferma per secondo
account-demo-publisher = Chi pubblica: cambia i servizi e approva ciò che altri hanno proposto
account-demo-auditor = Chi controlla: legge tutto e non cambia nulla
account-demo-partner = Partner: fanno la loro parte di una pratica
account-outbox-link = Vedi le e-mail e gli SMS di questa dimostrazione
account-code-title-email = Controlla la tua e-mail
account-code-title-phone = Controlla il tuo telefono
account-code-text = Abbiamo mandato un codice a { $to }. Vale 15 minuti.
account-code = Codice
account-code-hint = 6 cifre
account-code-none = Dopo qualche minuto non è arrivato nulla? Controlla che l'indirizzo o il numero sia giusto, e guarda nella posta indesiderata.
account-code-other = Usa un altro indirizzo o numero
account-open-title = Apri il tuo account
account-open-text = Il codice è giusto, e nessun account ha ancora questo indirizzo o numero.
account-name = Nome
account-name-hint = Nome e cognome, come sul documento d'identità
account-open-kept = Conserviamo il tuo nome e questo indirizzo o numero, cifrati, finché non chiudi l'account.
account-open-button = Apri l'account
account-opened-title = Il tuo account è aperto
account-opened-number = Il numero del tuo account è { $number }. Annotalo: a volte viene chiesto oltre a un codice, e con esso un ufficio trova il tuo account.
account-opened-text = La prossima volta basta un codice. Una passkey è più rapida e più sicura: il dito, il volto o il PIN del tuo dispositivo, e nessuno può leggerla da dietro le tue spalle.
account-opened-later = Prosegui senza
account-second-title = Ancora un passo
account-second-text = Questo account chiede una seconda prova che sei tu.
account-second-code = Codice dell'app di autenticazione, o un codice di recupero
account-second-code-hint = 6 cifre dell'app, o 8 cifre di un codice di recupero
account-second-from-now = D'ora in poi un codice per e-mail o telefono non basta più per accedere: chiediamo anche questa prova. Ricevi anche dei codici di recupero, da conservare su carta.
account-again-title = Mostra che sei tu
account-again-text = Per proteggerti, lo chiediamo di nuovo prima di qualcosa di importante. Vale 10 minuti.
account-again-send = Manda un codice a { $to }
account-staff-title = La scrivania chiede una seconda prova
account-staff-text = Chi lavora qui con i dati di altre persone ha bisogno di un secondo fattore: una passkey o un’app di autenticazione.
account-staff-then = Una volta impostato: alla scrivania
account-step-up-title = Essere certi che sei tu
account-step-up-text-low = Per questo serve un indirizzo o un numero con cui sappiamo di raggiungerti.
account-step-up-text-substantial = Questo si fa a tuo nome, quindi dobbiamo sapere con certezza che sei tu.
account-step-up-text-high = Questo si fa a tuo nome e conta molto, quindi dobbiamo sapere con la massima certezza che sei tu.
account-step-up-kept = Quello che hai compilato è conservato.
account-step-up-who = La tua identità
account-step-up-who-text = Basta una volta: poi il tuo account risulta verificato.
account-step-up-contact = Aggiungi un'e-mail o un numero di cellulare e scrivi il codice che mandiamo lì.
account-step-up-counter = A uno sportello
account-step-up-counter-text = Vieni con un documento d'identità, senza appuntamento, e di' il tuo numero di account: { $number }. Bastano pochi minuti.
account-step-up-proof = Una prova, adesso
account-step-up-proof-text-substantial = Mostralo con la tua passkey o con un codice della tua app di autenticazione. Vale 10 minuti.
account-step-up-proof-text-high = Mostralo con la tua passkey. Vale 10 minuti.
account-step-up-then = È impostata: prosegui
account-step-up-letter = Con una lettera
account-step-up-letter-text = Scriviamo all'indirizzo che risulta all'anagrafe. La lettera ha un codice da scrivere qui; arriva in qualche giorno.
account-letter-order = Mandami una lettera
account-letter-page = Scrivi il codice della lettera
account-letter-page-text = La lettera va all'indirizzo che risulta all'anagrafe. Il codice vale 30 giorni.
account-letter-code = Codice della lettera
account-letter-home-title = Il tuo codice per { $city }
account-letter-home-text = Hai chiesto questa lettera perché il tuo account mostri con certezza che è tuo. Accedi, apri { $address } e scrivi questo codice:
account-letter-first-title = Il tuo account presso { $city }
account-letter-first-text = È stato aperto un account per te. Il suo numero è { $number }. Apri { $address } e scrivi il numero e questo codice:
account-letter-until = Il codice vale fino al { $until }, e una volta sola.
account-letter-warning = Non l'hai chiesta tu? Allora non dire il codice a nessuno e chiama { $phone }.
account-denied-title = È il tuo account?
account-denied-text = Il codice era giusto. Ma qualcuno che legge lì ha detto che i messaggi di questo account non sono suoi, perciò chiediamo un'altra cosa: il numero dell'account. Si trova nel tuo account e nelle lettere che lo riguardano.
account-denied-otherwise = Senza il numero, accedi in un altro modo: con un altro indirizzo o numero, una password o una passkey, oppure a uno sportello.
account-paper-instead = Ho un numero di account e un codice su carta
account-paper-title = Accedi con un codice su carta
account-paper-text = Per il codice che hai ricevuto a uno sportello o che è arrivato nella prima lettera. Funziona una volta.
account-paper-code = Codice
account-paper-code-hint = 12 caratteri, come 7QK2-M9FX-3RTA
account-number-hint = 9 caratteri, come R7K-3F9-2QM
account-paper-entered = Accesso riuscito
account-paper-entered-text = Il codice è usato. Scegli adesso come accedere la prossima volta: se non scegli nulla, dovrai tornare a uno sportello. Con una password si accede con il numero di account, { $number }.
account-recover-link = Non ho più niente di tutto questo
account-recover-title = Rientra nel tuo account
account-recover-text = Hai mostrato una cosa. Mostrane un'altra, di tipo diverso. Per proteggerti, poi te lo diciamo a tutti gli indirizzi e numeri dell'account e aspettiamo 24 ore: chi non sei tu non può accelerare, e tu puoi fermare tutto.
account-recover-wait = Hai mostrato abbastanza. Il { $at } puoi proseguire: accedi di nuovo come adesso. Fino ad allora puoi fermare tutto con il link del messaggio mandato a tutti gli indirizzi e numeri dell'account.
account-recover-ready = L'attesa è finita. Se prosegui, le passkey, l'app di autenticazione, i codici di recupero e la password non valgono più, le altre sessioni si chiudono, e l'identità dovrà essere verificata di nuovo per ciò che deve essere certo. Tutto quello che c'è nel tuo account resta.
account-recover-finish = Prosegui e accedi
account-recover-counter = A uno sportello, subito
account-recover-counter-text = Vieni con un documento d'identità. Lo guardano due persone e ricevi un codice con cui accedi di nuovo. Nulla del tuo account va perso.
account-recovering-title = Qualcuno ha chiesto di entrare in questo account senza il secondo fattore
account-recovering-text = Se non l'hai chiesto tu, ferma tutto adesso.
account-stop-title = Non l'hai chiesto tu?
account-stop-text = Qualcuno ha chiesto di entrare nel tuo account dicendo di aver perso ciò con cui accedi. Se non l'hai chiesto tu, ferma tutto: allora ogni cosa resta com'è.
account-stop-button = Ferma tutto
account-stopped-title = È fermato
account-stopped-text = Tutto resta com'era. Chi l'ha chiesto aveva mostrato qualcosa di tuo: accedi e cambia la password, o elimina un indirizzo che altri possono leggere.
account-passkey = Passkey
account-passkey-add = Aggiungi una passkey
account-passkey-text = Una passkey resta sul tuo dispositivo e si apre con il dito, il volto o il PIN. Non c'è niente da ricordare e niente da dare ad altri.
account-passkey-script = Le passkey hanno bisogno di JavaScript, che questo browser non esegue. Tutto il resto funziona senza.
account-passkey-make = Crea la passkey
account-passkey-name = Come chiamarla
account-passkey-name-hint = Per riconoscerla, per esempio «Il mio telefono»
account-passkey-use = Usa la tua passkey
account-passkey-remove = Elimina la passkey «{ $name }»
account-passkey-failed = Non ha funzionato, o è stato annullato. Non è cambiato nulla. Riprova o scegli un altro modo.
account-passkey-unable = Questo browser, o l'indirizzo di questa pagina, non può usare le passkey. Scegli un altro modo. (Sul tuo computer, apri la pagina come http://localhost.)
account-app = App di autenticazione
account-app-add = Imposta un'app di autenticazione
account-app-step-scan = Inquadra questa immagine con un'app di autenticazione sul tuo telefono.
account-app-qr = Immagine da inquadrare con un'app di autenticazione
account-app-type = Oppure scrivi questa chiave nell'app:
account-app-link = Aprila in un'app su questo dispositivo
account-app-step-code = L'app mostra 6 cifre, nuove ogni mezzo minuto. Scrivile qui.
account-app-code = Codice mostrato dall'app
account-app-remove = Elimina l'app di autenticazione
account-factor-remove-text = Non la userai più per accedere. Se era la tua ultima seconda prova, finiscono anche i codici di recupero.
account-recovery-codes = Codici di recupero
account-recovery-text = Se perdi il telefono o la passkey, ognuno di questi codici ti fa entrare una volta. Stampali o scrivili, e conservali con i tuoi documenti.
account-recovery-left = { $count ->
    [one] Resta un codice.
   *[other] Restano { $count } codici.
}
account-recovery-renew = Crea nuovi codici di recupero
account-recovery-renew-text = { $count ->
    [one] Resta un codice non usato.
   *[other] Restano { $count } codici non usati.
} Quando ci sono quelli nuovi, i vecchi non valgono più.
account-recovery-kept = Li ho conservati
account-password-set = Imposta una password
account-password-change = Cambia la tua password
account-password-text = Non te ne serve una: basta un codice o una passkey. Se la imposti, le altre sessioni si chiudono.
account-password-new = Nuova password
account-password-hint = Almeno 12 caratteri. Più parole si ricordano bene.
account-password-remove = Elimina la password
account-save = Salva
account-number = Numero di account
account-level = Quanto è certa la tua identità
account-level-none = non accertata
account-level-low = bassa: un indirizzo o numero è confermato
account-level-substantial = significativa: la tua identità è stata verificata
account-level-high = elevata: la tua identità è stata verificata di persona
account-contacts = Come ti raggiungiamo
account-contact-email = E-mail
account-contact-phone = Telefono
account-contact-whatsapp = WhatsApp
account-contact-add = Aggiungi un'e-mail o un numero
account-contact-add-text = Potrai usarlo per accedere, e lì ti avvisiamo se qualcosa del tuo account cambia. Con due, perderne uno non fa danno.
account-contact-remove-title = Eliminare { $contact }?
account-contact-remove-text = Non lo userai più per accedere. Te lo diciamo lì una volta.
account-safer = Che cosa lo rende più sicuro
account-safer-text = Tutto questo lo decidi tu.
account-since = dal { $on }
account-not-set = Non impostata
account-is-set = Impostata
account-set-up = Imposta
account-show = Mostra
account-remove = Elimina
account-sessions = Dove hai una sessione aperta
account-here = qui
account-browser-unknown = Browser sconosciuto
account-signed-in-at = Accesso { $at }
account-end = Chiudi la sessione lì
account-end-others = Chiudi tutte le altre sessioni
account-signed-out = La sessione è chiusa
account-signed-out-text = Questo browser ha dimenticato che cosa avevi aperto. Bozze e domande sono conservate; i tuoi codici le riaprono.
account-outbox = Inviati in questa dimostrazione
account-outbox-text = Qui non ci sono caselle di posta né telefoni veri: quello che si manderebbe appare in questa pagina, l'ultimo per primo.
account-outbox-empty = Non è stato ancora inviato nulla.
account-outbox-parts = { $count ->
    [one] Un SMS.
   *[other] Costa come { $count } SMS.
}
account-outbox-answer = Rispondi come il telefono a cui è arrivato
account-outbox-answer-hint = STOP ferma questi messaggi, START li riprende.
account-outbox-answer-send = Rispondi

account-done-contact-added = Aggiunto.
account-done-contact-removed = Eliminato.
account-done-letter = Una lettera è in arrivo all’indirizzo che risulta all’anagrafe.
account-done-identified = La tua identità adesso è verificata.
account-done-stopped = È fermato. Tutto resta com’era.
account-done-password = La tua password è impostata. Le altre sessioni sono chiuse.
account-done-password-removed = La tua password è eliminata.
account-done-ended = La sessione lì è chiusa.
account-done-ended-others = Tutte le altre sessioni sono chiuse.
account-done-added-passkey = La tua passkey è pronta.
account-done-added-app = La tua app di autenticazione è impostata.
account-done-added-recovery = Ecco i tuoi codici di recupero. Conservali bene.
account-done-removed-passkey = La passkey è eliminata.
account-done-removed-app = L'app di autenticazione è eliminata.
account-done-removed-recovery = I codici di recupero non valgono più.

account-problem-required = Scrivi il codice.
account-problem-incorrect-code = Questo codice non è giusto, o è già stato usato. Non è cambiato nulla. Aspetta il prossimo.
account-problem-rate-limited = Ci sono stati troppi tentativi. Aspetta 15 minuti.
account-problem-invalid = Non si è potuto leggere. Non è cambiato nulla. Riprova.

# Si manda per e-mail o come SMS

account-text-code-subject = { $code } è il tuo codice per { $city }
account-text-code-body =
    Il tuo codice è { $code }.

    Vale { $minutes } minuti. Scrivilo solo nella pagina di { $city } dove l'hai chiesto, e non dirlo a nessuno: il Comune non lo chiede mai per telefono.

    Non l'hai chiesto tu? Allora qualcuno ha sbagliato a scrivere; non devi fare nulla.
account-text-code-short = { $code } è il tuo codice per { $city }, vale { $minutes } minuti. Non dirlo a nessuno.
account-factor-app = app di autenticazione
account-factor-passkey = passkey
account-factor-recovery = codici di recupero
account-factor-password = password
account-text-factor-added-subject = Il tuo account: è stato aggiunto qualcosa ({ $factor })
account-text-factor-added-body =
    { $name },

    al tuo account presso { $city } è stato aggiunto: { $factor }. D'ora in poi si può usare per accedere.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-factor-added-short = { $city }: aggiunto al tuo account: { $factor }. Non l'hai fatto tu? { $link } o { $phone }
account-text-factor-changed-subject = Il tuo account: è stato cambiato qualcosa ({ $factor })
account-text-factor-changed-body =
    { $name },

    nel tuo account presso { $city } è stato cambiato: { $factor }.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-factor-changed-short = { $city }: cambiato nel tuo account: { $factor }. Non l'hai fatto tu? { $link } o { $phone }
account-text-factor-removed-subject = Il tuo account: è stato eliminato qualcosa ({ $factor })
account-text-factor-removed-body =
    { $name },

    dal tuo account presso { $city } è stato eliminato: { $factor }.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-factor-removed-short = { $city }: eliminato dal tuo account: { $factor }. Non l'hai fatto tu? { $link } o { $phone }
account-text-letter-subject = Il tuo account: una lettera con un codice è in arrivo
account-text-letter-body =
    { $name },

    una lettera con un codice va all'indirizzo che risulta all'anagrafe di { $city }. Chi scrive il codice fa risultare verificato l'account.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-letter-short = { $city }: una lettera con un codice va al tuo indirizzo di residenza. Non l'hai fatto tu? { $link } o { $phone }
account-text-identified-subject = Il tuo account: la tua identità è stata verificata
account-text-identified-body =
    { $name },

    è stato verificato che il tuo account presso { $city } è tuo. Ora vale anche per ciò che deve essere certo.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-identified-short = { $city }: identità verificata per il tuo account. Non l'hai fatto tu? { $link } o { $phone }
account-text-recovery-factors-subject = Il tuo account: qualcuno vuole entrare senza il tuo secondo fattore
account-text-recovery-factors-body =
    { $name },

    qualcuno ha mostrato due cose tue e dice di aver perso ciò con cui accedi a { $city }. Dal { $at } può entrare, se non viene fermato.

    L'hai fatto tu? Allora aspetta. Altrimenti ferma tutto adesso: { $link }, o chiama { $phone }.
account-text-recovery-factors-short = { $city }: qualcuno vuole entrare nel tuo account senza il tuo secondo fattore, dal { $at }. Non l'hai fatto tu? Ferma tutto: { $link }
account-text-recovery-counter-subject = Il tuo account: qualcuno lo chiede a uno sportello
account-text-recovery-counter-body =
    { $name },

    qualcuno con un documento d'identità chiede a uno sportello di { $city } di riavere il tuo account. Lo guardano due persone.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti ferma tutto adesso: { $link }, o chiama { $phone }.
account-text-recovery-counter-short = { $city }: qualcuno chiede a uno sportello di riavere il tuo account. Non l'hai fatto tu? Ferma tutto: { $link } o chiama { $phone }
account-text-recovered-subject = Il tuo account: ciò con cui si accedeva non vale più
account-text-recovered-body =
    { $name },

    il tuo account presso { $city } è stato ridato a qualcuno che ha detto di aver perso ciò con cui accedi. Passkey, app di autenticazione, codici di recupero e password non valgono più.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti chiama subito { $phone }, o vieni a uno sportello con un documento d'identità.
account-text-recovered-short = { $city }: il tuo account è stato ridato a chi ha perso ciò con cui accede. Non l'hai fatto tu? Chiama subito { $phone }
account-text-contact-added-subject = Il tuo account: è stato aggiunto un indirizzo o numero
account-text-contact-added-body =
    { $name },

    al tuo account presso { $city } è stato aggiunto { $contact }. D'ora in poi si può usare per accedere.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-contact-added-short = { $city }: { $contact } aggiunto al tuo account. Non l'hai fatto tu? { $link } o { $phone }
account-text-contact-removed-subject = Il tuo account: è stato eliminato un indirizzo o numero
account-text-contact-removed-body =
    { $name },

    dal tuo account presso { $city } è stato eliminato { $contact }.

    L'hai fatto tu? Allora non devi fare nulla. Altrimenti guarda subito il tuo account: { $link }, o chiama { $phone }.
account-text-contact-removed-short = { $city }: { $contact } eliminato dal tuo account. Non l'hai fatto tu? { $link } o { $phone }

# Rifiutato

contact-unclear = Scrivi un indirizzo e-mail o un numero di cellulare.
contact-no-texts = Il Comune non manda ancora SMS. Usa un indirizzo e-mail o vieni a uno sportello.
contact-taken = Un altro account ha questo indirizzo o numero. Accedi a quello, o eliminalo prima lì.
contact-too-many = Un account può avere { $most } indirizzi e numeri. Eliminane prima uno.
contact-last = È il tuo unico indirizzo o numero. Aggiungine prima un altro.
contact-not-found = Questo indirizzo o numero non è del tuo account. Non è cambiato nulla.
code-wrong = Questo codice non è giusto: ha { $digits } cifre. Guarda il messaggio più recente.
code-over = Questo codice non vale più. Fattene mandare uno nuovo.
account-not-found = Questo account non esiste. Non è cambiato nulla.
account-closed = Questo account è chiuso. Se ti serve ancora qualcosa dal Comune, apri un account nuovo.
account-wait = Ci sono stati troppi tentativi, o sono stati chiesti troppi codici. Non è cambiato nulla. Aspetta { $minutes ->
    [one] un minuto
   *[other] { $minutes } minuti
}, poi riprova.
password-wrong = Nome e password non corrispondono. Non è cambiato nulla. Controlla entrambi o accedi con un codice.
access-staff = Questo account non lavora qui. Esci e accedi con quello giusto.
letter-no-address = L'anagrafe non sa dove abiti, quindi non si può mandare una lettera. Vieni a uno sportello con un documento d'identità.
letter-no-line = Scrivi la via e il numero a cui deve andare la lettera.
slip-wrong = Numero e codice non corrispondono, oppure il codice è già usato o troppo vecchio. Non è cambiato nulla. Controlla entrambi.
contact-denied = Questo non è il numero dell'account che ha questo indirizzo. Non è cambiato nulla; controllalo o accedi in un altro modo.
recovery-not-enough = Si devono mostrare due cose di tipo diverso. Non è cambiato nulla.
recovery-under-way = È già in corso. Non è cambiato nulla.
recovery-none = È finito, o è stato fermato. Non è cambiato nulla.
recovery-not-ready = Bisogna aspettare fino al { $at }. Non è cambiato nulla.
access-four-eyes = Deve confermarlo una seconda persona. Non è cambiato nulla; chiedi a un'altra persona della squadra.
password-too-short = Usa almeno { $least } caratteri. Non è cambiato nulla.
password-too-common = Molte persone usano questa password, o assomiglia al tuo nome, quindi si indovina facilmente. Non è cambiato nulla. Scegline un'altra.
factor-wrong = Non è giusto, o è già stato usato. Non è cambiato nulla. Riprova.
factor-too-many = Ci sono stati troppi tentativi. Aspetta 15 minuti.
factor-passkey-unknown = Non conosciamo questa passkey. Accedi in un altro modo.
session-not-found = Quella sessione è già chiusa.
texts-rejected = La rete telefonica non accetta questo SMS.
texts-unavailable = Ora non si possono mandare SMS. Sono conservati e si riprova.
staff-exists = Qualcuno accede già come { $login }. Non è cambiato nulla.
staff-login = Un nome utente ha lettere, punti e trattini, senza cifre né @: quelli sono per indirizzi e numeri. Non è cambiato nulla.
staff-role = «{ $role }» non è un ruolo. Ci sono: { $roles }. Non è cambiato nulla.
staff-team = Non c'è «{ $team }». Ci sono: { $teams }. Non è cambiato nulla.
