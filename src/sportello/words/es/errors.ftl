# Lo que se rechazó: qué pasó, qué se guardó y qué hacer.

refused-other = No se ha podido hacer ({ $code }). Lo anterior se ha guardado. Inténtalo de nuevo o contacta con la ciudad.
service-unknown = La ciudad no tiene ningún servicio «{ $service }». Elige uno de la lista.
service-closed = El plazo de solicitud terminó el { $closed }. Los borradores se conservan; la ciudad avisará aquí si se abre de nuevo.
service-not-open-yet = Las solicitudes se abren el { $opens }. Vuelve ese día.
city-unpublished = La ciudad aún no ha publicado nada. Inténtalo más tarde.
assurance-too-low =
    Para protegerte, este servicio debe saber con seguridad quién eres. Nivel necesario: { $needs ->
        [none] ninguno
        [low] bajo
        [substantial] sustancial
        [high] alto
       *[other] otro
    }; el tuyo ahora: { $has ->
        [none] ninguno
        [low] bajo
        [substantial] sustancial
        [high] alto
       *[other] otro
    }. Tus respuestas se han guardado. Entra con un medio más seguro (una llave de acceso o tu identidad electrónica) o acude a una oficina con un documento de identidad.
language-unknown = «{ $language }» no es un idioma de esta ciudad. Habla: { $languages }. No se ha cambiado nada.
draft-not-found = No hay ningún borrador con este código o enlace, o no es tuyo. Comprueba el código: 12 caracteres, como 7QK2-M9FX-3RTA.
draft-expired = Este borrador se guardó 100 días y se ha borrado. Empieza de nuevo.
draft-sent = Este borrador ya se envió. Síguelo con la referencia que recibiste.
code-mistyped = El código no es correcto. Tiene { $length } caracteres; has escrito { $given }. Compruébalo.
reference-mistyped = La referencia no es correcta. Tiene { $length } caracteres, como R7K-3F9-2QM; has escrito { $given }. Compruébala.
case-not-found = No hay ninguna solicitud con esta referencia, o no es tuya. Compruébala o usa el enlace que recibiste.
case-closed = Esta solicitud está cerrada y ya no se puede cambiar. No se ha perdido nada. Puedes recurrir o volver a solicitar.
access-not-yours = Esto no es tuyo, así que no puedes verlo ni cambiarlo. Inicia sesión o usa el enlace que recibiste.
access-token = Esta clave de acceso no existe o ha caducado. Pide una nueva.
appeal-not-possible = Aquí no hay ninguna decisión que se pueda recurrir. Si crees que es un error, contacta con la ciudad.
appeal-too-late = El plazo para recurrir terminó el { $until }. Puedes volver a solicitar o contactar con la ciudad.
reopen-not-possible = Este expediente ya no se puede reabrir. Haz un aviso nuevo.
inquiry-answered = Esta pregunta ya se respondió. Tu respuesta anterior se conserva.
intake-busy = Ahora mismo hay muchísimas solicitudes. Tus respuestas se han guardado. Vuelve a enviar dentro de un minuto.
idempotency-other-body = Esta clave ya se usó para otra solicitud. La primera se conserva. Usa una clave nueva para otro contenido.
file-empty = El archivo está vacío. Los demás se han guardado. Elígelo de nuevo o repite la foto.
file-too-large = El archivo es demasiado grande: { SIZE($size) }. Puede tener { SIZE($largest) }. Los demás se han guardado. Envía uno más pequeño, por ejemplo una foto de menor calidad.
file-not-accepted = El archivo es de tipo { $found }, diga lo que diga su nombre. Se aceptan: { $accept }. Los demás se han guardado. Guárdalo en uno de estos formatos y envíalo otra vez.
file-incomplete = El archivo { $found } está cortado y le falta una parte. Los demás se han guardado. Envíalo de nuevo.
file-infected = El archivo contiene software dañino ({ $signature }), así que no se ha guardado. Los demás sí. Envía otra copia o contacta con la ciudad.
file-not-scanned = Ahora no se ha podido comprobar si el archivo tiene virus, así que no se ha guardado. Tus respuestas sí. Inténtalo dentro de unos minutos.
file-not-found = El archivo no existe o no es tuyo. Envíalo de nuevo.
file-not-readable = No se ha podido abrir el archivo «{ $name }». Tus respuestas se han guardado. Comprueba el nombre y envíalo otra vez.
file-damaged = El archivo se dañó al guardarse y no se muestra. La ciudad está avisada; envíalo de nuevo si puedes.
file-too-many = Hay demasiados archivos: como máximo { $most }. Los enviados se han guardado. Quita los que no hagan falta.
document-not-found = Ese documento no existe o no es tuyo. Usa el enlace que recibiste.
receipt-forged = Este resguardo no lo emitió esta ciudad o ha sido alterado. No se ha cambiado nada. Usa el resguardo tal como lo recibiste.
record-empty = El registro aún no tiene anotaciones selladas. Inténtalo dentro de un minuto.
record-not-sealed-yet = La anotación está escrita pero aún no sellada. Tarda como mucho un minuto; inténtalo de nuevo.
account-not-found = Esta cuenta ya no existe. Inicia sesión de nuevo.
answer-not-found = Esta página no existe. Busca de nuevo o ve a la lista de servicios.
