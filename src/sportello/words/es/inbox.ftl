# Los mensajes y las fechas de una persona, página por página.

inbox-newest = Mensajes más recientes
inbox-older = Mensajes anteriores
dates-nearest = Fechas más próximas
dates-later = Fechas posteriores

reply-title = Escribir a la oficina sobre esto
reply-label = ¿Qué quiere decir?
reply-hint = Lo lee el personal que lleva su solicitud. Como máximo { $most } caracteres.
reply-send = Enviar
reply-sent = Su mensaje está en manos del personal que lleva su solicitud.
reply-yours = Usted escribió a la oficina
reply-by = { $name } escribió a la oficina por usted
reply-by-other = Alguien que actuaba por usted escribió a la oficina
reply-closed = Esta solicitud está cerrada y ya nadie trabaja en ella. Su página dice si puede apelar o pedir que se reabra; para lo demás, acuda a una oficina.
reply-too-many = Hoy ha escrito { $most } veces sobre esta solicitud. Lo que escribió se conserva; escriba mañana o acuda a una oficina.
desk-applicant-wrote = La persona solicitante escribió
desk-note-staff = Una persona del equipo cuya cuenta está cerrada
desk-did-case-replied = La persona solicitante escribió
