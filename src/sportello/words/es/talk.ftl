# Lo que dice una conversación.

talk-hello = Hola. Le ayudo a solicitar un servicio de la ciudad. Diga «ayuda» cuando quiera.
talk-which-service = ¿Qué necesita? Dígalo en pocas palabras o elija un número. Si tiene un código para continuar, escríbalo.
talk-no-service = No he encontrado ningún servicio para eso. Estos son los servicios de la ciudad:
talk-begun = { $service }. Le hago las preguntas de una en una y guardo cada respuesta.
talk-resumed = Hola de nuevo. Seguimos con: { $service }. Todas sus respuestas siguen aquí.
talk-help = Puede decir: «atrás»; «no, 4 personas» para corregir lo que acaba de responder; «cambiar» y un nombre o número; «mis respuestas»; «repetir»; «saltar» si la respuesta es opcional; «idioma inglés»; «parar» para seguir más tarde. Ponga una respuesta entre comillas para que se tome tal cual.
talk-hint-date = Por ejemplo, { $example }.
talk-hint-money = Un importe, con o sin decimales.
talk-hint-choices = Puede elegir varias, separadas por comas, o «ninguna».
talk-hint-long-text = Escriba todo lo que necesite.
talk-hint-file = Envíe el archivo ({ $accept }, hasta { $mb } MB).
talk-hint-optional = Puede decir «saltar».
talk-another =
    { $asked } { $count ->
        [0] ¿Hay algo que añadir? ({ $each })
       *[other] Ha indicado { $count }. ¿Quiere añadir más? ({ $each })
    }
talk-more-files = Envíe otro archivo o diga «listo».
talk-file-added = He recibido { $name }.
talk-offer = Ya se lo dijo a la ciudad: { $answer } ({ $source }, { $on }). Diga «igual» para usarlo otra vez, o dé una respuesta nueva.
talk-corrected = Corregido. { $asked } { $answer }
talk-you-said = Usted dijo: { $answer }. Diga «igual» para dejarlo así.
talk-at-start = Esta es la primera pregunta.
talk-removed = Quitado.
talk-review = Estas son sus respuestas:
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
talk-send = Diga «enviar» para presentarlas, o «cambiar» y un número.
talk-which-answer = ¿Qué respuesta quiere cambiar? Diga su número o su nombre.
talk-sending = Envío su solicitud.
talk-sent = Hemos recibido su solicitud. Su referencia es { $reference }. Apúntela.
talk-due = Tendrá una respuesta antes del { $due }.
talk-follow = Puede seguir { $reference } aquí: { $link }
talk-after = Diga «otro servicio» para empezar de nuevo, o «parar» para salir.
talk-paused = Sus respuestas se guardan hasta el { $until }. Para continuar, aquí o en la web, use el código { $code } en { $link }. No le dé el código a nadie.
talk-language = Seguimos en español.
talk-bye = Hasta luego.
talk-not-given = (sin respuesta)
