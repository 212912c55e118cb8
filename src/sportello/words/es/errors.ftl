# Lo que se rechazó: qué pasó, qué se guardó y qué hacer.

refused-other = No se ha podido hacer ({ $code }). Lo anterior se ha guardado. Inténtelo de nuevo o contacte con la ciudad.
service-unknown = La ciudad no tiene ningún servicio «{ $service }». Elija uno de la lista.
service-closed = El plazo de solicitud terminó el { $closed }. Los borradores se conservan; la ciudad avisará aquí si se abre de nuevo.
service-not-open-yet = Las solicitudes se abren el { $opens }. Vuelva ese día.
city-unpublished = La ciudad aún no ha publicado nada. Inténtelo más tarde.
assurance-too-low =
    Para protegerle, este servicio debe saber con seguridad quién es usted. Nivel necesario: { $needs ->
        [none] ninguno
        [low] bajo
        [substantial] sustancial
        [high] alto
       *[other] otro
    }; el suyo ahora: { $has ->
        [none] ninguno
        [low] bajo
        [substantial] sustancial
        [high] alto
       *[other] otro
    }. Sus respuestas se han guardado. Entre con un medio más seguro (una llave de acceso o una aplicación de autenticación) o venga a una ventanilla con un documento de identidad.
language-unknown = «{ $language }» no es un idioma de esta ciudad. Habla: { $languages }. No se ha cambiado nada.
database-away = La base de datos de la ciudad no responde en este momento. Lo que guardó antes se conserva. Vuelva a enviar dentro de un minuto: nada se hace dos veces.
draft-not-found = No hay ningún borrador con este código o enlace, o no es suyo. Compruebe el código: 12 caracteres, como 7QK2-M9FX-3RTA.
draft-expired = Este borrador se guardó 100 días y se ha borrado. Empiece de nuevo.
draft-sent = Este borrador ya se envió. Sígalo con la referencia que recibió.
code-mistyped = El código no es correcto. Tiene { $length } caracteres; ha escrito { $given }. Compruébelo.
reference-mistyped = La referencia no es correcta. Tiene { $length } caracteres, como R7K-3F9-2QM; ha escrito { $given }. Compruébela.
case-not-found = No hay ninguna solicitud con esta referencia, o no es suya. Compruébela o use el enlace que recibió.
case-closed = Esta solicitud está cerrada y ya no se puede cambiar. No se ha perdido nada. Puede apelar o volver a solicitar.
access-not-yours = Esto no es suyo, así que no puede verlo ni cambiarlo. Entre en su cuenta o use el enlace que recibió.
access-token = Esta clave de acceso no existe o ha caducado. Pida una nueva.
appeal-not-possible = Aquí no hay ninguna decisión que se pueda apelar. Si cree que es un error, contacte con la ciudad.
appeal-too-late = El plazo para apelar terminó el { $until }. Puede volver a solicitar o contactar con la ciudad.
reopen-not-possible = Este expediente ya no se puede reabrir. Haga un aviso nuevo.
inquiry-answered = Esta pregunta ya se respondió. Su respuesta anterior se conserva.
intake-busy = Ahora mismo hay muchísimas solicitudes. Sus respuestas se han guardado. Vuelva a enviar dentro de un minuto.
server-crowded = Se está enviando tanto a la vez que lo que acaba de enviar no cupo. Lo que había guardado antes se conserva.
idempotency-other-body = Esta clave ya se usó para otra solicitud. La primera se conserva. Use una clave nueva para otro contenido.
file-empty = El archivo está vacío. Los demás se han guardado. Elíjalo de nuevo o repita la foto.
file-too-large = El archivo es demasiado grande: { SIZE($size) }. Puede tener { SIZE($largest) }. Los demás se han guardado. Envíe uno más pequeño, por ejemplo una foto de menor calidad.
file-not-accepted = El archivo es de tipo { $found }, diga lo que diga su nombre. Se aceptan: { $accept }. Los demás se han guardado. Guárdelo en uno de estos formatos y envíelo otra vez.
file-incomplete = El archivo { $found } está cortado y le falta una parte. Los demás se han guardado. Envíelo de nuevo.
file-infected = El archivo contiene software dañino ({ $signature }), así que no se ha guardado. Los demás sí. Envíe otra copia o contacte con la ciudad.
file-not-scanned = Ahora no se ha podido comprobar si el archivo tiene virus, así que no se ha guardado. Sus respuestas sí. Inténtelo dentro de unos minutos.
file-not-found = El archivo no existe o no es suyo. Envíelo de nuevo.
file-not-readable = No se ha podido abrir el archivo «{ $name }». Sus respuestas se han guardado. Compruebe el nombre y envíelo otra vez.
file-damaged = El archivo se dañó al guardarse y no se muestra. La ciudad ya lo sabe; envíelo de nuevo si puede.
file-too-many = Hay demasiados archivos: como máximo { $most }. Los enviados se han guardado. Quite los que no hagan falta.
document-not-found = Ese documento no existe o no es suyo. Use el enlace que recibió.
document-damaged = El documento se dañó al guardarse y no se muestra. Sigue siendo válido y su código se puede comprobar. La ciudad ya lo sabe; pídale una copia nueva.
receipt-forged = Este recibo no lo emitió esta ciudad o ha sido alterado. No se ha cambiado nada. Use el recibo tal como lo recibió.
record-empty = El registro aún no tiene anotaciones selladas. Inténtelo dentro de un minuto.
record-not-sealed-yet = La anotación está escrita pero aún no sellada. Tarda como mucho un minuto; inténtelo de nuevo.
