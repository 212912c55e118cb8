# Rechazos que ve el personal y quien opera el sistema.

access-role = Para esto necesita la función «{ $role }». No se ha cambiado nada. Pídaselo a quien la tenga.
access-team = Esto es de otro equipo. No se ha cambiado nada. Pida a quien lo lleva que se lo pase.
calendar-unknown = No se conocen festivos para { $country } { $subdivision }. Revise `holidays` en city.yaml.
calendar-year = Los festivos de la ciudad se conocen de { NUMBER($first, useGrouping: 0) } a { NUMBER($last, useGrouping: 0) }, no para { NUMBER($year, useGrouping: 0) }.
canonical-instant = Un instante debe llevar su zona: { $value }.
canonical-integer = Este entero es demasiado grande para guardarse con exactitud: { $value }.
canonical-number = No es un número que se pueda guardar: { $value }.
canonical-text = Este texto tiene caracteres que no se pueden guardar.
canonical-type = Un valor de tipo { $type } no se puede guardar.
document-not-signed = No se ha podido firmar el documento ({ $reason }). El expediente se conserva y se intentará firmar de nuevo.
document-letter-missing = El documento tiene una letra que no está en ninguna tipografía: { $reason }. Añada una tipografía que la tenga (SPORTELLO_FONTS).
document-still-not-made = Tampoco esta vez se pudo crear el documento ({ $why }). No se ha cambiado nada; se sigue intentando cada hora.
document-revoked-already = Este documento ya está revocado. No se ha cambiado nada.
document-template = No se ha podido componer la plantilla del documento: { $reason }. Corríjala y publique de nuevo.
edition-already-approved = Esta edición de { $subject } ya está aprobada. No se ha cambiado nada.
edition-already-proposed = { $subject } ya está propuesto así: número { $number }, para valer desde el { $day }. Apruebe esa propuesta, o rechácela antes de proponerla para otro día.
edition-same-person = Usted publicó esta edición de { $subject }, así que debe aprobarla otra persona.
edition-stale = Mientras tanto otra persona publicó { $subject }. Su texto se conserva. Compárelo con la nueva edición y publique de nuevo.
edition-unchanged = En { $subject } no ha cambiado nada desde la última edición, así que no se publicó nada.
edition-unknown = No existe la edición { $hash }.
fulfil-proof-missing = Este paso necesita una prueba de tipo { $proof }. No se ha cambiado nada. Añádala y termine de nuevo.
index-address = No es una dirección que se pueda buscar. Indique calle, número y código postal.
index-email = No es una dirección de correo que se pueda buscar.
index-iban = No es un IBAN que se pueda buscar.
index-name = No es un nombre que se pueda buscar. Indique nombre y apellidos.
index-phone = No es un teléfono que se pueda buscar. Indíquelo con el prefijo del país.
look-purpose = Diga por qué lo consulta.
mail-rejected = El servidor de correo rechazó el mensaje definitivamente. El mensaje se conserva; compruebe la dirección.
mail-unavailable = El servidor de correo no responde. El mensaje se conserva y se enviará más tarde.
note-forged = La firma de { $name } en esta nota es falsa o la nota fue alterada.
note-key = No es una clave para notas firmadas.
note-malformed = No es una nota firmada.
note-unsigned = Esta nota no lleva la firma de { $name }.
pack-setting-invalid = { $kind }: { $setting } es «{ $value }», pero se espera: { $expected }.
pack-setting-missing = { $kind } necesita { $setting }.
pack-setting-unknown =
    { $kind } no tiene el ajuste { $setting }. { $nearest ->
        [none] { "" }
       *[other] ¿Quería decir «{ $nearest }»?
    }
pack-type-unknown =
    No existe el tipo de pregunta { $kind }. { $nearest ->
        [none] { "" }
       *[other] ¿Quería decir «{ $nearest }»?
    }
pack-unresolved = Este paquete tiene fechas relativas a su publicación; publíquelo antes.
policy-too-large = Las reglas de este servicio exigen para estas respuestas más de lo que puede el sistema de la ciudad ({ $most } como mucho). Es un error de la ciudad: no se ha decidido nada. Llámenos.
parameter-missing = { $name } no tiene valor el { $on }; el primero vale desde el { $starts }.
party-not-found = No hay nadie con este identificador.
party-open-cases =
    { $count ->
        [one] Un caso suyo aún se tramita.
       *[other] { $count } casos suyos aún se tramitan.
    } No se borró nada: antes hay que retirarlos o resolverlos.
payment-amount = El importe debido es { $due }. No se ha anotado nada. Compruebe el importe recibido.
payment-method = No es una forma de pago. Use una de estas: { $methods }.
queue-after = Esta página de la cola ya no existe. Vuelva al principio.
queue-order = La cola no se puede ordenar así. Use: { $orders }.
record-inconsistent = El registro de { $new } anotaciones no continúa el de { $old }: se alteraron o quitaron anotaciones.
record-no-such-leaf = El registro de { $size } anotaciones no tiene la anotación { $index }.
record-no-such-size = El registro nunca tuvo este tamaño.
record-not-included = La prueba no se cumple: la anotación { $index } no está en el registro de { $size }.
record-went-back = Esta base de datos es anterior al último punto de control que publicó la ciudad: se restauró o perdió lo que había aceptado. No se firmó nada; `sportello prepare` abre una nueva época del registro y vuelve a olvidar lo borrado.
ruling-reason-missing = Indique al menos un motivo: una decisión siempre dice por qué. No se ha cambiado nada.
ruling-reason-unknown = Este servicio no tiene el motivo «{ $reason }». Elija uno de la lista.
ruling-outcome = Aquí no se puede decidir «{ $outcome }». Elija: { $allowed }.
search-kind = No se puede buscar por esto. Use: { $kinds }.
step-irreversible = Ya siguió un paso de tipo { $kind } que no se puede deshacer. No se ha cambiado nada.
step-not-asking = Este paso no espera una respuesta. No se ha cambiado nada.
step-not-done = Este paso no está hecho, así que no hay nada que deshacer.
step-not-open = Este paso no está abierto ahora. Puede que alguien lo haya terminado; vuelva a mirar el expediente.
step-not-undoable = Un paso de tipo { $kind } no se puede deshacer. No se ha cambiado nada.
step-proof-missing = Este paso necesita una prueba de tipo { $proof }. No se ha cambiado nada. Añádala y termine de nuevo.
step-unknown = El expediente no tiene el paso { $path }.
storage-bad-name = No es el nombre de un archivo guardado: { $name }.
storage-full = No queda espacio para guardar archivos. No se ha guardado nada; hay que liberar espacio.
storage-missing = El archivo guardado { $name } no está.
storage-unavailable = En este momento no se pueden guardar ni leer archivos. No se ha cambiado nada; inténtelo de nuevo en un minuto.
task-awaits-confirmation = Antes debe confirmar esta decisión una segunda persona.
task-done = Esta tarea ya está hecha. Vuelva a mirar el expediente.
task-not-a-review = Esta tarea es de tipo { $kind }; solo se decide una revisión.
task-not-found = Esa tarea no existe o es de otro equipo.
task-not-in-team = Esta persona no trabaja en el equipo. Elija a alguien que sí.
task-nothing-to-confirm = Nadie ha decidido aún, así que no hay nada que confirmar.
task-other-kind = Esto no se puede hacer con una tarea de tipo { $kind }.
task-take-first = Tome la tarea antes de trabajar en ella.
task-taken = Otra persona ha tomado esta tarea. Pida a quien lleva el equipo que se la pase.
vault-altered = El contenido sellado fue alterado y no se puede abrir.
vault-keys = SPORTELLO_KEYS no es correcto ({ $reason }, clave { $position }). No se ha iniciado nada.
vault-malformed = No es contenido sellado.
vault-missing = La clave de este expediente ya no existe y, con ella, lo que se selló con ella.
vault-unknown-key = La clave { $key } no está en SPORTELLO_KEYS. Vuelva a añadirla.
vault-wrong-key = El contenido sellado se abrió con una clave equivocada.
columns-float = { $name } viene en números aproximados; las reglas necesitan exactos.
decision-feel = Esta decisión se tomó con { $version }, que esta versión no entiende ({ $known }). Use la versión con la que se tomó.
ruling-changed-meanwhile = Entretanto ahí consta otra cosa. No se ha decidido nada. Devuélvalo para que se revise de nuevo.
ruling-nothing-changed = No se cambió nada y no se ha decidido nada. Cambie lo que es incorrecto; si está bien como está, deniegue el aviso.
ruling-nothing-to-correct = Esta decisión no corrige nada en un registro. No se ha decidido nada.
ruling-output-invalid = No se puede leer el valor de { $output }. No se ha decidido nada. Compruébelo.
ruling-output-not-settable = El servicio no permite que este paso fije { $output }. No se ha decidido nada. Déjelo como lo dieron las reglas.
ruling-output-unknown = Este servicio no tiene el resultado «{ $output }». No se ha decidido nada.
signing-no-identity = No se puede usar el certificado de firma de la ciudad ({ $reason }). Los documentos esperan hasta que se arregle.
queue-empty = No queda nada que tomar en esta cola.
dmn-broken = No es un archivo DMN que se pueda leer (línea { $line }). No se ha cambiado nada. Expórtelo de nuevo.
dmn-hit-policy = La política de aciertos { $hit_policy } { $aggregation } no se admite. Use U, F, A, P o C.
dmn-no-table = El archivo DMN tiene { $found } tablas de decisión; se necesita una.
dmn-too-large = El archivo DMN ocupa { SIZE($size) }; como máximo se leen { SIZE($largest) }.
dmn-uneven = A la regla { $rule } del archivo DMN le faltan celdas. Ponga una por cada entrada y salida.
text-missing = Escriba algo. No se ha cambiado nada.
text-too-long = El texto es demasiado largo: como máximo { $max } caracteres. No se ha cambiado nada; acórtelo y envíelo otra vez.
edition-already-rejected = Esta edición de { $subject } ya fue rechazada. No se ha cambiado nada.
