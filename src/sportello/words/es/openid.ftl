# Entrar en otros sitios con la cuenta de la ciudad: lo que leen las personas, y quienes publican.

openid-consent-title = Entrar en { $name }
openid-consent-as = Aquí usa la cuenta de
openid-consent-to = Después continuará en:
openid-consent-sees = Si está de acuerdo, { $name } podrá ver:
openid-sees-openid = que usted es la misma persona cada vez que viene: un número que solo conocen allí
openid-sees-profile = su nombre, como figura en su cuenta
openid-sees-email = su correo electrónico, si nos ha dado uno
openid-sees-phone = su número de teléfono, si nos ha dado uno
openid-sees-offline-access = todo esto también cuando usted no está, hasta 30 días después de su última visita
openid-consent-level = También sabrán con qué seguridad sabemos quién es usted, y cuándo entró.
openid-consent-not = No ven nada más de lo que la ciudad tiene de usted.
openid-consent-yes = Aceptar y entrar
openid-consent-no = Ahora no
openid-consent-end = Puede terminarlo en cualquier momento, en su cuenta.
openid-on-title = Seguir a { $name }
openid-on-button = Continuar
openid-leave-title = ¿Salir también aquí?
openid-leave-from = Ha salido de { $name }.
openid-leave-as = Aquí sigue dentro como
openid-leave-both = Salir también aquí
openid-leave-there = Seguir dentro aquí
openid-left-title = Ha salido de allí
openid-left-in = Aquí sigue dentro.
openid-left-out = Aquí la sesión también está cerrada.
openid-consents = Dónde entra con esta cuenta
openid-consents-text = Estos le conocen por esta cuenta. Con quien lo termine no sabrá nada más de usted desde entonces.
openid-consents-none = No entra en ningún otro sitio con esta cuenta.
openid-consents-sees = Desde el { $on } pueden ver:
openid-consents-end = Terminar
openid-done-ended = Terminado. Desde aquí no sabrán nada más de usted.

# En la tramitación

desk-door-parties = Entrar en otros sitios
desk-parties-text = Bibliotecas, aparcamientos y otros donde se entra con la cuenta de aquí. Quien publica registra, otra persona que publica aprueba.
desk-parties-none = Todavía no hay ninguno.
desk-parties-add = Registrar a alguien
desk-party-name = Nombre con el que se le conoce
desk-party-redirects = Direcciones a las que se vuelve
desk-party-redirects-hint = Una por línea, cada una entera y exacta, con https.
desk-party-logout-redirects = Direcciones después de salir, si las hay
desk-party-scopes = Lo que se lee que podrá ver
desk-party-state = Estado
desk-party-state-waiting = Por aprobar
desk-party-state-open = En uso
desk-party-state-ended = Terminado
desk-party-number = ID de cliente
desk-party-issuer = Emisor
desk-party-registered = Registrado
desk-party-approved = Aprobado
desk-party-approve = Aprobar y mostrar el secreto
desk-party-approve-text = Compruebe quiénes son y que las direcciones son suyas. Quien entre les enviará lo que figura arriba.
desk-party-mine = Usted lo registró, así que debe aprobarlo otra persona que publica.
desk-party-end = Terminar
desk-party-end-text = Desde entonces nadie entra allí con la cuenta de la ciudad, y lo que recibieron no vale nada.
desk-party-secret = Secreto de cliente
desk-party-secret-text = Se muestra solo esta vez. Entréguelo de forma segura; quien lo pierda se registra de nuevo.
desk-done-party-registered = Está registrado. Otra persona que publica lo aprueba.
desk-done-party-ended = Está terminado.
desk-did-relying-party-registered = Sitio donde entrar registrado
desk-did-relying-party-approved = Sitio donde entrar aprobado
desk-did-relying-party-ended = Sitio donde entrar terminado
desk-did-consent-given = Consentimiento para entrar en otro sitio dado
desk-did-consent-ended = Consentimiento para entrar en otro sitio terminado
desk-did-grant-came-twice = Código o token que llegó dos veces

# Rechazado

openid-closed = Esta ciudad no está preparada para entrar en otros sitios.
openid-redirect = La dirección a la que volver no es una que se haya registrado. No se ha entrado allí. Vuelva y dígaselo.
openid-own-only = En otros sitios se entra solo por cuenta propia.
openid-residents-only = En otros sitios solo se entra con la cuenta de quien usa los servicios, no con la de quien trabaja aquí.
openid-name = Este nombre mezcla letras de varias escrituras y puede parecer el de otro. No se ha registrado nada; escríbalo en una sola.
openid-address = «{ $address }» no se puede registrar: una dirección empieza por https:// y no tiene signos que valgan por otros. No se ha cambiado nada.
openid-addresses = Indique entre una y { $most } direcciones a las que volver, y no más para después de salir. No se ha cambiado nada.
openid-scope = «{ $scope }» no es nada que se pueda ver aquí. No se ha cambiado nada.
openid-approved = Esto ya está aprobado. Su secreto se mostró entonces.
openid-secret = El ID de cliente y el secreto no van juntos.
openid-token = Este token no vale, o ya no vale.
openid-grant = Este código o token no vale, o ya se usó.
openid-grant-type = Así no se obtienen tokens.
openid-request = Esta petición no está completa.
openid-key = Esto no es una clave RSA de 2048 bits o más.
relying-party-not-found = Con este ID nadie hace entrar aquí. No se ha cambiado nada.
consent-not-found = Esto ya está terminado.
