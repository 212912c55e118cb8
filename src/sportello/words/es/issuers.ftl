# Entrar aquí mediante un emisor de otro lugar

issuer-title = Entrar mediante otros
issuer-sign-in = Entrar con { $name }
issuer-step-up = Mostrar en otro lugar quién es usted
issuer-link = Entrar con { $name } desde ahora
issuer-link-title = ¿Entrar con { $name }?
issuer-link-text = Desde entonces, quien { $name } conozca como usted podrá entrar en la cuenta de { $account }. Si allí se comprobó su identidad, vale también aquí.
issuer-link-name = Allí se llama
issuer-link-yes = Sí, desde ahora
issuer-done-linked = Desde ahora puede entrar así.
issuer-done-removed = Así ya no entra nadie.
issuer-done-unknown = Ninguna cuenta de aquí le conoce todavía por eso. Entre, o abra una cuenta, y le preguntaremos si las unimos.
account-text-linked-subject = Su cuenta: se añadió otra forma de entrar
account-text-linked-body =
    { $name }:

    desde ahora se puede entrar en su cuenta de { $city } mediante «{ $issuer }».

    ¿No ha sido usted? Mire en { $link } o llame al { $phone }.
account-text-linked-short = { $city }: ahora se puede entrar en su cuenta mediante «{ $issuer }». ¿No ha sido usted? { $link } o { $phone }
account-text-unlinked-subject = Su cuenta: se quitó una forma de entrar
account-text-unlinked-body =
    { $name }:

    ya no se puede entrar en su cuenta de { $city } mediante «{ $issuer }».

    ¿No ha sido usted? Mire en { $link } o llame al { $phone }.
account-text-unlinked-short = { $city }: ya no se puede entrar en su cuenta mediante «{ $issuer }». ¿No ha sido usted? { $link } o { $phone }
desk-did-account-linked = Forma de entrar mediante otros añadida
desk-did-account-unlinked = Forma de entrar mediante otros quitada
issuer-unknown = Nadie con este nombre hace entrar aquí.
issuer-not-found = Esta no es una forma de entrar en su cuenta. No se ha cambiado nada.
issuer-denied = Allí no se completó la entrada. No se ha cambiado nada; inténtelo otra vez o de otra forma.
issuer-answer = Lo que volvió no corresponde a lo que preguntamos, o llegó tarde. No se ha cambiado nada; empiece de nuevo.
issuer-token = Lo que volvió no vale. No se ha cambiado nada; empiece de nuevo o entre de otra forma.
issuer-unavailable = Ahora no responden. No se ha cambiado nada; inténtelo más tarde o entre de otra forma.
issuer-taken = Su identidad de allí está unida a otra cuenta de aquí. Entre en esa cuenta, o quítela allí antes.
issuer-other-person = Allí tiene otro nombre que en esta cuenta, que fue comprobado. Venga a una ventanilla con un documento de identidad.
