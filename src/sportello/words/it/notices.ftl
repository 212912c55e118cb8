# Avvisi che il Comune scrive da sé a chi fa domanda.

notice-received-subject = { $service }: abbiamo ricevuto la tua domanda { $reference }
notice-received-body =
    Abbiamo ricevuto la tua domanda { $reference } per { $service }.

    Seguila qui: { $link }
notice-asked-subject = { $service }: il Comune ha una domanda su { $reference }
notice-asked-body =
    Per proseguire con { $reference } ({ $service }), al Comune serve ancora qualcosa da te.

    Vedi la domanda e rispondi qui: { $link }
notice-appeal-approve-subject = { $service }: il tuo ricorso su { $reference } è stato accolto
notice-appeal-approve-body =
    Il tuo ricorso su { $reference } ({ $service }) è stato accolto: la decisione precedente cambia.

    Leggi la nuova decisione e i motivi qui: { $link }
notice-appeal-deny-subject = { $service }: il tuo ricorso su { $reference } non è stato accolto
notice-appeal-deny-body =
    Il tuo ricorso su { $reference } ({ $service }) non è stato accolto: la decisione resta valida.

    Perché:
    { $reasons }

    Leggi che cosa puoi ancora fare qui: { $link }
