# I messaggi e le date di una persona, pagina per pagina.

inbox-newest = Messaggi più recenti
inbox-older = Messaggi precedenti
dates-nearest = Date più vicine
dates-later = Date successive

reply-title = Scrivi all'ufficio su questo
reply-label = Che cosa vuoi dire?
reply-hint = Lo legge chi segue la tua domanda. Al massimo { $most } caratteri.
reply-send = Invia
reply-sent = Il tuo messaggio è arrivato a chi segue la tua domanda.
reply-yours = Hai scritto all'ufficio
reply-by = { $name } ha scritto all'ufficio per te
reply-by-other = Qualcuno che agiva per te ha scritto all'ufficio
reply-closed = Questa domanda è chiusa e nessuno ci lavora più. La sua pagina dice se puoi fare ricorso o farla riaprire; per altro rivolgiti a un ufficio.
reply-too-many = Oggi hai scritto { $most } volte su questa domanda. Ciò che hai scritto è conservato; scrivi domani, o rivolgiti a un ufficio.
desk-applicant-wrote = Ha scritto chi fa domanda
desk-note-staff = Una persona dello sportello con l'account chiuso
desk-did-case-replied = Ha scritto chi fa domanda
