# Cuentas: cómo entrar, con qué, y con qué seguridad se le conoce.

account-title = Su cuenta
account-sign-in-text = Le enviamos un código a su correo o a su teléfono. La primera vez, así se abre su cuenta; no hay nada que recordar.
account-contact = Correo electrónico o número de móvil
account-contact-hint = Por ejemplo, nombre@example.com o +1 214 555 0142
account-send-code = Enviarme un código
account-other-ways = Otras formas
account-passkey-sign-in = Entrar con una llave de acceso
account-password-instead = Entrar con contraseña
account-password-title = Entrar con contraseña
account-login = Correo electrónico, número de móvil o número de cuenta
account-login-hint = Personal: su nombre de usuario
account-password = Contraseña
account-password-forgotten = ¿No tiene contraseña o la ha olvidado? Entre con un código y ponga otra en su cuenta.
account-demo-title = En esta demostración
account-demo-text = Puede ser cualquiera de estas personas inventadas, sin código. Elija una.
account-demo-staff-text = Puede ser cualquiera que trabaje aquí, sin contraseña. Elija a alguien.
account-demo-clerk = Tramitación: lleva los casos de un equipo
account-demo-lead = Dirección: reparte, deshace y confirma en segundo lugar
account-demo-publisher = Publicación: cambia servicios y aprueba lo que otra persona propuso
account-demo-auditor = Auditoría: lo lee todo y no cambia nada
account-demo-partner = Colaboración: hace su parte de un caso
account-outbox-link = Ver los correos y SMS de esta demostración
account-code-title-email = Mire su correo
account-code-title-phone = Mire su teléfono
account-code-text = Hemos enviado un código a { $to }. Vale 15 minutos.
account-code = Código
account-code-hint = 6 cifras
account-code-none = ¿No ha llegado nada tras unos minutos? Compruebe la dirección o el número, y mire en el correo no deseado.
account-code-other = Usar otra dirección u otro número
account-open-title = Abra su cuenta
account-open-text = El código es correcto, y ninguna cuenta tiene todavía esta dirección o este número.
account-name = Nombre
account-name-hint = Nombre y apellidos, como en su documento de identidad
account-open-kept = Guardamos su nombre y esta dirección o este número, cifrados, hasta que cierre la cuenta.
account-open-button = Abrir la cuenta
account-opened-title = Su cuenta está abierta
account-opened-number = El número de su cuenta es { $number }. Anótelo: a veces se pide además de un código, y con él una oficina encuentra su cuenta.
account-opened-text = La próxima vez basta con un código. Una llave de acceso es más rápida y más segura: su dedo, su cara o el PIN de su dispositivo, y nadie puede leerla por encima de su hombro.
account-opened-later = Seguir sin ella
account-second-title = Un paso más
account-second-text = Esta cuenta pide una segunda prueba de que es usted.
account-second-code = Código de su aplicación de autenticación, o un código de recuperación
account-second-code-hint = 6 cifras de la aplicación, u 8 cifras de un código de recuperación
account-second-from-now = A partir de ahora, un código por correo o teléfono ya no basta para entrar: también pedimos esto. Recibe además códigos de recuperación, para guardar en papel.
account-again-title = Demuestre que es usted
account-again-text = Para protegerle, volvemos a preguntar antes de algo importante. Vale 10 minutos.
account-again-send = Enviar un código a { $to }
account-staff-title = La tramitación pide una segunda prueba
account-staff-text = Quien trabaja aquí con datos de otras personas necesita un segundo factor: una llave de acceso o una aplicación de autenticación.
account-staff-then = Una vez configurado: a la tramitación
account-step-up-title = Tener la certeza de que es usted
account-step-up-text-low = Para esto necesitamos una dirección o un número con el que sepamos que se le localiza.
account-step-up-text-substantial = Esto se hace en su nombre, así que tenemos que saber con certeza que es usted.
account-step-up-text-high = Esto se hace en su nombre e importa mucho, así que tenemos que saber con la mayor certeza que es usted.
account-step-up-kept = Lo que ha rellenado se conserva.
account-step-up-who = Su identidad
account-step-up-who-text = Basta con una vez: después su cuenta queda comprobada.
account-step-up-contact = Añada un correo electrónico o un número de móvil y escriba el código que le enviamos ahí.
account-step-up-counter = En una ventanilla
account-step-up-counter-text = Venga con un documento de identidad, sin cita, y diga su número de cuenta: { $number }. Son pocos minutos.
account-step-up-proof = Una prueba, ahora
account-step-up-proof-text-substantial = Demuéstrelo con su llave de acceso o con un código de su aplicación de autenticación. Vale 10 minutos.
account-step-up-proof-text-high = Demuéstrelo con su llave de acceso. Vale 10 minutos.
account-step-up-then = Ya está configurado: seguir
account-step-up-letter = Por carta
account-step-up-letter-text = Escribimos a la dirección que consta en el registro. La carta lleva un código para escribir aquí; llega en unos días.
account-letter-order = Enviarme una carta
account-letter-page = Escriba el código de su carta
account-letter-page-text = La carta va a la dirección que consta en el registro. Su código vale 30 días.
account-letter-code = Código de la carta
account-letter-home-title = Su código para { $city }
account-letter-home-text = Ha pedido esta carta para que su cuenta demuestre con certeza que es suya. Entre, abra { $address } y escriba este código:
account-letter-first-title = Su cuenta de { $city }
account-letter-first-text = Se ha abierto una cuenta para usted. Su número es { $number }. Abra { $address } y escriba el número y este código:
account-letter-until = El código vale hasta el { $until }, y una sola vez.
account-letter-warning = ¿No la ha pedido? Entonces no diga el código a nadie y llame al { $phone }.
account-denied-title = ¿Es esta su cuenta?
account-denied-text = El código era correcto. Pero alguien que lee ahí dijo que los mensajes de esta cuenta no son suyos, así que pedimos algo más: el número de la cuenta. Está en su cuenta y en las cartas sobre ella.
account-denied-otherwise = Sin el número, entre de otra manera: con otro correo o número, una contraseña o una llave de acceso, o en una ventanilla.
account-paper-instead = Tengo un número de cuenta y un código en papel
account-paper-title = Entrar con un código en papel
account-paper-text = Para el código que le dieron en una ventanilla o que llegó en su primera carta. Funciona una vez.
account-paper-code = Código
account-paper-code-hint = 12 caracteres, como 7QK2-M9FX-3RTA
account-number-hint = 9 caracteres, como R7K-3F9-2QM
account-paper-entered = Ha entrado
account-paper-entered-text = El código ya está usado. Elija ahora cómo entrará la próxima vez: si no elige nada, tendrá que volver a una ventanilla. Con una contraseña se entra con el número de cuenta, { $number }.
account-recover-link = Ya no tengo nada de esto
account-recover-title = Recuperar el acceso a su cuenta
account-recover-text = Ha mostrado una cosa. Muestre otra, de otro tipo. Para protegerle, se lo comunicamos después en todas las direcciones y números de la cuenta y esperamos 24 horas: quien no sea usted no puede acelerarlo, y usted puede pararlo.
account-recover-wait = Ha mostrado lo suficiente. El { $at } podrá seguir: entre otra vez como ahora. Hasta entonces puede pararlo con el enlace del mensaje que enviamos a todas las direcciones y números de la cuenta.
account-recover-ready = La espera ha terminado. Si sigue, sus llaves de acceso, su aplicación de autenticación, sus códigos de recuperación y su contraseña dejan de valer, se cierran sus demás sesiones y habrá que comprobar otra vez su identidad para lo que tiene que ser seguro. Todo lo que hay en su cuenta se conserva.
account-recover-finish = Seguir y entrar
account-recover-counter = En una ventanilla, al momento
account-recover-counter-text = Venga con un documento de identidad. Lo miran dos personas y recibe un código con el que entra de nuevo. No se pierde nada de su cuenta.
account-recovering-title = Alguien ha pedido entrar en esta cuenta sin su segundo factor
account-recovering-text = Si no lo ha pedido usted, párelo ahora.
account-stop-title = ¿No ha sido usted?
account-stop-text = Alguien ha pedido entrar en su cuenta diciendo que ha perdido lo que usted usa para entrar. Si no ha sido usted, párelo: entonces todo queda como está.
account-stop-button = Pararlo
account-stopped-title = Está parado
account-stopped-text = Todo queda como estaba. Quien lo pidió había mostrado algo suyo: entre y cambie su contraseña, o quite una dirección que otros puedan leer.
account-passkey = Llave de acceso
account-passkey-add = Añadir una llave de acceso
account-passkey-text = Una llave de acceso se queda en su dispositivo y se abre con su dedo, su cara o su PIN. No hay nada que recordar ni que entregar.
account-passkey-script = Las llaves de acceso necesitan JavaScript, que este navegador no usa. Todo lo demás funciona sin él.
account-passkey-make = Crear la llave de acceso
account-passkey-name = Cómo llamarla
account-passkey-name-hint = Para reconocerla, por ejemplo «Mi teléfono»
account-passkey-use = Usar su llave de acceso
account-passkey-remove = Quitar la llave de acceso «{ $name }»
account-passkey-failed = No ha funcionado, o se ha cancelado. No se ha cambiado nada. Inténtelo otra vez o elija otra forma.
account-passkey-unable = Este navegador, o la dirección de esta página, no puede usar llaves de acceso. Elija otra forma. (En su propia máquina, abra la página como http://localhost.)
account-app = Aplicación de autenticación
account-app-add = Configurar una aplicación de autenticación
account-app-step-scan = Escanee esta imagen con una aplicación de autenticación en su teléfono.
account-app-qr = Imagen para escanear con una aplicación de autenticación
account-app-type = O escriba esta clave en la aplicación:
account-app-link = Abrirla en una aplicación de este dispositivo
account-app-step-code = La aplicación muestra 6 cifras, nuevas cada medio minuto. Escríbalas aquí.
account-app-code = Código que muestra la aplicación
account-app-remove = Quitar la aplicación de autenticación
account-factor-remove-text = Ya no entrará con ella. Si era su última segunda prueba, también se acaban sus códigos de recuperación.
account-recovery-codes = Códigos de recuperación
account-recovery-text = Si pierde su teléfono o su llave de acceso, cada uno de estos códigos le deja entrar una vez. Imprímalos o apúntelos, y guárdelos con sus papeles.
account-recovery-left = { $count ->
    [one] Queda un código.
   *[other] Quedan { $count } códigos.
}
account-recovery-renew = Crear códigos de recuperación nuevos
account-recovery-renew-text = { $count ->
    [one] Queda un código sin usar.
   *[other] Quedan { $count } códigos sin usar.
} Cuando haya nuevos, los antiguos dejarán de valer.
account-recovery-kept = Los he guardado
account-password-set = Poner una contraseña
account-password-change = Cambiar su contraseña
account-password-text = No necesita ninguna: basta con un código o una llave de acceso. Si la pone, se cierran sus demás sesiones.
account-password-new = Contraseña nueva
account-password-hint = Al menos 12 caracteres. Varias palabras se recuerdan bien.
account-password-remove = Quitar la contraseña
account-save = Guardar
account-number = Número de cuenta
account-level = Con qué seguridad le conocemos
account-level-none = sin comprobar
account-level-low = baja: una dirección o un número está confirmado
account-level-substantial = sustancial: se comprobó su identidad
account-level-high = alta: se comprobó su identidad en persona
account-contacts = Cómo le localizamos
account-contact-email = Correo electrónico
account-contact-phone = Teléfono
account-contact-whatsapp = WhatsApp
account-contact-add = Añadir un correo o un número
account-contact-add-text = Podrá entrar con él, y ahí le avisamos si algo de su cuenta cambia. Con dos, perder uno no es grave.
account-contact-remove-title = ¿Quitar { $contact }?
account-contact-remove-text = Ya no entrará con él. Se lo comunicamos ahí una vez.
account-safer = Lo que la hace más segura
account-safer-text = Todo esto lo decide usted.
account-since = desde el { $on }
account-not-set = Sin configurar
account-is-set = Puesta
account-set-up = Configurar
account-show = Ver
account-remove = Quitar
account-sessions = Dónde tiene sesión abierta
account-here = aquí
account-browser-unknown = Navegador desconocido
account-signed-in-at = Entró el { $at }
account-end = Cerrar la sesión ahí
account-end-others = Cerrar las demás sesiones
account-signed-out = Ha cerrado la sesión
account-signed-out-text = Este navegador ha olvidado lo que abrió. Sus borradores y solicitudes se conservan; sus códigos los abren de nuevo.
account-outbox = Enviado en esta demostración
account-outbox-text = Aquí no hay ningún buzón ni teléfono de verdad: lo que se enviaría aparece en esta página, lo último primero.
account-outbox-empty = Todavía no se ha enviado nada.
account-outbox-parts = { $count ->
    [one] Un SMS.
   *[other] Se cobra como { $count } SMS.
}
account-outbox-answer = Responder como el teléfono al que llegó
account-outbox-answer-hint = STOP termina estos mensajes, START los reanuda.
account-outbox-answer-send = Responder

account-done-contact-added = Añadido.
account-done-contact-removed = Quitado.
account-done-letter = Una carta va en camino a la dirección que consta en el registro.
account-done-identified = Su identidad ya está comprobada.
account-done-stopped = Está parado. Todo queda como estaba.
account-done-password = Su contraseña está puesta. Se han cerrado sus demás sesiones.
account-done-password-removed = Su contraseña está quitada.
account-done-ended = Sesión cerrada ahí.
account-done-ended-others = Se han cerrado las demás sesiones.
account-done-added-passkey = Su llave de acceso está lista.
account-done-added-app = Su aplicación de autenticación está configurada.
account-done-added-recovery = Aquí están sus códigos de recuperación. Guárdelos bien.
account-done-removed-passkey = La llave de acceso está quitada.
account-done-removed-app = La aplicación de autenticación está quitada.
account-done-removed-recovery = Los códigos de recuperación ya no valen.

account-problem-required = Escriba el código.
account-problem-incorrect-code = Este código no es correcto, o ya se usó. No se ha cambiado nada. Espere al siguiente.
account-problem-rate-limited = Ha habido demasiados intentos. Espere 15 minutos.
account-problem-invalid = No se ha podido leer. No se ha cambiado nada. Inténtelo otra vez.

# Se envía por correo o como SMS

account-text-code-subject = { $code } es su código de { $city }
account-text-code-body =
    Su código es { $code }.

    Vale { $minutes } minutos. Escríbalo solo en la página de { $city } donde lo pidió, y no se lo diga a nadie: la ciudad nunca lo pide por teléfono.

    ¿No lo ha pedido? Entonces alguien se ha equivocado al escribir; no tiene que hacer nada.
account-text-code-short = { $code } es su código de { $city }, vale { $minutes } minutos. No se lo diga a nadie.
account-factor-app = aplicación de autenticación
account-factor-passkey = llave de acceso
account-factor-recovery = códigos de recuperación
account-factor-password = contraseña
account-text-factor-added-subject = Su cuenta: se ha añadido algo ({ $factor })
account-text-factor-added-body =
    { $name }:

    se ha añadido esto a su cuenta de { $city }: { $factor }. A partir de ahora se puede entrar con ello.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-factor-added-short = { $city }: añadido a su cuenta: { $factor }. ¿No ha sido usted? { $link } o { $phone }
account-text-factor-changed-subject = Su cuenta: se ha cambiado algo ({ $factor })
account-text-factor-changed-body =
    { $name }:

    se ha cambiado esto en su cuenta de { $city }: { $factor }.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-factor-changed-short = { $city }: cambiado en su cuenta: { $factor }. ¿No ha sido usted? { $link } o { $phone }
account-text-factor-removed-subject = Su cuenta: se ha quitado algo ({ $factor })
account-text-factor-removed-body =
    { $name }:

    se ha quitado esto de su cuenta de { $city }: { $factor }.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-factor-removed-short = { $city }: quitado de su cuenta: { $factor }. ¿No ha sido usted? { $link } o { $phone }
account-text-letter-subject = Su cuenta: una carta con un código va en camino
account-text-letter-body =
    { $name }:

    una carta con un código va a la dirección que consta en el registro de { $city }. Quien escriba el código hace que la cuenta quede comprobada.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-letter-short = { $city }: una carta con un código va a su dirección registrada. ¿No ha sido usted? { $link } o { $phone }
account-text-identified-subject = Su cuenta: se comprobó su identidad
account-text-identified-body =
    { $name }:

    se comprobó que su cuenta de { $city } es suya. Ahora sirve para lo que tiene que ser seguro.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-identified-short = { $city }: se comprobó su identidad para su cuenta. ¿No ha sido usted? { $link } o { $phone }
account-text-recovery-factors-subject = Su cuenta: alguien quiere entrar sin su segundo factor
account-text-recovery-factors-body =
    { $name }:

    alguien ha mostrado dos cosas suyas y dice que ha perdido lo que usted usa para entrar en { $city }. A partir del { $at } puede entrar, si no se para.

    ¿Ha sido usted? Entonces espere. Si no, párelo ahora: { $link }, o llame al { $phone }.
account-text-recovery-factors-short = { $city }: alguien quiere entrar en su cuenta sin su segundo factor, a partir del { $at }. ¿No ha sido usted? Párelo: { $link }
account-text-recovery-counter-subject = Su cuenta: alguien la pide en una ventanilla
account-text-recovery-counter-body =
    { $name }:

    alguien con un documento de identidad pide en una ventanilla de { $city } recuperar su cuenta. Lo miran dos personas.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, párelo ahora: { $link }, o llame al { $phone }.
account-text-recovery-counter-short = { $city }: alguien pide en una ventanilla recuperar su cuenta. ¿No ha sido usted? Párelo: { $link } o llame al { $phone }
account-text-recovered-subject = Su cuenta: lo que servía para entrar ya no sirve
account-text-recovered-body =
    { $name }:

    su cuenta de { $city } se ha devuelto a alguien que dijo haber perdido lo que usted usa para entrar. Las llaves de acceso, la aplicación de autenticación, los códigos de recuperación y la contraseña ya no valen.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, llame ahora al { $phone } o venga a una ventanilla con un documento de identidad.
account-text-recovered-short = { $city }: su cuenta se ha devuelto a alguien que perdió lo que usa para entrar. ¿No ha sido usted? Llame ahora al { $phone }
account-text-contact-added-subject = Su cuenta: se ha añadido un correo o un número
account-text-contact-added-body =
    { $name }:

    se ha añadido { $contact } a su cuenta de { $city }. A partir de ahora se puede entrar con él.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-contact-added-short = { $city }: se ha añadido { $contact } a su cuenta. ¿No ha sido usted? { $link } o { $phone }
account-text-contact-removed-subject = Su cuenta: se ha quitado un correo o un número
account-text-contact-removed-body =
    { $name }:

    se ha quitado { $contact } de su cuenta de { $city }.

    ¿Ha sido usted? Entonces no tiene que hacer nada. Si no, mire su cuenta ahora: { $link }, o llame al { $phone }.
account-text-contact-removed-short = { $city }: se ha quitado { $contact } de su cuenta. ¿No ha sido usted? { $link } o { $phone }

# Rechazado

contact-unclear = Escriba un correo electrónico o un número de móvil.
contact-no-texts = Esta ciudad todavía no envía SMS. Use un correo electrónico o venga a una ventanilla.
contact-taken = Otra cuenta tiene esta dirección o este número. Entre con él en esa cuenta, o quítelo allí primero.
contact-too-many = Una cuenta puede tener { $most } direcciones y números. Quite uno primero.
contact-last = Es su única dirección o su único número. Añada otro primero.
contact-not-found = Esta dirección o este número no es de su cuenta. No se ha cambiado nada.
code-wrong = Este código no es correcto: tiene { $digits } cifras. Mire el mensaje más reciente.
code-over = Este código ya no vale. Pida que se le envíe otro.
account-not-found = No existe esa cuenta. No se ha cambiado nada.
account-closed = Esta cuenta está cerrada. Si todavía necesita algo de la ciudad, abra una cuenta nueva.
account-wait = Ha habido demasiados intentos, o se han pedido demasiados códigos. No se ha cambiado nada. Espere { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} e inténtelo otra vez.
password-wrong = El nombre y la contraseña no corresponden. No se ha cambiado nada. Compruebe las dos cosas o entre con un código.
access-staff = Esta cuenta no trabaja aquí. Cierre la sesión y entre con la que sí.
letter-no-address = El registro no sabe dónde vive, así que no se puede enviar una carta. Venga a una ventanilla con un documento de identidad.
letter-no-line = Escriba la calle y el número a donde debe ir la carta.
slip-wrong = El número y el código no corresponden, o el código ya se usó o es demasiado antiguo. No se ha cambiado nada. Compruebe los dos.
contact-denied = Este no es el número de la cuenta que tiene esta dirección. No se ha cambiado nada; compruébelo o entre de otra manera.
recovery-not-enough = Hay que mostrar dos cosas de distinto tipo. No se ha cambiado nada.
recovery-under-way = Esto ya está en marcha. No se ha cambiado nada.
recovery-none = Esto ha terminado o se ha parado. No se ha cambiado nada.
recovery-not-ready = Hay que esperar hasta el { $at }. No se ha cambiado nada.
access-four-eyes = Tiene que confirmarlo una segunda persona. No se ha cambiado nada; pídalo a alguien de su equipo.
password-too-short = Use al menos { $least } caracteres. No se ha cambiado nada.
password-too-common = Muchas personas usan esta contraseña, o se parece a su nombre, así que es fácil de adivinar. No se ha cambiado nada. Elija otra.
factor-wrong = No es correcto, o ya se usó. No se ha cambiado nada. Inténtelo otra vez.
factor-too-many = Ha habido demasiados intentos. Espere 15 minutos.
factor-passkey-unknown = No conocemos esta llave de acceso. Entre de otra forma.
session-not-found = Esa sesión ya está cerrada.
texts-rejected = La red telefónica no acepta este SMS.
texts-unavailable = Ahora no se pueden enviar SMS. Se conservan y se vuelve a intentar.
staff-exists = Ya hay alguien que entra como { $login }. No se ha cambiado nada.
staff-login = Un nombre de usuario tiene letras, puntos y guiones, sin cifras ni @: eso es para direcciones y números. No se ha cambiado nada.
staff-role = «{ $role }» no es una función. Hay: { $roles }. No se ha cambiado nada.
staff-team = No existe «{ $team }». Hay: { $teams }. No se ha cambiado nada.
