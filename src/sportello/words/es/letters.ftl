# Cartas: impresas juntas, y devueltas por correos.

letters-reference = Referencia
letters-again = Impreso { $times } veces. Cuide de que nadie reciba dos.
letters-left-out = { $count ->
        [one] Falta aquí una carta: ninguna fuente de la ciudad tiene un signo de ella. Espera en «Cartas por enviar».
       *[other] Faltan aquí { $count } cartas: ninguna fuente de la ciudad tiene un signo de ellas. Esperan en «Cartas por enviar».
    }
batch-not-printed = Este lote aún no se ha impreso. No se ha cambiado nada.
letter-none-waits = No espera ninguna carta que usted pueda imprimir: las tiene otra persona, o las pidió usted.
letter-unshown = Ninguna fuente de la ciudad tiene un signo de esta carta, así que aún no se puede imprimir. Quien lleva el sitio puede añadir una fuente; imprímala entonces.
letter-came-back = Una carta al domicilio que consta en el registro fue devuelta, así que no enviamos allí ningún código. Si el domicilio es correcto, confírmelo en «Cómo le avisa la ciudad»; o venga a una ventanilla con un documento de identidad.
letter-return-day = Indique un día entre el del envío y hoy.
letter-why-missing = Diga por qué fue devuelta.

letter-why-moved = se ha mudado
letter-why-unknown = desconocido en el domicilio
letter-why-refused = no aceptada
letter-why-unclaimed = no recogida en correos
message-state-returned-why = Esta carta fue devuelta { $at }: { $why }.
message-returned-counts = El mensaje cuenta desde que se puso en su carpeta. Que la carta fuera devuelta no mueve ningún plazo.
message-state-told = Se le informó de otro modo.

preferences-silenced-letter = Una carta al domicilio que consta en el registro fue devuelta, así que no enviamos más cartas allí. ¿El registro tiene un domicilio equivocado? Comunique el error en sus datos.
preferences-home-confirm = El domicilio es correcto: vuelvan a escribirme allí
preferences-home-confirmed = Las cartas vuelven a ir a su domicilio.

desk-letters-printed = { $times ->
        [one] Impreso { $at }
       *[other] Impreso { $times } veces, la última { $at }
    }
desk-letters-unprinted = Aún no impreso
desk-letters-print-again = Descargar para imprimir otra vez
desk-letters-open = Las cartas una por una
desk-letters-one-again = Imprimir esta otra vez
desk-letters-one-by-one-text = ¿Se ha estropeado una? Imprímala otra vez sola. Si se pierde el lote entero, imprímalo de nuevo: su lista lo dice.
desk-letters-two-sided = Imprima a doble cara: cada carta empieza en una hoja propia.
desk-letters-coded-together = { $count ->
        [one] Imprimir la que espera
       *[other] Imprimir juntas las { $count } que esperan
    }
desk-letters-coded-batch = { $count ->
        [one] Una carta con código, impresa { $on }
       *[other] { $count } cartas con código, impresas { $on }
    }
desk-letters-coded-returned = Devuelta { $at }

desk-returned = Una carta fue devuelta
desk-returned-text = La referencia está en la ventana del sobre, encima del nombre. Solo se encuentran las cartas marcadas como enviadas.
desk-returned-what = Referencia de la carta o de su expediente, número de cuenta, correo electrónico o teléfono
desk-returned-found = Cartas enviadas
desk-returned-letter = Carta { $reference }
desk-returned-coded = con un código
desk-returned-to = a la cuenta { $number }
desk-returned-why = ¿Por qué fue devuelta?
desk-returned-why-moved = Se ha mudado
desk-returned-why-unknown = Desconocido: nadie de ese nombre, o no existe el domicilio
desk-returned-why-refused = Rechazada: no aceptada
desk-returned-why-unclaimed = No recogida en correos dentro del plazo
desk-returned-on = ¿Cuándo fue devuelta?
desk-returned-note = Anotar que fue devuelta
desk-returned-effect = El mensaje va por la siguiente vía que haya, y en la carpeta consta que fue devuelto. No cambia desde cuándo cuenta: desde que se puso en la carpeta. Salvo que solo no se recogiera, nada más va a este domicilio hasta que se confirme o el registro tenga otro.
desk-returned-effect-code = Su código deja de valer enseguida. Salvo que solo no se recogiera, nada más va a este domicilio hasta que se confirme o el registro tenga otro.
desk-done-returned = Queda anotado que la carta fue devuelta.
desk-unreached = Sin ninguna vía
desk-unreached-text = Las cartas a estas personas fueron devueltas, y no hay otra vía. Averigüe cómo se les informa; su cuenta dice qué puede hacer.
desk-unreached-one = { $count ->
        [one] Un mensaje
       *[other] { $count } mensajes
    }
desk-unreached-open = Buscar { $number }
desk-address = Las cartas no llegan
desk-address-text = Una carta al domicilio que consta en el registro fue devuelta ({ $why }). Si la persona dice que el domicilio es correcto, confírmelo: lo que no le llegó se envía otra vez. Si ya lo sabe, por teléfono o aquí, indíquelo. Un domicilio nuevo va al registro.
desk-address-confirm = El domicilio es correcto
desk-address-told = Se le informó de otro modo
desk-done-home-confirmed = Las cartas vuelven a ir a este domicilio.
desk-done-told = Queda anotado que se le informó.
desk-did-letter-returned = Una carta con código fue devuelta
desk-did-message-told = Se informó de otro modo de un mensaje que no llegó
desk-did-account-home-confirmed = Se confirmó un domicilio para cartas

notice-code-returned-subject = La carta con su código fue devuelta
notice-code-returned-body =
    Correos devolvió el { $on } la carta { $reference } con un código para su cuenta de { $city }. Su código ya no vale.

    Mire en «Cómo le avisa la ciudad» si el domicilio es correcto, y pida otra carta; o venga a una ventanilla con un documento de identidad: { $link }
