# Rifiuti che vedono il personale e chi gestisce il sistema.

access-role = Per questo serve il ruolo «{ $role }». Non è cambiato nulla. Chiedi a chi ce l'ha.
access-team = Questo spetta a un'altra squadra. Non è cambiato nulla. Chiedi a chi la dirige di passartelo.
calendar-unknown = Non si conoscono festività per { $country } { $subdivision }. Controlla `holidays` in city.yaml.
calendar-year = Le festività del Comune sono note dal { NUMBER($first, useGrouping: 0) } al { NUMBER($last, useGrouping: 0) }, non per il { NUMBER($year, useGrouping: 0) }.
canonical-instant = Un istante deve avere il suo fuso: { $value }.
canonical-integer = Questo intero è troppo grande per essere conservato esattamente: { $value }.
canonical-number = Non è un numero che si possa conservare: { $value }.
canonical-text = Questo testo ha caratteri che non si possono conservare.
canonical-type = Un valore di tipo { $type } non si può conservare.
document-not-signed = Non è stato possibile firmare il documento ({ $reason }). La pratica è conservata e la firma verrà ritentata.
document-letter-missing = Il documento ha una lettera che nessun carattere tipografico ha: { $reason }. Aggiungi un carattere che la abbia (SPORTELLO_FONTS).
document-still-not-made = Nemmeno questa volta è stato possibile creare il documento ({ $why }). Non è cambiato nulla; si continua a riprovare ogni ora.
document-revoked-already = Questo documento è già revocato. Non è cambiato nulla.
document-template = Non è stato possibile comporre il modello del documento: { $reason }. Correggilo e pubblica di nuovo.
edition-already-approved = Questa edizione di { $subject } è già approvata. Non è cambiato nulla.
edition-already-proposed = { $subject } è già proposto così: numero { $number }, per valere dal { $day }. Approva la proposta, o respingila prima di proporla per un altro giorno.
edition-same-person = Hai pubblicato tu questa edizione di { $subject }, quindi deve approvarla un'altra persona.
edition-stale = Nel frattempo qualcun altro ha pubblicato { $subject }. Il tuo testo è conservato. Confrontalo con la nuova edizione e pubblica di nuovo.
edition-unchanged = In { $subject } non è cambiato nulla dall'ultima edizione, quindi non è stato pubblicato nulla.
edition-unknown = Non esiste l'edizione { $hash }.
fulfil-proof-missing = Questo passo richiede una prova di tipo { $proof }. Non è cambiato nulla. Aggiungila e concludi di nuovo.
index-address = Non è un indirizzo che si possa cercare. Indica via, numero e codice postale.
index-email = Non è un indirizzo e-mail che si possa cercare.
index-iban = Non è un IBAN che si possa cercare.
index-name = Non è un nome che si possa cercare. Indica nome e cognome.
index-phone = Non è un telefono che si possa cercare. Indicalo con il prefisso del paese.
look-purpose = Indica perché guardi.
mail-rejected = Il server di posta ha rifiutato il messaggio in modo definitivo. Il messaggio è conservato; controlla l'indirizzo.
mail-unavailable = Il server di posta non risponde. Il messaggio è conservato e verrà inviato più tardi.
note-forged = La firma di { $name } su questa nota è falsa o la nota è stata alterata.
note-key = Non è una chiave per note firmate.
note-malformed = Non è una nota firmata.
note-unsigned = Questa nota non reca la firma di { $name }.
pack-setting-invalid = { $kind }: { $setting } è «{ $value }», ma serve: { $expected }.
pack-setting-missing = { $kind } richiede { $setting }.
pack-setting-unknown =
    { $kind } non ha l'impostazione { $setting }. { $nearest ->
        [none] { "" }
       *[other] Intendevi «{ $nearest }»?
    }
pack-type-unknown =
    Non esiste il tipo di domanda { $kind }. { $nearest ->
        [none] { "" }
       *[other] Intendevi «{ $nearest }»?
    }
pack-unresolved = Questo pacchetto ha date relative alla pubblicazione; prima pubblicalo.
policy-too-large = Le regole di questo servizio fanno con queste risposte più di quanto possa la macchina del Comune ({ $most } al massimo). È un errore del Comune: non è stato deciso nulla. Chiamaci.
parameter-missing = { $name } non ha un valore il { $on }; il primo vale dal { $starts }.
party-not-found = Nessuno ha questo identificativo.
party-open-cases =
    { $count ->
        [one] Una sua pratica è ancora in lavorazione.
       *[other] { $count } sue pratiche sono ancora in lavorazione.
    } Nulla è stato cancellato: prima vanno ritirate o decise.
payment-amount = L'importo dovuto è { $due }. Non è stato registrato nulla. Controlla l'importo ricevuto.
payment-method = Non è un modo di pagare. Usa uno di questi: { $methods }.
queue-after = Questa pagina della coda non c'è più. Torna all'inizio.
queue-order = La coda non si può ordinare così. Usa: { $orders }.
record-inconsistent = Il registro di { $new } voci non continua quello di { $old }: alcune voci sono state alterate o tolte.
record-no-such-leaf = Il registro di { $size } voci non ha la voce { $index }.
record-no-such-size = Il registro non ha mai avuto questa dimensione.
record-not-included = La prova non regge: la voce { $index } non è nel registro di { $size } voci.
record-went-back = Questa base di dati è più vecchia dell’ultimo punto di controllo pubblicato dal Comune: è stata ripristinata o ha perso ciò che aveva accettato. Nulla è stato firmato; `sportello prepare` apre una nuova epoca del registro e dimentica di nuovo ciò che era stato cancellato.
ruling-reason-missing = Indica almeno un motivo: una decisione dice sempre il perché. Non è cambiato nulla.
ruling-reason-unknown = Questo servizio non ha il motivo «{ $reason }». Scegline uno dall'elenco.
ruling-outcome = Qui non si può decidere «{ $outcome }». Scegli: { $allowed }.
search-kind = Non si può cercare così. Usa: { $kinds }.
step-irreversible = È già seguito un passo di tipo { $kind } che non si può annullare. Non è cambiato nulla.
step-not-asking = Questo passo non attende una risposta. Non è cambiato nulla.
step-not-done = Questo passo non è concluso, quindi non c'è nulla da annullare.
step-not-open = Questo passo non è aperto ora. Forse qualcuno l'ha concluso; riguarda la pratica.
step-not-undoable = Un passo di tipo { $kind } non si può annullare. Non è cambiato nulla.
step-proof-missing = Questo passo richiede una prova di tipo { $proof }. Non è cambiato nulla. Aggiungila e concludi di nuovo.
step-unknown = La pratica non ha il passo { $path }.
storage-bad-name = Non è il nome di un file archiviato: { $name }.
storage-full = Non c'è più spazio per i file. Non è stato salvato nulla; bisogna liberare spazio.
storage-missing = Il file archiviato { $name } non c'è.
storage-unavailable = In questo momento non si possono salvare né leggere file. Non è cambiato nulla; riprova tra un minuto.
task-awaits-confirmation = Prima una seconda persona deve confermare questa decisione.
task-done = Questo compito è già fatto. Riguarda la pratica.
task-not-a-review = Questo compito è di tipo { $kind }; si decide solo un esame.
task-not-found = Questo compito non esiste o è di un'altra squadra.
task-not-in-team = Questa persona non lavora nella squadra. Scegli qualcuno che ci lavora.
task-nothing-to-confirm = Nessuno ha ancora deciso, quindi non c'è nulla da confermare.
task-other-kind = Questo non si può fare con un compito di tipo { $kind }.
task-take-first = Prendi in carico il compito prima di lavorarci.
task-taken = Un'altra persona ha preso in carico questo compito. Chiedi a chi dirige la squadra di passartelo.
vault-altered = Il contenuto sigillato è stato alterato e non si può aprire.
vault-keys = SPORTELLO_KEYS non è corretto ({ $reason }, chiave { $position }). Non è stato avviato nulla.
vault-malformed = Non è contenuto sigillato.
vault-missing = La chiave di questa pratica non c'è più, e con essa ciò che vi era sigillato.
vault-unknown-key = La chiave { $key } non è in SPORTELLO_KEYS. Aggiungila di nuovo.
vault-wrong-key = Il contenuto sigillato è stato aperto con la chiave sbagliata.
columns-float = { $name } è in numeri approssimati; le regole ne richiedono di esatti.
decision-feel = Questa decisione è stata presa con { $version }, che questa versione non conosce ({ $known }). Usa la versione con cui è stata presa.
ruling-changed-meanwhile = Nel frattempo lì risulta altro. Non è stato deciso nulla. Rimandala indietro, perché sia rivista.
ruling-nothing-changed = Non è cambiato nulla e non è stato deciso nulla. Cambia ciò che è sbagliato; se va bene così, respingi la segnalazione.
ruling-nothing-to-correct = Questa decisione non corregge nulla in un registro. Non è stato deciso nulla.
ruling-output-invalid = Il valore di { $output } non si può leggere. Non è stato deciso nulla. Controllalo.
ruling-output-not-settable = Il servizio non permette a questo passo di fissare { $output }. Non è stato deciso nulla. Lascialo come l’hanno dato le regole.
ruling-output-unknown = Questo servizio non ha il risultato «{ $output }». Non è stato deciso nulla.
signing-no-identity = Il certificato di firma del Comune non è utilizzabile ({ $reason }). I documenti attendono che venga sistemato.
queue-empty = Non resta nulla da prendere in questa coda.
dmn-broken = Non è un file DMN leggibile (riga { $line }). Non è cambiato nulla. Esportalo di nuovo.
dmn-hit-policy = La hit policy { $hit_policy } { $aggregation } non è supportata. Usa U, F, A, P o C.
dmn-no-table = Il file DMN ha { $found } tabelle decisionali; ne serve una.
dmn-too-large = Il file DMN è di { SIZE($size) }; se ne leggono al massimo { SIZE($largest) }.
dmn-uneven = Alla regola { $rule } del file DMN mancano celle. Mettine una per ogni ingresso e uscita.
text-missing = Scrivi qualcosa. Non è cambiato nulla.
text-too-long = Il testo è troppo lungo: al massimo { $max } caratteri. Non è cambiato nulla; accorcialo e invialo di nuovo.
edition-already-rejected = Questa edizione di { $subject } è già stata respinta. Non è cambiato nulla.
