# Ciò che è stato rifiutato: che cosa è successo, che cosa è stato conservato, che cosa fare.

refused-other = Non è stato possibile ({ $code }). Ciò che avevi dato è salvato. Riprova o contatta il Comune.
service-unknown = Il Comune non ha un servizio «{ $service }». Scegline uno dall'elenco.
service-closed = Le domande si sono chiuse il { $closed }. Le bozze sono conservate; se si riapre, il Comune lo scriverà qui.
service-not-open-yet = Le domande si aprono il { $opens }. Torna in quella data.
city-unpublished = Il Comune non ha ancora pubblicato nulla. Riprova più tardi.
assurance-too-low =
    Per proteggerti, questo servizio deve sapere con certezza chi sei. Livello richiesto: { $needs ->
        [none] nessuno
        [low] basso
        [substantial] significativo
        [high] elevato
       *[other] un altro
    }; il tuo ora: { $has ->
        [none] nessuno
        [low] basso
        [substantial] significativo
        [high] elevato
       *[other] un altro
    }. Le tue risposte sono salvate. Accedi con un mezzo più sicuro (una passkey o un’app di autenticazione) o vieni a uno sportello con un documento.
language-unknown = «{ $language }» non è una lingua di questo Comune. Parla: { $languages }. Non è cambiato nulla.
database-away = La base dati del Comune in questo momento non risponde. Ciò che hai salvato prima resta. Invia di nuovo tra un minuto: niente viene fatto due volte.
draft-not-found = Non c'è una bozza con questo codice o link, o non è tua. Controlla il codice: 12 caratteri, come 7QK2-M9FX-3RTA.
draft-expired = Questa bozza è stata conservata 100 giorni ed è stata cancellata. Ricomincia.
draft-sent = Questa bozza è già stata inviata. Seguila con il numero di pratica che hai ricevuto.
code-mistyped = Il codice non è corretto. Ha { $length } caratteri; ne hai scritti { $given }. Controllalo.
reference-mistyped = Il numero di pratica non è corretto. Ha { $length } caratteri, come R7K-3F9-2QM; ne hai scritti { $given }. Controllalo.
case-not-found = Non c'è una domanda con questo numero di pratica, o non è tua. Controllalo o usa il link che hai ricevuto.
case-closed = Questa domanda è chiusa e non si può più modificare. Nulla è andato perso. Puoi fare ricorso o una nuova domanda.
access-not-yours = Questo non è tuo, quindi non puoi vederlo né modificarlo. Accedi o usa il link che hai ricevuto.
access-token = Questa chiave di accesso è sconosciuta o scaduta. Chiedine una nuova.
appeal-not-possible = Qui non c'è una decisione contro cui fare ricorso. Se pensi sia un errore, contatta il Comune.
appeal-too-late = Il termine per il ricorso è scaduto il { $until }. Puoi presentare una nuova domanda o contattare il Comune.
reopen-not-possible = Questa pratica non si può più riaprire. Fai una nuova segnalazione.
inquiry-answered = A questa domanda hai già risposto. La risposta precedente è conservata.
intake-busy = In questo momento arrivano moltissime domande. Le tue risposte sono salvate. Invia di nuovo tra un minuto.
server-crowded = In questo momento arrivano così tanti dati che ciò che hai appena inviato non ha trovato posto. Ciò che avevi salvato prima è conservato.
idempotency-other-body = Questa chiave è già stata usata per un'altra domanda. La prima è conservata. Usa una nuova chiave per altri contenuti.
file-empty = Il file è vuoto. Gli altri sono salvati. Sceglilo di nuovo o rifai la foto.
file-too-large = Il file è troppo grande: { SIZE($size) }. Può avere al massimo { SIZE($largest) }. Gli altri sono salvati. Invia un file più piccolo, per esempio una foto di qualità inferiore.
file-not-accepted = Il file è di tipo { $found }, qualunque sia il nome. Sono accettati: { $accept }. Gli altri sono salvati. Salvalo in uno di questi formati e invialo di nuovo.
file-incomplete = Il file { $found } è troncato e ne manca una parte. Gli altri sono salvati. Invialo di nuovo.
file-infected = Il file contiene software dannoso ({ $signature }), quindi non è stato salvato. Gli altri sì. Invia un'altra copia o contatta il Comune.
file-not-scanned = In questo momento non è stato possibile controllare il file, quindi non è stato salvato. Le tue risposte sì. Riprova tra qualche minuto.
file-not-found = Il file non c'è o non è tuo. Invialo di nuovo.
file-not-readable = Non è stato possibile aprire il file «{ $name }». Le tue risposte sono salvate. Controlla il nome e invialo di nuovo.
file-damaged = Il file si è danneggiato nell'archivio e non viene mostrato. Il Comune lo sa; se puoi, invialo di nuovo.
file-too-many = Ci sono troppi file: al massimo { $most }. Quelli inviati sono salvati. Togli quelli che non servono.
document-not-found = Questo documento non esiste o non è tuo. Usa il link che hai ricevuto.
document-damaged = Il documento si è danneggiato nell'archivio e non viene mostrato. Resta valido e il suo codice si può verificare. Il Comune lo sa; chiedigli una nuova copia.
receipt-forged = Questa ricevuta non è stata emessa da questo Comune o è stata alterata. Non è cambiato nulla. Usa la ricevuta così come ti è stata data.
record-empty = Il registro non ha ancora voci sigillate. Riprova tra un minuto.
record-not-sealed-yet = La voce è scritta ma non ancora sigillata. Ci vuole al massimo un minuto; riprova.
