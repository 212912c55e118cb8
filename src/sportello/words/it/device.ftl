# La cartella su un dispositivo, da leggere senza connessione.

device-title = Su questo dispositivo
device-text = Può tenere la cartella su questo dispositivo e leggerla senza connessione: le domande e i loro prossimi passi, i messaggi già aperti, le scadenze, i permessi, le deleghe e i documenti che apre qui.
device-needs = Serve un browser che possa tenere le pagine, con gli script. Senza connessione si può solo leggere: non si può inviare nulla.
device-who = Chi può aprire questo dispositivo può leggere ciò che vi è conservato. Non lo faccia su un dispositivo usato anche da altri.
device-until = Finisce quando preme il pulsante qui, esce, apre questo sito a sessione terminata, e { $days } giorni dopo l’ultimo aggiornamento.
device-keep = Tenere la mia cartella su questo dispositivo
device-is-kept = La sua cartella è conservata su questo dispositivo.
device-end = Non tenerla più
device-wait = Un momento.
device-done = Fatto.
device-failed = Non ha funzionato: forse manca la connessione o il browser non lo permette. Non è conservato nulla.
device-kept = Conservato il { $day }; non c’è connessione.
device-form = Per questo serve la connessione.
device-staff = Chi lavora per la città non conserva nulla su un dispositivo.
device-held = In questo browser è aperto, con il suo codice, qualcosa che non è Suo: una domanda, inviata o iniziata. La aggiunga alla Sua cartella, oppure esca ed entri di nuovo; allora potrà conservare qui la Sua cartella.
offline-title = Non c’è connessione
offline-text = Questa pagina non è conservata su questo dispositivo. Si aprirà quando la connessione tornerà. Non è stato inviato nulla.
