# What the resident reads on the web.

web-start-in-title = Trámites de la ciudad
web-start-title = ¿Qué necesita de la ciudad?
web-start-lead = Solicite, siga y reciba su respuesta en un solo lugar. De día y de noche, en su idioma, desde cualquier teléfono.
web-search-label = Dígalo con sus palabras
web-search = Buscar
web-search-try = Por ejemplo:
web-found =
    { $count ->
        [0] No hay nada sobre «{ $query }»
        [one] { $count } resultado para «{ $query }»
       *[other] { $count } resultados para «{ $query }»
    }
web-found-answer = Respuesta a una pregunta frecuente
web-found-nothing = Pruebe con otra palabra o mire todos los trámites más abajo.
web-open-now = Lo que está abierto ahora
web-closes-on = Cierra pronto: el { $on } ya es tarde
web-opens-on = Abre el { $on }
web-closed-on = Cerrado desde el { $on }
web-open-until = Abierto hasta el { $on }
web-open-always = Abierto todo el año
web-promise-working-days =
    { $count ->
        [one] Respuesta en { $count } día hábil
       *[other] Respuesta en { $count } días hábiles
    }
web-promise-days =
    { $count ->
        [one] Respuesta en { $count } día
       *[other] Respuesta en { $count } días
    }
web-promise-hours =
    { $count ->
        [one] Respuesta en { $count } hora
       *[other] Respuesta en { $count } horas
    }
web-promise-minutes =
    { $count ->
        [one] Respuesta en { $count } minuto
       *[other] Respuesta en { $count } minutos
    }
web-follow-title = Seguir una solicitud
web-follow-text = Con la referencia y el código de su recibo.
web-follow-button = Ver cómo va
web-reference = Referencia
web-reference-hint = 9 caracteres, como R7K-3F9-2QM
web-code = Código
web-code-hint = 12 caracteres, como 7QK2-M9FX-3RTA
web-resume-title = Continuar un borrador
web-resume-text = Con el código para continuar que vio mientras respondía. Sirve en cualquier dispositivo.
web-resume-code-label = Código para continuar
web-resume-code-hint = 12 caracteres, como 7QK2-M9FX-3RTA. En mayúsculas o minúsculas, con o sin guiones.
web-resume-button = Continuar
web-asked-often = Preguntas frecuentes
web-doors-title = Otras formas de hacerlo
web-door-phone = Por teléfono
web-door-phone-text = Llame al { $phone }. Rellenamos la misma solicitud con usted, y puede seguir aquí.
web-door-desk = En persona
web-door-desk-text = Oficinas y horarios
web-door-proof = Confíe y compruebe
web-door-web = En este sitio, de día y de noche

# One service

web-begin = Comenzar
web-begin-text = No hace falta una cuenta para empezar. Cada respuesta se guarda y puede parar y seguir durante 100 días.
web-not-open-text = Aquí puede leer lo que se le pedirá. Los borradores ya empezados se conservan.
web-have-draft =
    { $count ->
        [one] Tiene un borrador aquí
       *[other] Tiene { $count } borradores aquí
    }
web-go-on-draft = Continuar el borrador { $code }, guardado hasta el { $on }
web-need-title = Lo que necesita
web-need-questions =
    { $count ->
        [one] Un momento: { $count } pregunta como máximo
       *[other] Unos minutos: { $count } preguntas cortas como máximo
    }
web-need-no-papers = Ningún documento
web-if-you-have-it = (si lo tiene)
web-next-title = Qué pasa después
web-next-receipt = Recibe enseguida una referencia y un código con los que puede seguir cada paso.
web-next-decide = Las reglas se comprueban al momento. Si tiene que mirarlo una persona, verá qué equipo y para cuándo.
web-next-document = Recibe la decisión como documento firmado que cualquiera puede comprobar.
web-next-appeal = Si no está de acuerdo, puede apelar gratis en { $days } días: { $to }.
web-privacy-title = Quién ve lo que nos cuenta
web-privacy-text = Solo el equipo de { $department } que lo tramita, y cada consulta deja una línea que usted puede ver. Lo guardamos { $keep } tras cerrar el expediente.
web-about = Información
web-promise-label = Nuestro compromiso
web-law-label = Base legal
web-window-label = Solicitudes
web-unsure-title = Tenemos que estar más seguros de quién es usted
web-unsure-none = No hace falta identificarse.
web-unsure-low = Para enviar esta solicitud, identifíquese. Puede rellenarla antes.
web-unsure-substantial = Este servicio emite algo en su nombre, así que antes de enviar demuestra que es usted: una vez con un documento de identidad o una carta, y cada vez con una llave de acceso o una aplicación de autenticación.
web-unsure-high = Este servicio necesita la prueba más segura que hay: su documento de identidad en una oficina, una vez, y cada vez su llave de acceso.
web-unsure-kept = Sus respuestas se guardan. Código para continuar: { $code }
web-unsure-button = Demostrar que es usted

# Help

web-offices = Oficinas y horarios
web-day-monday = Lunes
web-day-tuesday = Martes
web-day-wednesday = Miércoles
web-day-thursday = Jueves
web-day-friday = Viernes
web-day-saturday = Sábado
web-day-sunday = Domingo
web-services-linked = Trámites relacionados

# The interview

web-continue = Continuar
web-yes = Sí
web-no = No
web-optional = (opcional)
web-day = Día
web-month = Mes
web-year = Año
web-hint-date = En cifras, el año con cuatro, por ejemplo 27 3 1985
web-hint-choices = Elija todo lo que corresponda
web-hint-files = { $kinds }. Como máximo { $most } MB cada uno. Basta una foto clara.
web-hint-line-or-map = O marque el punto en el mapa
web-hint-point = Latitud y longitud. El mapa lo rellena.
web-point = Punto en el mapa
web-map-how = Pulse el lugar en el mapa. El mapa se acerca y puede pulsar otra vez para afinar. Sin mapa, elija el barrio más abajo.
web-map-alt = Marcar el punto en el mapa de la ciudad
web-map-whole = Mostrar toda la ciudad
web-choose-place = Elija un barrio
web-elsewhere-in = Otra parte de { $place }
web-no-fixed = No tengo domicilio fijo
web-no-fixed-hint = Entonces elija solo el barrio donde suele estar.
web-characters-most = Como máximo { $count } caracteres
web-characters-left-one = Le queda %{"{"}count{"}"} carácter
web-characters-left = Le quedan %{"{"}count{"}"} caracteres
web-characters-none = No le quedan caracteres
web-characters-over-one = Sobra %{"{"}count{"}"} carácter
web-characters-over = Sobran %{"{"}count{"}"} caracteres
web-papers-here =
    { $count ->
        [one] { $count } archivo añadido
       *[other] { $count } archivos añadidos
    }
web-choose-files =
    { $count ->
        [one] Elija un archivo
       *[other] Elija archivos, hasta { $count }
    }
web-upload = Subir
web-remove = Quitar
web-change = Cambiar
web-entry = entrada
web-row-incomplete = (incompleto)
web-add-another = ¿Añadir otra entrada ({ $each })?
web-add-first = ¿Añadir una entrada ({ $each })?
web-progress = { $done } de unas { $of } preguntas respondidas
web-saved-as-you-go = Cada respuesta se guarda.
web-come-back-later = Parar aquí y volver más tarde
web-resume-code = Código para continuar:
web-offer-title = ¿Usar lo que ya nos dijo?
web-offer-source = De: { $source }
web-offer-use = Usar esto
web-newer-title = La ciudad ha cambiado estas preguntas
web-newer-text = Puede terminar con las preguntas con que empezó o seguir con las nuevas. En ningún caso se pierde una respuesta.
web-newer-button = Seguir con las preguntas nuevas
web-check-title = Revise sus respuestas
web-not-answered = Sin respuesta
web-none-added = Nada añadido
web-change-rows = Añadir o quitar
web-send-title = Ahora envíe su solicitud
web-send-text = Al enviarla confirma que sus respuestas son correctas hasta donde sabe. Hasta ahora nadie en la ciudad las ha leído.
web-send = Enviar
web-busy-title = Ahora mismo hay muchísimas solicitudes
web-busy-kept = Sus respuestas están guardadas y no se pierde nada. Su solicitud aún no se ha enviado.
web-busy-trying = Esta página la vuelve a enviar por sí sola dentro de unos segundos. Déjela abierta.
web-busy-press = Pulse el botón dentro de un minuto. Aunque lo pulse varias veces, se envía una sola vez.
web-busy-button = Enviar otra vez
web-saved-title = Sus respuestas están guardadas
web-saved-text = «{ $service }» le espera hasta el { $on }. Cada respuesta nueva reinicia los 100 días.
web-saved-how = Anótelo, imprímalo o hágale una foto. Para continuar, escríbalo en la página de inicio, dígalo por teléfono o en una oficina, o abra este enlace:
web-saved-secret = Guárdelo para usted: quien lo tenga puede ver sus respuestas.
web-go-on = Continuar ahora
web-shared-title = ¿En un ordenador compartido?
web-shared-text = Haga que este navegador olvide lo que abrió. Los borradores y las solicitudes siguen en la ciudad; sus códigos los vuelven a abrir.
web-forget = Olvidarme en este dispositivo
web-discard = Borrar este borrador
web-discard-title = ¿Borrar este borrador?
web-discard-text = Todas sus respuestas y archivos se borran al momento y no se pueden recuperar. No se ha enviado nada a la ciudad.
web-discard-yes = Borrarlo
web-discard-no = Conservarlo
web-discarded-title = El borrador está borrado
web-discarded-text = Sus respuestas y archivos se han borrado. Puede volver a empezar cuando quiera.

# Sent

web-sent-title = Solicitud enviada
web-sent-text = La recibimos el { $at }. Está guardada y no se puede perder.
web-keep-this = Guarde esto
web-keep-text = Imprima esta página o anote la referencia y el código. Con ellos puede seguir su solicitud desde cualquier dispositivo, por teléfono o en una oficina. Quien tenga los dos puede verla.
web-what-next = Qué pasa ahora
web-next-closed = Todo está hecho. La decisión y los documentos están en la página de su solicitud.
web-hear-by = Tendrá noticias nuestras a más tardar el { $by }.
web-hear-late = Queríamos responderle a más tardar el { $by } y vamos con retraso. Su solicitud no se ha perdido: seguimos con ella.
web-next-follow = La página de su solicitud muestra cada paso, quién actúa y para cuándo. Si necesitamos algo de usted, allí lo verá.
web-follow-here = Ver cómo va
web-document-soon = Su documento se está preparando y firmando. Aparecerá en la página de su solicitud en un minuto.
web-download = Descargar: { $name } (PDF)
web-promise-title = La promesa firmada de la ciudad (para comprobar)
web-promise-text = Con este texto la ciudad ha firmado que su solicitud consta en su registro público. Guárdelo con el recibo: con él cualquiera puede demostrar que nada se alteró después.
web-see-receipt = Recibo con la referencia y el código

# The page of a case

web-track-not-found = No encontramos ninguna solicitud con esta referencia y este código. Revise los dos: cada carácter cuenta, pero no las mayúsculas ni los guiones.
web-lost-code = ¿Perdió el código? Llámenos o venga a una oficina con un documento de identidad: le daremos un enlace nuevo.
web-not-sent-yet = Aún no la he enviado: continuar un borrador
web-received = Recibida
web-starting = Estamos empezando
web-closing = Cerrado, con el resultado comunicado
web-closed = Cerrado
web-you = Usted
web-by = antes del { $on }
web-perhaps = solo si hace falta
web-state-done = Hecho
web-state-now = Ahora
web-state-next = Después
web-state-stopped = Terminado
web-timeline = Cómo va
web-asks-you = Necesitamos algo de usted
web-your-answer = Su respuesta
web-add-paper-optional = Añadir un archivo (opcional)
web-send-answer = Enviar respuesta
web-to-pay = A pagar: { $amount }
web-why = Por qué
web-conditions = Condiciones
web-decided-on = Decidido el { $on }
web-appeal-until = Puede apelar gratis hasta el { $on }: { $to }.
web-appeal-dismissed = Su apelación no se aceptó el { $on }: la decisión se mantiene
web-paper-issued = Emitido el { $on }.
web-paper-valid = Válido hasta el { $on }.
web-paper-revoked = { $name }: ya no es válido desde el { $on }
web-paper-delayed = «{ $name }» se retrasa: no pudimos crearlo de forma automática y personal de la ciudad se ocupa de ello. La decisión vale igualmente y usted no tiene que hacer nada. Aparecerá aquí.
web-paper-check = Página de comprobación
web-messages = Mensajes para usted
web-asked-before = Preguntado y respondido
web-answered-by-paper = (respondido con un archivo)
web-add-paper = Añadir un documento
web-add-paper-label = Elija archivos
web-what-you-said = Lo que nos dijo
web-may-do = Lo que puede hacer
web-appeal = Apelar
web-reopen = Reabrir
web-withdraw = Retirar la solicitud
web-looks = Quién ha visto sus datos
web-no-looks = Nadie hasta ahora.
web-look-work = para tramitarlo
web-look-call = por una llamada con usted
web-look-supervision = para supervisar el trabajo
web-look-audit = por una auditoría
web-look-complaint = por una reclamación
web-look-counter = para repasar con usted su carpeta en una ventanilla
web-kept-title = Cuánto lo guardamos
web-kept-until = Hasta el { $on }. Después se borra.
web-kept-after = { $keep } tras cerrarse. Después se borra.
web-done-answered = Su respuesta ha llegado. Seguimos adelante.
web-done-added = El archivo está añadido.
web-done-withdraw = La solicitud está retirada.
web-done-appeal = Su apelación ha llegado. La mirará alguien que no decidió antes.
web-done-reopen = Está abierto de nuevo.
web-withdraw-title = ¿Retirar esta solicitud?
web-withdraw-text = Dejaremos de tramitarla y la cerraremos. Puede volver a solicitar más adelante. Lo enviado se guarda lo que dice la ley y después se borra.
web-withdraw-yes = Retirarla
web-appeal-title = Apelar la decisión
web-appeal-text = Diga qué cree que está mal. Lo volverá a mirar alguien que no decidió antes. No cuesta nada y no necesita abogado. Para añadir documentos, vuelva después a la página de su solicitud.
web-appeal-yes = Enviar la apelación
web-reopen-title = Reabrir
web-reopen-text = Diga qué no está bien todavía. El mismo equipo volverá a mirarlo.
web-reopen-yes = Reabrir
web-why-you = Sus motivos
web-not-now = Ahora no

# One's own folder, and signing in

web-my-cases = Solicitudes
web-my-drafts = Borradores
web-no-cases = No hay ninguna abierta en este navegador.
web-no-drafts = No hay ninguno abierto en este navegador.
web-none-yet = Nada todavía.
web-sent-on = enviada el { $on }
web-now = Ahora: { $step } ({ $who })
web-draft = Borrador
web-draft-until = guardado hasta el { $on }
web-signed-in-as = Ha entrado como { $name }
web-assurance-none = sin comprobar
web-assurance-low = baja
web-assurance-substantial = sustancial
web-assurance-high = alta

# Checking a document, and the record

web-verify-title = Comprobar un documento
web-verify-text = ¿Es una carta, permiso o certificado realmente de la ciudad, sin alterar y aún válido? No hace falta identificarse y no se muestra ningún nombre.
web-verify-code = Número del documento
web-verify-code-hint = Junto al código QR, 12 caracteres
web-verify-file = El archivo PDF, para mayor seguridad
web-verify-file-hint = Lo comparamos hasta el último byte y no lo guardamos.
web-verify-button = Comprobar
web-verdict-genuine = Este documento es auténtico
web-verdict-altered = Este archivo ha sido alterado
web-verdict-revoked = Este documento ya no es válido
web-verdict-expired = Este documento ha caducado
web-verdict-unknown = No conocemos este documento
web-verdict-text-genuine = La ciudad emitió un documento con este número y es válido. Compare el tipo y la fecha con el papel que tiene, o suba el PDF para tener la seguridad de que nada se cambió.
web-verdict-text-genuine-file = La ciudad firmó exactamente este archivo y es válido. Nada en él ha cambiado.
web-verdict-text-altered = La ciudad emitió un documento con este número, pero no este archivo: algo ha cambiado. No se fíe de él. Pida el original a quien se lo dio.
web-verdict-text-revoked = La ciudad lo emitió y después declaró que ya no vale.
web-verdict-text-expired = La ciudad lo emitió, pero su plazo ha terminado. Pida uno nuevo.
web-verdict-text-unknown = Ningún documento de la ciudad tiene este número o este contenido. Revise el número. Si se lo dieron como auténtico, avísenos.
web-verify-kind = Documento
web-verify-issued = Emitido el
web-verify-valid = Válido hasta
web-verify-no-end = Sin límite
web-verify-revoked = Sin validez desde
web-verify-more = Comprobar otro, o el propio archivo
web-verify-more-text = El número solo muestra que existe tal documento. El archivo muestra que no se cambió ni una letra.
web-record-lead = Todo lo que la ciudad hace con las solicitudes deja una entrada que no se puede alterar después sin que se note.
web-record-what = Qué es
web-record-what-text = Las entradas no contienen nombres ni respuestas, solo huellas selladas de cada acto. Forman un árbol de huellas cuya cima firma la ciudad: el punto de control. Si se cambia una entrada antigua, la cima ya no encaja.
web-record-newest = El punto de control más reciente
web-record-none = Todavía no hay ninguno: llega un minuto después de la primera entrada.
web-record-how = Cómo comprobar
web-record-step-keep = Guarde un punto de control o la promesa firmada de su recibo. Puede hacerlo cualquiera: un periódico, un tribunal, usted.
web-record-step-proof = Pida la prueba de que su entrada está dentro:
web-record-step-grow = Más tarde, compare con el más reciente. El antiguo debe ser su comienzo:
web-record-standards = Hecho según RFC 6962 y RFC 9162 (Certificate Transparency), con notas firmadas (C2SP) y Ed25519.

# Refused
answer-not-found = No existe esa respuesta. Elija una de la lista.
