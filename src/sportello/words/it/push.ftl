# Avvisi su un dispositivo (Web Push).

push-subscription = Ciò che il browser ha dato non è completo e questo dispositivo non è stato aggiunto. Riprovi.
push-endpoint = Il suo browser riceve gli avvisi da un servizio che la città non usa ({ $host }); questo dispositivo non è stato aggiunto. Provi con un altro browser o scelga un'altra via.
push-gone = Questo dispositivo non riceve più avvisi.
push-rejected = Il servizio di avvisi non ha accettato l'avviso ({ $status }).
push-unavailable = Il servizio di avvisi non risponde ora. Riproveremo.
push-message = Ha un nuovo messaggio.
push-reminder = Nella sua cartella c'è un messaggio non aperto.
push-stop = Non è per me
push-too-many = Riceve già avvisi su { $most } dispositivi. Ne tolga prima uno.
device-not-found = Questo dispositivo non è tra i suoi, o è già stato tolto. Non è stato cambiato nulla.
desk-did-device-added = Una persona residente ha aggiunto un dispositivo per gli avvisi
desk-did-device-ended = Un dispositivo non riceve più avvisi
push-devices = Avvisi sui suoi dispositivi
push-devices-text = Un dispositivo può mostrare che c'è un messaggio, come fanno le app: con il nome della città e senza una parola di ciò che il messaggio dice.
push-device-unnamed = Un dispositivo
push-device-since = Aggiunto { $at }
push-device-told = Ultimo avviso { $at }
push-device-end = Togli gli avvisi
push-here = Avvisa su questo dispositivo
push-added = Da ora questo dispositivo avvisa dei nuovi messaggi.
push-added-unused = Ha scelto un'altra via per gli avvisi. Scelga qui sotto «Sui miei dispositivi» se preferisce questa.
push-ended = Quel dispositivo non riceve più avvisi.
push-script = Per aggiungere questo dispositivo il browser ha bisogno di JavaScript. Quelli già aggiunti ricevono avvisi senza.
push-denied = Questo browser non può mostrare avvisi di questo sito. Lo permetta nelle impostazioni e riprovi.
push-failed = Non è stato possibile aggiungere questo dispositivo: il servizio di avvisi del suo produttore non ha risposto. Non è stato cambiato nulla. Riprovi più tardi o scelga un'altra via.
push-unable = Questo browser non può mostrare avvisi. Su iPhone o iPad, metta prima questo sito nella schermata Home e lo apra da lì.
