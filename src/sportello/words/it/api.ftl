# Ciò che si dice ai programmi e, attraverso di loro, alle persone.

api-title-400 = La richiesta non si è potuta leggere
api-title-401 = Non si sa chi chiede
api-title-403 = Non consentito
api-title-404 = Non trovato
api-title-405 = Questo non si può fare qui
api-title-409 = Non possibile allo stato attuale
api-title-410 = Non c’è più
api-title-413 = Troppo grande
api-title-415 = Non in un formato che leggiamo
api-title-422 = Qualcosa richiede attenzione
api-title-429 = Troppe richieste
api-title-500 = Abbiamo sbagliato noi
api-title-503 = Non possibile in questo momento
api-intake-busy = Il Comune sta ricevendo tutte le domande che può. Di questa non è stato salvato nulla. Inviala di nuovo dopo i secondi di Retry-After; con la stessa Idempotency-Key viene salvata una volta sola.
api-server-crowded = In questo momento arrivano così tanti dati che questa richiesta non ha trovato posto. Non ne è stato letto nulla. Inviala di nuovo dopo i secondi di Retry-After; con la stessa Idempotency-Key nulla viene fatto due volte.
api-assurance-too-low = Questo servizio deve sapere con più certezza chi fa domanda ({ $needs }) di quanto mostri questa richiesta. Non è stato salvato nulla. La persona fa domanda sul sito, con il suo account.
api-application-invalid =
    { $count ->
        [one] Una risposta richiede attenzione. Non è stato salvato nulla; correggila e invia di nuovo tutto.
       *[other] { $count } risposte richiedono attenzione. Non è stato salvato nulla; correggile e invia di nuovo tutto.
    }
api-database-away = La nostra base dati in questo momento non risponde, quindi non si sa se la richiesta è stata eseguita. Ciò a cui si è risposto prima è salvato. Inviala di nuovo: con la stessa Idempotency-Key niente viene fatto due volte.
access-secret = Non c'è nessuna pratica con questo numero e questo codice segreto. Non è cambiato nulla. Controlla entrambi sulla ricevuta.
access-secret-missing = Mostra il codice segreto della pratica (intestazione Case-Secret) o il token del client che l'ha inviata. Non è cambiato nulla.
client-exists = Esiste già un client chiamato «{ $name }». Non è cambiato nulla. Scegli un altro nome.
client-not-found = Non c'è nessun client chiamato «{ $name }» con un token. Non è cambiato nulla.
limit-reached = Da qui è arrivato più di quanto il Comune accetti da uno stesso luogo nel tempo permesso. Quello che era già salvato resta. Riprova tra { $seconds } secondi.
request-invalid =
    { $count ->
        [one] Una parte della richiesta richiede attenzione. Non è cambiato nulla; correggila e inviala di nuovo.
       *[other] { $count } parti della richiesta richiedono attenzione. Non è cambiato nulla; correggile e inviala di nuovo.
    }
request-missing = Manca «{ $name }».
request-unknown = «{ $name }» qui non è conosciuto. Controlla come è scritto.
request-wrong = «{ $name }» non ha la forma richiesta. Vedi la descrizione dell'API.
request-malformed = Il corpo non si è potuto leggere: deve essere JSON completo in UTF-8 (o un modulo completo, per i file). Non è cambiato nulla.
request-key-twice = «{ $name }» compare due volte nello stesso oggetto JSON. Non è cambiato nulla; indicalo una volta sola.
request-number = Un numero ha più di { $most } cifre. Non è cambiato nulla.
request-too-deep = Il JSON ha più di { $most } livelli. Non è cambiato nulla.
request-text = Un testo ha caratteri che non si possono conservare (nulli o mezzi caratteri). Non è cambiato nulla.
request-too-large = La richiesta è troppo grande: al massimo { SIZE($largest) }. Non è cambiato nulla. Invia i file a parte, ciascuno più piccolo.
request-media-type = Il corpo deve essere di tipo { $needs }. Non è cambiato nulla.
request-method = { $method } qui non si può fare. Si può: { $allowed }.
request-no-such-path = A questo indirizzo non c'è nulla. Vedi in /api/v1/ che cosa c'è.
server-failed = Qualcosa non ha funzionato da parte nostra ed è stato annotato. Ciò a cui era già stato risposto è salvato. Riprova; con la stessa Idempotency-Key nulla viene fatto due volte.
