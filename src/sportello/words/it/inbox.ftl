# I messaggi e le date di chi abita in città, pagina per pagina.

inbox-newest = Messaggi più recenti
inbox-older = Messaggi precedenti
dates-nearest = Date più vicine
dates-later = Date successive

reply-title = Scrivere all'ufficio su questo
reply-label = Che cosa vuole dire?
reply-hint = Lo legge chi segue la Sua domanda. Al massimo { $most } caratteri.
reply-send = Inviare
reply-sent = Il Suo messaggio è presso chi segue la Sua domanda.
reply-yours = Lei ha scritto all'ufficio
reply-by = { $name } ha scritto all'ufficio per Lei
reply-by-other = Qualcuno che agiva per Lei ha scritto all'ufficio
reply-closed = Questa domanda è chiusa e nessuno ci lavora più. La sua pagina dice se può fare ricorso o farla riaprire; per altro si rivolga a un ufficio.
reply-too-many = Oggi ha scritto { $most } volte su questa domanda. Ciò che ha scritto è conservato; scriva domani, o si rivolga a un ufficio.
desk-applicant-wrote = Ha scritto chi fa domanda
desk-note-staff = Una persona dello sportello con l'account chiuso
desk-did-case-replied = Ha scritto chi fa domanda
