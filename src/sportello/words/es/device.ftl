# La carpeta en un dispositivo, para leerla sin conexión.

device-title = En este dispositivo
device-text = Puede guardar su carpeta en este dispositivo y leerla sin conexión: sus solicitudes y los pasos siguientes, los mensajes que ha abierto, las fechas, los permisos, los mandatos y los documentos que abra aquí.
device-needs = Hace falta un navegador que pueda guardar páginas, con JavaScript. Sin conexión solo se lee: no se puede enviar nada.
device-who = Quien pueda abrir este dispositivo podrá leer lo que se guarda en él. No lo haga en un dispositivo que usen otras personas.
device-until = Termina cuando pulsa el botón de esta página, cierra la sesión o abre este sitio con la sesión ya terminada, y { $days } días después de la última actualización.
device-keep = Guardar mi carpeta en este dispositivo
device-is-kept = Su carpeta está guardada en este dispositivo.
device-end = No guardarla más
device-wait = Un momento.
device-done = Hecho.
device-failed = No ha funcionado: quizá no hay conexión o el navegador no lo permite. No se ha guardado nada.
device-kept = Guardado el { $day }; no tiene conexión.
device-form = Para esto hace falta conexión.
device-staff = Quien trabaja para la ciudad no guarda nada en un dispositivo.
device-held = En este navegador hay abierto, con su código, algo que no es suyo: una solicitud, enviada o empezada. Añádala a su carpeta, o cierre la sesión y vuelva a entrar; entonces podrá guardar aquí su carpeta.
offline-title = No tiene conexión
offline-text = Esta página no está guardada en este dispositivo. Se abrirá cuando vuelva a haber conexión. No se ha enviado nada.
