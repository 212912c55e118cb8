# Entrare qui tramite un emittente altrove

issuer-title = Entrare tramite altri
issuer-sign-in = Entra con { $name }
issuer-step-up = Mostra altrove chi sei
issuer-link = Entra con { $name } da ora in poi
issuer-link-title = Entrare con { $name }?
issuer-link-text = Da allora, chi { $name } conosce come te può entrare nell'account di { $account }. Se lì la tua identità è stata verificata, vale anche qui.
issuer-link-name = Lì ti chiami
issuer-link-yes = Sì, da ora in poi
issuer-done-linked = Da ora in poi puoi entrare così.
issuer-done-removed = Così non entra più nessuno.
issuer-done-unknown = Nessun account di qui ti conosce ancora così. Entra, o apri un account, e ti chiederemo se unirli.
account-text-linked-subject = Il tuo account: è stato aggiunto un altro modo di entrare
account-text-linked-body =
    { $name },

    da ora si può entrare nel tuo account di { $city } tramite «{ $issuer }».

    Non l'hai chiesto tu? Guarda su { $link } o chiama il { $phone }.
account-text-linked-short = { $city }: ora si può entrare nel tuo account tramite «{ $issuer }». Non l'hai chiesto tu? { $link } o { $phone }
account-text-unlinked-subject = Il tuo account: è stato tolto un modo di entrare
account-text-unlinked-body =
    { $name },

    non si può più entrare nel tuo account di { $city } tramite «{ $issuer }».

    Non l'hai chiesto tu? Guarda su { $link } o chiama il { $phone }.
account-text-unlinked-short = { $city }: non si può più entrare nel tuo account tramite «{ $issuer }». Non l'hai chiesto tu? { $link } o { $phone }
desk-did-account-linked = Modo di entrare tramite altri aggiunto
desk-did-account-unlinked = Modo di entrare tramite altri tolto
issuer-unknown = Nessuno con questo nome fa entrare qui.
issuer-not-found = Questo non è un modo di entrare nel tuo account. Non è cambiato nulla.
issuer-denied = L'accesso lì non è riuscito. Non è cambiato nulla; riprova, o accedi in un altro modo.
issuer-answer = Ciò che è tornato non corrisponde a ciò che abbiamo chiesto, o è arrivato tardi. Non è cambiato nulla; ricomincia.
issuer-token = Ciò che è tornato non vale. Non è cambiato nulla; ricomincia, o entra in un altro modo.
issuer-unavailable = Ora non si possono raggiungere. Non è cambiato nulla; riprova più tardi, o entra in un altro modo.
issuer-taken = Chi sei lì è unito a un altro account di qui. Entra in quello, o toglilo prima lì.
issuer-other-person = Lì hai un altro nome rispetto a questo account, che è stato verificato. Vieni a uno sportello con un documento d'identità.
