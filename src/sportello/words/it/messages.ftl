# Messaggi ai residenti che non riguardano una pratica.

notice-acting-for = La informiamo perché agisce per { $name }.
notice-mandate-proposed-giver-subject = Vuole che qualcuno agisca per lei
notice-mandate-proposed-giver-body =
    È stato creato un codice con cui qualcuno potrà agire per lei presso { $city }, quando lo accetterà. Vale fino a { $until }.

    Se non è stata una sua richiesta, la annulli in «Agire per altri» nella sua cartella: { $link }
notice-mandate-proposed-holder-subject = Vuole agire per qualcuno
notice-mandate-proposed-holder-body =
    È stato creato un codice con cui qualcuno potrà lasciarla agire per suo conto presso { $city }. Vale fino a { $until }.

    Se non è stata una sua richiesta, la annulli in «Agire per altri» nella sua cartella: { $link }
notice-mandate-accepted-giver-subject = { $name } ora può agire per lei
notice-mandate-accepted-giver-body =
    Lei e { $name } siete d'accordo: { $name } può agire per lei presso { $city }. Tutto ciò che viene fatto così è annotato con entrambi i nomi, e lei lo vede nella sua cartella.

    Può porvi fine in ogni momento in «Agire per altri»: { $link }
notice-mandate-accepted-holder-subject = Ora può agire per { $name }
notice-mandate-accepted-holder-body =
    Lei e { $name } siete d'accordo: lei può agire per { $name } presso { $city }. Tutto ciò che fa così è annotato con entrambi i nomi.

    Cominci in «Agire per altri» nella sua cartella: { $link }
notice-mandate-revoked-giver-subject = { $name } non agisce più per lei
notice-mandate-revoked-giver-body =
    È finito il mandato con cui { $name } agiva per lei presso { $city }. Da ora { $name } non può fare nulla per lei; ciò che è stato inviato resta.

    Veda chi agisce per lei in «Agire per altri» nella sua cartella: { $link }
notice-mandate-revoked-holder-subject = Non agisce più per { $name }
notice-mandate-revoked-holder-body =
    È finito il mandato con cui agiva per { $name } presso { $city }. Da ora non può fare nulla per { $name }; ciò che è stato inviato resta.

    Veda per chi agisce in «Agire per altri» nella sua cartella: { $link }
