# Due persone fanno domanda insieme: chi si unisce a quale domanda, e che cosa vede ciascuna.

joint-title = Fare domanda in due
joint-code-title = Unisciti a una domanda
joint-with = Hai fatto domanda insieme a { $name }. Ognuno dei due vede quello che avete risposto in comune e quello che lo riguarda; messaggi, documenti e decisione li vedete entrambi.
joint-receipt = Ricevuta con il numero di pratica
joint-invite-text = Chi si unisce vede questa domanda come te, tranne quello che hai risposto su di te. Da quel momento, quello che riguarda l'altra persona è solo suo.
joint-invite = Invita
joint-invited = Una persona è invitata e può unirsi fino al { $on }. Fino ad allora puoi ritirare l'invito.
joint-take-back = Ritira l'invito
joint-made = Dai questo codice all'altra persona
joint-made-text = L'altra persona accede, apre «Unisciti a una domanda» in «Il mio fascicolo» e lo scrive. Vale una volta, fino al { $on }. Nessuno si unisce senza dire di sì.
joint-code = Codice
joint-code-text = Chi ha fatto domanda per tutti e due ha un codice per te. Ti unisci solo se dici di sì nella pagina seguente.
joint-accept-title = Fai domanda insieme a { $name }?
joint-accept-text = La decisione vale allora per entrambi. Vedi la domanda, i messaggi e i documenti, e puoi rispondere alle domande del Comune. Quello che riguarda te lo vedete tu e il personale del Comune. Non puoi lasciarla finché il Comune ci lavora.
joint-accept-yes = Sì, anch'io
web-done-taken_back = L'invito è ritirato: il suo codice non apre più nulla.
web-done-joined = Ora la domanda è di entrambi. Lo abbiamo detto a tutti e due.
desk-joint = Chi fa domanda
desk-joint-applicant = Chi ha iniziato la domanda
desk-joint-co_applicant = Seconda persona
desk-joint-not-joined = non si è ancora unita
desk-joint-erased = Quello che ha risposto su di sé è stato cancellato su richiesta della persona.
desk-did-case-invited = Invitata una seconda persona
desk-did-case-invitation-taken-back = L'invito è stato ritirato
desk-did-case-joined = La seconda persona si è unita
desk-did-answers-erased = Cancellato, su richiesta, ciò che una persona aveva risposto su di sé
joint-sign-in = Per unirti a una domanda devi aver fatto l'accesso e agire per te. Non è cambiato nulla.
joint-not-found = Questo codice non esiste o non vale più. Controlla il codice: 12 caratteri, come 7QK2-M9FX-3RTA.
joint-own = Questo codice l'hai fatto tu. Dallo all'altra persona.
joint-child = I minori non si uniscono a una domanda: la fa per loro un genitore. Non è cambiato nulla.
joint-not-possible = Nessuno può unirsi a questa domanda. Non è cambiato nulla.
joint-withdraw = La può ritirare chi ha iniziato la domanda. Se non vuoi più partecipare, scrivi all'ufficio. Non è cambiato nulla.
decision-erased = Quello che { $about ->
        [applicant] chi ha iniziato la domanda
       *[co_applicant] la seconda persona
    } ha risposto su di sé è stato cancellato su richiesta della persona, perciò la decisione non si può ricalcolare.
notice-joint-joined-subject = { $service }: { $name } fa domanda con te
notice-joint-joined-body =
    { $name } ora fa con te la domanda { $reference } ({ $service }).

    D'ora in poi ciascuno vede quello che riguarda sé e quello che avete in comune. Il codice della ricevuta non la apre più: fai l'accesso per vederla.

    { $page }
notice-joint-accepted-subject = { $service }: fai domanda con { $name }
notice-joint-accepted-body =
    Ora fai anche tu la domanda { $reference } ({ $service }) iniziata da { $name }.

    Seguila qui: { $page }
notice-joint-news-subject = { $service }: novità su { $reference }
notice-joint-news-body =
    C'è un messaggio nuovo nella domanda { $reference } ({ $service }), che avete fatto insieme.

    Leggilo qui: { $page }
