# Avvisi su un dispositivo (Web Push).

push-subscription = Ciò che il browser ha dato non è completo e questo dispositivo non è stato aggiunto. Riprova.
push-endpoint = Il tuo browser riceve gli avvisi da un servizio che il Comune non usa ({ $host }); questo dispositivo non è stato aggiunto. Prova con un altro browser o scegli un altro modo.
push-gone = Questo dispositivo non riceve più avvisi.
push-rejected = Il servizio di avvisi non ha accettato l'avviso ({ $status }).
push-unavailable = Il servizio di avvisi ora non risponde. Riproveremo.
push-message = Hai un nuovo messaggio.
push-reminder = Nel tuo fascicolo c'è un messaggio non aperto.
push-stop = Non è per me
push-too-many = Ricevi già avvisi su { $most } dispositivi. Prima togline uno.
device-not-found = Questo dispositivo non è tra i tuoi, o è già stato tolto. Non è cambiato nulla.
desk-did-device-added = Una persona ha aggiunto un dispositivo per gli avvisi
desk-did-device-ended = Un dispositivo non riceve più avvisi
push-devices = Avvisi sui tuoi dispositivi
push-devices-text = Un dispositivo può mostrare che c'è un messaggio, come fanno le app: con il nome del Comune e senza una parola di ciò che il messaggio dice.
push-device-unnamed = Un dispositivo
push-device-since = Aggiunto { $at }
push-device-told = Ultimo avviso { $at }
push-device-end = Togli gli avvisi
push-here = Avvisa su questo dispositivo
push-added = Da ora questo dispositivo avvisa dei nuovi messaggi.
push-added-unused = Hai scelto un altro modo per gli avvisi. Scegli qui sotto «Sui miei dispositivi» se preferisci questo.
push-ended = Quel dispositivo non riceve più avvisi.
push-script = Per aggiungere questo dispositivo il browser ha bisogno di JavaScript. Quelli già aggiunti ricevono avvisi senza.
push-denied = Questo browser non può mostrare avvisi di questo sito. Permettilo nelle impostazioni e riprova.
push-failed = Non è stato possibile aggiungere questo dispositivo: il servizio di avvisi del suo produttore non ha risposto. Non è cambiato nulla. Riprova più tardi o scegli un altro modo.
push-unable = Questo browser non può mostrare avvisi. Su iPhone o iPad, metti prima questo sito nella schermata Home e aprilo da lì.
