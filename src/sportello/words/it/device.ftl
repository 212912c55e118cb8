# La cartella su un dispositivo, da leggere senza connessione.

device-title = Su questo dispositivo
device-text = Puoi tenere il fascicolo su questo dispositivo e leggerlo senza connessione: le domande e i loro prossimi passi, i messaggi già aperti, le scadenze, i permessi, le deleghe e i documenti che apri qui.
device-needs = Serve un browser che possa tenere le pagine, con JavaScript. Senza connessione si può solo leggere: non si può inviare nulla.
device-who = Chi può aprire questo dispositivo può leggere ciò che vi è conservato. Non farlo su un dispositivo usato anche da altri.
device-until = Finisce quando premi il pulsante qui, esci, apri questo sito a sessione terminata, e { $days } giorni dopo l’ultimo aggiornamento.
device-keep = Tieni il mio fascicolo su questo dispositivo
device-is-kept = Il tuo fascicolo è conservato su questo dispositivo.
device-end = Non tenerla più
device-wait = Un momento.
device-done = Fatto.
device-failed = Non ha funzionato: forse manca la connessione o il browser non lo permette. Non è conservato nulla.
device-kept = Conservato il { $day }; non c’è connessione.
device-form = Per questo serve la connessione.
device-staff = Chi lavora per il Comune non conserva nulla su un dispositivo.
device-held = In questo browser è aperto, con il suo codice, qualcosa che non è tuo: una domanda, inviata o iniziata. Aggiungila al tuo fascicolo, oppure esci ed entra di nuovo; allora potrai conservare qui il tuo fascicolo.
offline-title = Non c’è connessione
offline-text = Questa pagina non è conservata su questo dispositivo. Si aprirà quando la connessione tornerà. Non è stato inviato nulla.
