# Mensajes a residentes que no son de ningún expediente.

notice-acting-for = Se le informa porque actúa por { $name }.
notice-mandate-proposed-giver-subject = Quiere que alguien actúe por usted
notice-mandate-proposed-giver-body =
    Se ha creado un código con el que alguien podrá actuar por usted ante { $city } cuando lo acepte. Sirve hasta { $until }.

    Si no lo pidió usted, termínelo en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-proposed-holder-subject = Quiere actuar por alguien
notice-mandate-proposed-holder-body =
    Se ha creado un código con el que alguien podrá permitirle actuar en su nombre ante { $city }. Sirve hasta { $until }.

    Si no lo pidió usted, termínelo en «Actuar por otras personas» de su carpeta: { $link }
notice-corrected-subject = Se ha corregido un dato suyo
notice-corrected-body =
    Lo que { $city } sabe de usted se ha corregido tras el aviso { $reference }. Dos personas de la ciudad lo han revisado.

    Lo que consta ahora está en «Lo que la ciudad sabe de usted» de su carpeta. Si no es correcto, avise a la oficina: { $link }
notice-mandate-accepted-giver-subject = { $name } ya puede actuar por usted
notice-mandate-accepted-giver-body =
    Usted y { $name } están de acuerdo: { $name } puede actuar por usted ante { $city }. Todo lo que se haga así queda anotado con los dos nombres, y usted lo ve en su carpeta.

    Puede terminarlo en cualquier momento en «Actuar por otras personas»: { $link }
notice-mandate-accepted-holder-subject = Ya puede actuar por { $name }
notice-mandate-accepted-holder-body =
    Usted y { $name } están de acuerdo: usted puede actuar por { $name } ante { $city }. Todo lo que haga así queda anotado con los dos nombres.

    Empiece en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-asked-giver-subject = { $name } va a actuar por { $giver } según el registro
notice-mandate-asked-giver-body =
    Se ha pedido a una oficina de { $city } inscribir que { $name } actúa por { $giver }, como madre o padre o como representante. Otra persona lo revisa allí antes de que valga.

    Si no es correcto, avise ya a la oficina. Lo inscrito está en «Actuar por otras personas»: { $link }
notice-mandate-registered-giver-subject = { $name } ya actúa por { $giver } según el registro
notice-mandate-registered-giver-body =
    { $city } ha inscrito que { $name } actúa por { $giver }, como madre o padre o como representante. Todo lo que se haga así queda anotado con los dos nombres, y usted lo ve en su carpeta.

    Si no es correcto, avise enseguida a la oficina. Lo inscrito está en «Actuar por otras personas»: { $link }
notice-mandate-registered-holder-subject = Ya puede actuar por { $name }
notice-mandate-registered-holder-body =
    { $city } ha inscrito que usted actúa por { $name }. Todo lo que haga así queda anotado con los dos nombres.

    Empiece en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-revoked-giver-subject = { $name } ya no actúa por usted
notice-mandate-revoked-giver-body =
    Ha terminado el mandato con el que { $name } actuaba por usted ante { $city }. Desde ahora { $name } no puede hacer nada por usted; lo que se envió queda.

    Vea quién actúa por usted en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-revoked-holder-subject = Ya no actúa por { $name }
notice-mandate-revoked-holder-body =
    Ha terminado el mandato con el que actuaba por { $name } ante { $city }. Desde ahora no puede hacer nada por { $name }; lo que se envió queda.

    Vea por quién actúa en «Actuar por otras personas» de su carpeta: { $link }
message-short = { $city }: { $subject }. Léalo: { $link } ¿No es para usted? { $stop }
message-foot =
    --
    { $city }
    ¿No es para usted? Dígalo aquí y no llegará nada más a esta dirección: { $link }
account-text-reminder-subject = { $city }: le espera un mensaje
account-text-reminder-body =
    Hay un mensaje de { $city } sin abrir en su carpeta.

    Léalo aquí: { $link }
account-text-reminder-short = { $city }: hay un mensaje sin abrir en su carpeta. { $link }
preferences-title = Cómo le avisa la ciudad
preferences-text = Cada mensaje está enseguida en su carpeta. Elija cómo quiere enterarse además. Los códigos y avisos sobre su cuenta llegan a todas sus direcciones a cualquier hora.
preferences-way = ¿Cómo quiere que le avisemos?
preferences-way-none = Como convenga: en sus dispositivos; si no, por correo electrónico; si no, por SMS
preferences-way-email = Por correo electrónico
preferences-way-phone = Por SMS
preferences-way-whatsapp = Por WhatsApp: WhatsApp sabrá entonces que la ciudad le escribe
preferences-way-push = En mis dispositivos, con un aviso
preferences-way-letter = Por carta, al domicilio que consta en el registro
preferences-way-page = Solo aquí, en la carpeta
preferences-ways-hint = Para tener más opciones, añada a su cuenta un correo electrónico o un teléfono.
preferences-language = ¿En qué idioma?
preferences-quiet = ¿Cuándo no debe sonar nada?
preferences-quiet-hint = Lo que no es urgente espera hasta que pasen estas horas. La hora es la de la ciudad.
preferences-quiet-from = Desde
preferences-quiet-to = Hasta
preferences-quiet-none = sin horas de silencio
preferences-save = Guardar
preferences-saved = Guardado. Vale desde el próximo mensaje.
preferences-silenced-email = Los mensajes a su correo electrónico fueron devueltos, o alguien allí dijo no ser usted. Compruebe la dirección y confírmela de nuevo en su cuenta.
preferences-silenced-phone = Los mensajes a su teléfono no llegaron, o alguien allí dijo no ser usted. Compruebe el número y confírmelo de nuevo en su cuenta.
preferences-stopped-phone = Alguien respondió STOP desde su teléfono, así que no enviamos mensajes ahí. Para recibirlos otra vez, envíe START al mismo número, o añada otra vez su número a su cuenta.
account-text-stopped-short = { $city }: ya no recibe mensajes en este teléfono. Siguen en su carpeta: { $link } Para recibirlos aquí otra vez, responda START.
account-text-started-short = { $city }: vuelve a recibir mensajes en este teléfono. Para terminarlo, responda STOP.
account-text-unread-short = { $city }: nadie lee las respuestas a este número. Escríbanos en su carpeta: { $link } Para no recibir más mensajes aquí, responda STOP.
desk-did-contact-stopped = Alguien respondió a un SMS que no quiere más
desk-did-contact-started = Alguien respondió que quiere SMS otra vez
texts-stopped = Quien tiene este teléfono no quiere SMS. El mensaje se conserva en la carpeta.
texts-cannot = Este mensaje no puede ir por este medio. Se conserva, y va por otro si lo hay.
preferences-account = Ir a su cuenta
preference-language = La ciudad no escribe en este idioma. No se ha cambiado nada.
preference-no-way = Todavía no podemos avisarle así. Añada primero una dirección o un número a su cuenta, o elija otra forma. No se ha cambiado nada.
desk-did-preferences-changed = Una persona cambió cómo se le avisa
desk-did-message-available = Un mensaje está en la carpeta
desk-did-message-reminded = Recordado un mensaje que nadie abrió
desk-did-message-returned = Un mensaje fue devuelto
message-state-sent = { $by ->
        [letter] Enviado por carta { $at }.
        [phone] Enviado por SMS { $at }.
        [whatsapp] Enviado por WhatsApp { $at }.
        [push] Avisado en un dispositivo { $at }.
       *[email] Enviado por correo electrónico { $at }.
    }
message-state-waits = { $by ->
        [letter] Aún no enviado por carta.
        [phone] Aún no enviado por SMS.
        [whatsapp] Aún no enviado por WhatsApp.
        [push] Aún no avisado en un dispositivo.
       *[email] Aún no enviado por correo electrónico.
    }
message-state-returned = { $by ->
        [phone] Devuelto { $at }: no pudimos avisarle por SMS.
        [whatsapp] Devuelto { $at }: no pudimos avisarle por WhatsApp.
        [push] Devuelto { $at }: no pudimos avisarle en ningún dispositivo.
       *[email] Devuelto { $at }: no pudimos avisarle por correo electrónico.
    }
message-state-failed = { $by ->
        [letter] No pudimos avisarle por carta. Está aquí.
        [phone] Devuelto: no se llegó a nadie por SMS. Está aquí.
        [whatsapp] Devuelto: no se llegó a nadie por WhatsApp. Está aquí.
        [push] Devuelto: no se llegó a nadie en ningún dispositivo. Está aquí.
       *[email] Devuelto: no se llegó a nadie por correo electrónico. Está aquí.
    }
message-state-delivered = { $by ->
        [phone] Entregado en el teléfono { $at }.
        [whatsapp] Entregado en el teléfono { $at }.
       *[email] Entregado en el buzón { $at }.
    }
message-no-link = Este enlace no es nuestro o no está completo. Ábralo otra vez desde el mensaje.
not-me-title = ¿Este mensaje no es para usted?
not-me-text = Quizá alguien escribió mal su dirección, o tuvo esta antes que usted. Dígalo y no le llegará nada más sobre esto. No hace falta entrar en su cuenta. Para entrar después con un código a esta dirección hará falta también el número de la cuenta.
not-me-yes = No es para mí
not-me-done-title = Gracias. A esta dirección no llegará nada más.
not-me-done-text = La ciudad sabe que tiene una dirección equivocada. Borre el mensaje, por favor.
desk-did-contact-taken-back = Se recuperó una dirección con el número de su cuenta
desk-did-contact-denied = Alguien dijo que recibió un mensaje por error
letters-list-title = Cartas del { $day }
letters-number = N.º
letters-to = A
batch-not-found = No existe ese lote de cartas.
web-look-post = para enviarle una carta
desk-letters = Cartas por enviar
desk-letters-text = Los mensajes a quienes prefieren papel, o a quienes no se llega de otro modo, se reúnen aquí cada mañana. Imprima un lote, envíelo y márquelo como enviado. Quien imprime puede leer las cartas: sus expedientes lo muestran.
desk-letters-none = No hay cartas por enviar.
desk-letters-batch = { $count ->
        [one] Una carta, reunida { $on }
       *[other] { $count } cartas, reunidas { $on }
    }
desk-letters-waits = Aún no enviadas
desk-letters-posted = Enviadas { $at }
desk-letters-print = Descargar para imprimir
desk-letters-mark = Marcar como enviadas
desk-done-letters-posted = Queda marcado como enviado.
desk-did-letters-gathered = Cartas reunidas
desk-did-letters-printed = Cartas impresas
desk-did-letters-posted = Cartas enviadas
desk-letters-coded = Cartas con un código
desk-letters-coded-text = Con ella alguien demuestra dónde vive. Van aparte de las cartas de arriba: imprímalas, meta cada una en su sobre y márquelas como enviadas el mismo día. Quien abrió la cuenta no imprime su carta, solo quien imprimió una la imprime otra vez, y una vez enviada ya no se puede abrir.
desk-letters-coded-to = Carta a { $number }
desk-letters-coded-printed = Impresa { $at }
desk-letters-coded-colleague = La imprime otra persona.
desk-letters-coded-one = Descargar la carta a { $number }
letter-not-found = No existe esa carta, o su código ya no vale.
letter-printed = Otra persona imprimió esta carta. Solo ella la imprime otra vez; no se ha cambiado nada.
letter-posted = Esta carta está enviada y no se guarda nada de ella. Pida otra si no llega.
letter-not-printed = Esta carta aún no se ha impreso. No se ha cambiado nada.
