# Dos personas presentan juntas una solicitud: quién se une a cuál, y qué ve cada una.

joint-title = Presentar la solicitud entre dos
joint-code-title = Unirse a una solicitud
joint-with = Presentó la solicitud junto con { $name }. Cada persona ve lo que respondieron en común y lo que trata de sí misma; las dos ven los mensajes, los documentos y la decisión.
joint-receipt = Recibo con la referencia
joint-invite-text = Quien se une ve esta solicitud como usted, salvo lo que respondió sobre usted. Desde entonces, lo que trata de esa persona es solo suyo.
joint-invite = Invitar
joint-invited = Hay una persona invitada, que puede unirse hasta el { $on }. Hasta entonces puede retirar la invitación.
joint-take-back = Retirar la invitación
joint-made = Dé este código a la otra persona
joint-made-text = La otra persona entra en su cuenta, abre «Unirse a una solicitud» en «Mi carpeta» y lo escribe. Sirve una vez, hasta el { $on }. Nadie se une sin decir que sí.
joint-code = Código
joint-code-text = Quien presentó una solicitud para las dos personas tiene un código para usted. Solo se une si dice que sí en la página siguiente.
joint-accept-title = ¿Presenta la solicitud junto con { $name }?
joint-accept-text = La decisión vale entonces para las dos personas. Verá la solicitud, sus mensajes y documentos, y podrá responder a las preguntas de la ciudad. Lo que trata de usted solo lo ven usted y el personal de la ciudad. No podrá dejarla mientras la ciudad la tramita.
joint-accept-yes = Sí, yo también
web-done-taken_back = La invitación está retirada: su código ya no abre nada.
web-done-joined = Ahora la solicitud es de las dos personas. Se lo hemos dicho a ambas.
desk-joint = Quiénes solicitan
desk-joint-applicant = Quien empezó la solicitud
desk-joint-co_applicant = Segunda persona
desk-joint-not-joined = aún no se ha unido
desk-joint-erased = Lo que respondió sobre sí fue borrado a petición de la persona.
desk-did-case-invited = Se invitó a una segunda persona
desk-did-case-invitation-taken-back = Se retiró la invitación
desk-did-case-joined = Se unió la segunda persona
desk-did-answers-erased = A petición de una persona se borró lo que respondió sobre sí
joint-sign-in = Para unirse a una solicitud debe entrar en su cuenta y actuar en su propio nombre. No se ha cambiado nada.
joint-not-found = No existe ese código, o ya no vale. Revise el código: 12 caracteres, como 7QK2-M9FX-3RTA.
joint-own = Este código lo creó usted. Déselo a la otra persona.
joint-child = Las personas menores de edad no se unen a una solicitud: la presenta por ellas su madre o su padre. No se ha cambiado nada.
joint-not-possible = Nadie puede unirse a esta solicitud. No se ha cambiado nada.
joint-withdraw = La puede retirar quien empezó la solicitud. Si ya no quiere participar, escriba a la oficina. No se ha cambiado nada.
decision-erased = Lo que { $about ->
        [applicant] quien empezó la solicitud
       *[co_applicant] la segunda persona
    } respondió sobre sí fue borrado a petición de la persona; por eso la decisión no se puede calcular de nuevo.
notice-joint-joined-subject = { $service }: { $name } presenta la solicitud con usted
notice-joint-joined-body =
    { $name } se ha unido a su solicitud { $reference } ({ $service }).

    Desde ahora cada persona ve lo que trata de sí misma y lo que comparten. El código de su recibo ya no la abre: entre para verla.

    { $page }
notice-joint-accepted-subject = { $service }: presenta la solicitud con { $name }
notice-joint-accepted-body =
    Se ha unido a la solicitud { $reference } ({ $service }) que empezó { $name }.

    Sígala aquí: { $page }
notice-joint-news-subject = { $service }: novedades de { $reference }
notice-joint-news-body =
    Hay un mensaje nuevo en la solicitud { $reference } ({ $service }), que presentaron entre dos.

    Léalo aquí: { $page }
