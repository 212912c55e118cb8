# Entrare altrove con l'account del Comune: quello che leggono i residenti, e chi pubblica allo sportello.

openid-consent-title = Entrare in { $name }
openid-consent-as = Qui hai fatto l'accesso come
openid-consent-to = Poi si prosegue su:
openid-consent-sees = Se accetti, { $name } potrà vedere:
openid-sees-openid = che sei la stessa persona ogni volta che vieni: un numero con cui solo loro ti conoscono
openid-sees-profile = il tuo nome, come sta nel tuo account
openid-sees-email = il tuo indirizzo e-mail, se ce ne hai dato uno
openid-sees-phone = il tuo numero di telefono, se ce ne hai dato uno
openid-sees-offline-access = tutto questo anche quando non ci sei, fino a 30 giorni dopo la tua ultima visita
openid-consent-level = Sapranno anche con quale sicurezza sappiamo chi sei, e quando hai fatto l'accesso.
openid-consent-not = Non vedono nient'altro di ciò che il Comune ha di te.
openid-consent-yes = Accetta ed entra
openid-consent-no = Non ora
openid-consent-end = Puoi chiudere tutto questo in ogni momento, nel tuo account.
openid-on-title = Avanti verso { $name }
openid-on-button = Continua
openid-leave-title = Uscire anche qui?
openid-leave-from = Hai chiuso la sessione in { $name }.
openid-leave-as = Qui la sessione è ancora aperta come
openid-leave-both = Esci anche qui
openid-leave-there = Resta qui
openid-left-title = Lì la sessione è chiusa
openid-left-in = Qui la sessione è ancora aperta.
openid-left-out = Anche qui la sessione è chiusa.
openid-consents = Dove entri con questo account
openid-consents-text = Questi ti conoscono con questo account. Se ne chiudi uno, da allora non saprà più nulla di te.
openid-consents-none = Non entri in nessun altro posto con questo account.
openid-consents-sees = Dal { $on } possono vedere:
openid-consents-end = Chiudi
openid-done-ended = È chiuso. Da qui non sapranno più nulla di te.

# Allo sportello

desk-door-parties = Entrare altrove
desk-parties-text = Biblioteche, parcheggi e altri dove si entra con l'account di qui. Chi pubblica registra, un'altra persona che pubblica approva.
desk-parties-none = Non ce ne sono ancora.
desk-parties-add = Registra qualcuno
desk-party-name = Nome con cui è conosciuto
desk-party-redirects = Indirizzi a cui si torna
desk-party-redirects-hint = Uno per riga, ognuno intero ed esatto, con https.
desk-party-logout-redirects = Indirizzi dopo l'uscita, se ce ne sono
desk-party-scopes = Che cosa si legge che potrà vedere
desk-party-state = Stato
desk-party-state-waiting = Da approvare
desk-party-state-open = In uso
desk-party-state-ended = Chiuso
desk-party-number = ID client
desk-party-issuer = Emittente
desk-party-registered = Registrato
desk-party-approved = Approvato
desk-party-approve = Approva e mostra il segreto
desk-party-approve-text = Controlla chi sono e che gli indirizzi siano loro. Chi entra manderà loro ciò che sta sopra.
desk-party-mine = L'hai registrato tu, perciò deve approvarlo un'altra persona che pubblica.
desk-party-end = Chiudi
desk-party-end-text = Da allora nessuno entra lì con l'account del Comune, e ciò che hanno ricevuto non vale più nulla.
desk-party-secret = Segreto del client
desk-party-secret-text = Si mostra solo questa volta. Consegnalo in modo sicuro; chi lo perde si registra di nuovo.
desk-done-party-registered = È registrato. Un'altra persona che pubblica lo approva.
desk-done-party-ended = È chiuso.
desk-did-relying-party-registered = Sito dove entrare registrato
desk-did-relying-party-approved = Sito dove entrare approvato
desk-did-relying-party-ended = Sito dove entrare chiuso
desk-did-consent-given = Consenso a entrare altrove dato
desk-did-consent-ended = Consenso a entrare altrove chiuso
desk-did-grant-came-twice = Codice o token arrivato due volte

# Rifiutato

openid-closed = Con questo Comune non si può entrare altrove.
openid-redirect = L'indirizzo a cui tornare non è tra quelli registrati. L'accesso lì non è riuscito. Torna indietro e dillo a loro.
openid-own-only = Altrove si entra solo per conto proprio.
openid-residents-only = Altrove si entra solo con l'account di chi usa i servizi, non con quello di chi lavora qui.
openid-name = Questo nome mescola lettere di più scritture e può sembrare quello di un altro. Non è stato registrato nulla; scrivilo in una sola.
openid-address = «{ $address }» non si può registrare: un indirizzo comincia con https:// e non ha segni che stanno per altri. Non è cambiato nulla.
openid-addresses = Dai tra uno e { $most } indirizzi a cui tornare, e non di più per dopo l'uscita. Non è cambiato nulla.
openid-scope = «{ $scope }» non è nulla che si possa vedere qui. Non è cambiato nulla.
openid-approved = Questo è già approvato. Il suo segreto è stato mostrato allora.
openid-secret = ID client e segreto non vanno insieme.
openid-token = Questo token non vale, o non vale più.
openid-grant = Questo codice o token non vale, o è già stato usato.
openid-grant-type = Così non si ottengono token.
openid-request = Questa richiesta non è completa.
openid-key = Questa non è una chiave RSA di almeno 2048 bit.
relying-party-not-found = Con questo ID nessuno fa entrare qui. Non è cambiato nulla.
consent-not-found = Questo è già chiuso.
