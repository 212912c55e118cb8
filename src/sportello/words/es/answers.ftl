# Por qué no se aceptó una respuesta. Di lo que se espera y da un ejemplo.

answer-missing = Responda a esta pregunta.
answer-unknown = Este servicio no pregunta «{ $question }». Quítelo y vuelva a enviar.
answer-wrong-type =
    Esta respuesta no tiene la forma correcta. Escriba { $expected ->
        [number] un número
       *[text] un texto
        [date] una fecha, por ejemplo 2020-12-31
        [yes_no] sí o no
        [option] una de las opciones
        [options] una lista de opciones
        [address] una dirección
        [point] un lugar en el mapa (longitud y latitud)
        [person] el nombre de una persona
        [files] una lista de archivos
        [rows] una lista de entradas
    }.
answer-number-unclear = No he podido leer eso como un número. Escríbalo así: { $example }
answer-not-whole = Escriba un número entero, sin decimales.
answer-too-small = Debe ser { $min } o más.
answer-too-large = Debe ser { $max } o menos.
answer-too-precise =
    { $scale ->
        [one] Use como máximo { $scale } decimal.
       *[other] Use como máximo { $scale } decimales.
    }
answer-date-unclear = No he podido leer eso como una fecha. Escriba el día, el mes y el año con cuatro cifras, como { $short } o { $example }.
answer-date-invalid = Esto no es una fecha. Escríbala como año-mes-día, por ejemplo 2020-12-31.
answer-too-early = La fecha debe ser el { $min } o posterior.
answer-too-late = La fecha debe ser el { $max } o anterior.
answer-yes-no-unclear = Responda sí o no.
answer-choice-unclear = No sé cuál quiere decir. Elija entre: { $options }.
answer-choice-unknown = Esto no es una de las opciones: { $options }.
answer-too-few =
    { $min ->
        [one] Indique al menos uno.
       *[other] Indique al menos { $min }.
    }
answer-too-many =
    { $max ->
        [one] Indique como máximo uno.
       *[other] Indique como máximo { $max }.
    }
answer-too-long = Es demasiado largo: { $length } caracteres. Use como máximo { $max }.
answer-control-characters = El texto tiene caracteres que no se pueden mostrar. Vuelva a escribirlo.
answer-phone-invalid = No es un número de teléfono completo. Escríbalo como { $example }, o con + y el prefijo del país.
answer-email-invalid = No es una dirección de correo completa. Escríbala como nombre@example.com.
answer-iban-invalid = Este IBAN no es correcto: falta un carácter o hay un error. Cópielo de su extracto o de su banco.
answer-postcode-invalid = No es un código postal. Compruébelo.
answer-place-unknown = No conozco ese lugar. Elija entre: { $places }.
answer-point-invalid = No es un lugar del mapa. Indique latitud y longitud, como (32.77, -96.79).
answer-address-fixed = Este servicio necesita una dirección. Indique calle, número y código postal.
answer-part-missing =
    Añada { $part ->
        [line] la calle y el número
        [postcode] el código postal
        [place] el barrio o distrito
        [given_name] el nombre
        [family_name] los apellidos
        [birth_date] la fecha de nacimiento
       *[other] una parte de la respuesta
    }.
answer-part-unknown = Esta respuesta no tiene ninguna parte llamada «{ $part }». Quítela.
answer-row-unknown = Esa entrada no existe. Elija una de la lista.
application-invalid =
    { $count ->
        [one] Hay una respuesta que revisar. Las demás se han guardado.
       *[other] Hay { $count } respuestas que revisar. Las demás se han guardado.
    }
part-line = Calle y número
part-line-or-none = Calle y número, o «sin domicilio fijo»
part-postcode = Código postal
part-place = Barrio o distrito
part-point = Lugar en el mapa
part-given-name = Nombre
part-family-name = Apellidos
part-birth-date = Fecha de nacimiento
