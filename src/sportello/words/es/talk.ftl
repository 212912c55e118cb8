# Lo que dice una conversación.

talk-hello = Hola. Te ayudo a solicitar un servicio de la ciudad. Di «ayuda» cuando quieras.
talk-which-service = ¿Qué necesitas? Dilo en pocas palabras o elige un número. Si tienes un código para continuar, escríbelo.
talk-no-service = No he encontrado ningún servicio para eso. Estos son los servicios de la ciudad:
talk-begun = { $service }. Te hago las preguntas de una en una y guardo cada respuesta.
talk-resumed = Hola de nuevo. Seguimos con: { $service }. Todas tus respuestas siguen aquí.
talk-help = Puedes decir: «atrás»; «no, 4 personas» para corregir lo que acabas de responder; «cambiar» y un nombre o número; «mis respuestas»; «repetir»; «saltar» si la respuesta es opcional; «idioma inglés»; «parar» para seguir más tarde. Pon una respuesta entre comillas para que se tome tal cual.
talk-hint-date = Por ejemplo, { $example }.
talk-hint-money = Un importe, con o sin céntimos.
talk-hint-choices = Puedes elegir varias, separadas por comas, o «ninguna».
talk-hint-long-text = Escribe todo lo que necesites.
talk-hint-file = Envía el archivo ({ $accept }, hasta { $mb } MB).
talk-hint-optional = Puedes decir «saltar».
talk-another =
    { $asked } { $count ->
        [0] ¿Hay algo que añadir? ({ $each })
       *[other] Has indicado { $count }. ¿Quieres añadir más? ({ $each })
    }
talk-more-files = Envía otro archivo o di «listo».
talk-file-added = He recibido { $name }.
talk-offer = Ya se lo dijiste a la ciudad: { $answer } ({ $source }, { $on }). Di «igual» para usarlo otra vez, o da una respuesta nueva.
talk-corrected = Corregido. { $asked } { $answer }
talk-you-said = Dijiste: { $answer }
talk-at-start = Esta es la primera pregunta.
talk-removed = Quitado.
talk-review = Estas son tus respuestas:
talk-rows =
    { $count ->
        [one] { $count } entrada
       *[other] { $count } entradas
    }
talk-files =
    { $count ->
        [one] { $count } archivo
       *[other] { $count } archivos
    }
talk-send = Di «enviar» para presentarlas, o «cambiar» y un número.
talk-which-answer = ¿Qué respuesta quieres cambiar? Di su número o su nombre.
talk-sending = Envío tu solicitud.
talk-sent = Hemos recibido tu solicitud. Tu referencia es { $reference }. Apúntala.
talk-due = Tendrás una respuesta antes del { $due }.
talk-follow = Puedes seguir { $reference } aquí: { $link }
talk-after = Di «otro servicio» para empezar de nuevo, o «parar» para salir.
talk-paused = Tus respuestas se guardan hasta el { $until }. Para continuar, aquí o en la web, usa el código { $code } en { $link }. No le des el código a nadie.
talk-language = Seguimos en español.
talk-bye = Hasta luego.
talk-not-given = (sin respuesta)
