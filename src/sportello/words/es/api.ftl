# Lo que se dice a los programas y, a través de ellos, a las personas.

api-title-400 = La petición no se pudo leer
api-title-401 = No se sabe quién pregunta
api-title-403 = No está permitido
api-title-404 = No encontrado
api-title-405 = Esto no se puede hacer aquí
api-title-409 = No es posible en este momento del trámite
api-title-410 = Ya no está
api-title-413 = Demasiado grande
api-title-415 = No está en un formato que leamos
api-title-422 = Algo necesita atención
api-title-429 = Demasiadas peticiones
api-title-500 = Hemos fallado
api-title-503 = No es posible ahora mismo
api-intake-busy = La ciudad está recibiendo ahora todas las solicitudes que puede. De esta no se ha guardado nada. Vuelva a enviarla pasados los segundos de Retry-After; con la misma Idempotency-Key se guarda una sola vez.
api-server-crowded = Se está enviando tanto a la vez que esta petición no cupo. No se leyó nada de ella. Vuelva a enviarla pasados los segundos de Retry-After; con la misma Idempotency-Key nada se hace dos veces.
api-assurance-too-low = Este servicio tiene que saber con más certeza quién solicita ({ $needs }) de lo que muestra esta petición. No se ha guardado nada. La persona solicita en la web, con su cuenta.
api-application-invalid =
    { $count ->
        [one] Una respuesta necesita atención. No se guardó nada; corríjala y envíe todo de nuevo.
       *[other] { $count } respuestas necesitan atención. No se guardó nada; corríjalas y envíe todo de nuevo.
    }
api-database-away = Nuestra base de datos no responde en este momento, así que no se sabe si esto se hizo. Lo que se respondió antes está guardado. Vuelva a enviarlo: con la misma Idempotency-Key nada se hace dos veces.
access-secret = No hay ningún expediente con esta referencia y este código secreto. No se ha cambiado nada. Compruebe ambos en el recibo.
access-secret-missing = Muestre el código secreto del expediente (cabecera Case-Secret) o el token del cliente que lo envió. No se ha cambiado nada.
client-exists = Ya hay un cliente llamado «{ $name }». No se ha cambiado nada. Elija otro nombre.
client-not-found = No hay ningún cliente llamado «{ $name }» con un token. No se ha cambiado nada.
limit-reached = Desde aquí ha llegado más de lo que la ciudad acepta de un mismo lugar en el tiempo permitido. Lo guardado antes se conserva. Inténtelo de nuevo dentro de { $seconds } segundos.
request-invalid =
    { $count ->
        [one] Una parte de la petición necesita atención. No se ha cambiado nada; corríjala y envíela de nuevo.
       *[other] { $count } partes de la petición necesitan atención. No se ha cambiado nada; corríjalas y envíela de nuevo.
    }
request-missing = Falta «{ $name }».
request-unknown = «{ $name }» no se conoce aquí. Compruebe cómo está escrito.
request-wrong = «{ $name }» no tiene la forma que se pide. Vea la descripción de la API.
request-malformed = El cuerpo no se pudo leer: debe ser JSON completo en UTF-8 (o un formulario completo, para archivos). No se ha cambiado nada.
request-key-twice = «{ $name }» aparece dos veces en un mismo objeto JSON. No se ha cambiado nada; indíquelo una sola vez.
request-number = Un número tiene más de { $most } cifras. No se ha cambiado nada.
request-too-deep = El JSON tiene más de { $most } niveles. No se ha cambiado nada.
request-text = Un texto tiene caracteres que no se pueden guardar (nulos o medios caracteres). No se ha cambiado nada.
request-too-large = La petición es demasiado grande: como máximo { SIZE($largest) }. No se ha cambiado nada. Envíe los archivos aparte, cada uno más pequeño.
request-media-type = El cuerpo debe ser de tipo { $needs }. No se ha cambiado nada.
request-method = { $method } no se puede hacer aquí. Es posible: { $allowed }.
request-no-such-path = No hay nada en esta dirección. Vea en /api/v1/ lo que hay.
server-failed = Algo falló por nuestra parte y quedó anotado. Lo que ya se había respondido está guardado. Inténtelo de nuevo; con la misma Idempotency-Key nada se hace dos veces.
