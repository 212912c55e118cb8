# Ciò che dice una conversazione.

talk-hello = Ciao. Ti aiuto a chiedere un servizio del Comune. Di' «aiuto» quando vuoi.
talk-which-service = Di che cosa hai bisogno? Dillo in poche parole o scegli un numero. Se hai un codice per continuare, scrivilo.
talk-no-service = Non ho trovato un servizio adatto. Questi sono i servizi del Comune:
talk-begun = { $service }. Faccio una domanda alla volta e salvo ogni risposta.
talk-resumed = Riprendiamo da dove eri: { $service }. Tutte le tue risposte sono ancora qui.
talk-help = Puoi dire: «indietro»; «no, 4 persone» per correggere l'ultima risposta; «cambia» e un nome o un numero; «le mie risposte»; «ripeti»; «salta» se la risposta è facoltativa; «lingua inglese»; «fermati» per continuare più tardi. Metti una risposta tra virgolette perché sia presa così com'è.
talk-hint-date = Per esempio { $example }.
talk-hint-money = Un importo, con o senza centesimi.
talk-hint-choices = Puoi sceglierne più di una, separate da virgole, oppure «nessuna».
talk-hint-long-text = Scrivi quanto ti serve.
talk-hint-file = Invia il file ({ $accept }, fino a { $mb } MB).
talk-hint-optional = Puoi dire «salta».
talk-another =
    { $asked } { $count ->
        [0] C'è qualcosa da aggiungere? ({ $each })
       *[other] Ne hai indicati { $count }. Vuoi aggiungere altro? ({ $each })
    }
talk-more-files = Invia un altro file o di' «fatto».
talk-file-added = Ho ricevuto { $name }.
talk-offer = Lo hai già detto al Comune: { $answer } ({ $source }, { $on }). Di' «uguale» per usarlo di nuovo, o dai una nuova risposta.
talk-corrected = Corretto. { $asked } { $answer }
talk-you-said = Hai detto: { $answer }. Di' «uguale» per lasciarlo così.
talk-at-start = Questa è la prima domanda.
talk-removed = Tolto.
talk-review = Queste sono le tue risposte:
talk-rows =
    { $count ->
        [one] { $count } voce
       *[other] { $count } voci
    }
talk-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } file
    }
talk-send = Di' «invia» per presentarle, oppure «cambia» e un numero.
talk-which-answer = Quale risposta vuoi cambiare? Di' il numero o il nome.
talk-sending = Invio la tua domanda.
talk-sent = Abbiamo ricevuto la tua domanda. Il numero di pratica è { $reference }. Annotalo.
talk-due = Avrai una risposta entro il { $due }.
talk-follow = Puoi seguire { $reference } qui: { $link }
talk-after = Di' «un altro servizio» per ricominciare, o «fermati» per uscire.
talk-paused = Le tue risposte sono conservate fino al { $until }. Per continuare, qui o sul web, usa il codice { $code } su { $link }. Non dare il codice a nessuno.
talk-language = Continuiamo in italiano.
talk-bye = Arrivederci.
talk-not-given = (nessuna risposta)
