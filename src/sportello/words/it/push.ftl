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
