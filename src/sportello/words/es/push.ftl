# Avisos en un dispositivo (Web Push).

push-subscription = Lo que dio su navegador no está completo y este dispositivo no se añadió. Inténtelo otra vez.
push-endpoint = Su navegador recibe los avisos por un servicio que la ciudad no usa ({ $host }); este dispositivo no se añadió. Pruebe con otro navegador o elija otra vía.
push-gone = Este dispositivo ya no recibe avisos.
push-rejected = El servicio de avisos no aceptó el aviso ({ $status }).
push-unavailable = El servicio de avisos no responde ahora. Lo intentaremos de nuevo.
push-message = Tiene un mensaje nuevo.
push-reminder = Hay un mensaje sin abrir en su carpeta.
push-stop = No es para mí
push-too-many = Ya recibe avisos en { $most } dispositivos. Quite primero uno de ellos.
device-not-found = Este dispositivo no está entre los suyos, o ya se quitó. No se ha cambiado nada.
desk-did-device-added = Una persona añadió un dispositivo para avisos
desk-did-device-ended = A un dispositivo ya no se envían avisos
push-devices = Avisos en sus dispositivos
push-devices-text = Un dispositivo puede mostrar que hay un mensaje, como hacen las aplicaciones: con el nombre de la ciudad y sin una palabra de lo que dice el mensaje.
push-device-unnamed = Un dispositivo
push-device-since = Añadido { $at }
push-device-told = Último aviso { $at }
push-device-end = Quitar avisos
push-here = Avisar en este dispositivo
push-added = Desde ahora este dispositivo avisa de los mensajes nuevos.
push-added-unused = Ha elegido otra vía para los avisos. Elija abajo «En mis dispositivos» si prefiere esta.
push-ended = Ese dispositivo ya no recibe avisos.
push-script = Para añadir este dispositivo, su navegador necesita JavaScript. Los que ya añadió reciben avisos sin él.
push-denied = Este navegador no permite mostrar avisos de este sitio. Permítalo en sus ajustes e inténtelo otra vez.
push-failed = No se pudo añadir este dispositivo: el servicio de avisos de su fabricante no respondió. No se ha cambiado nada. Inténtelo más tarde o elija otra vía.
push-unable = Este navegador no puede mostrar avisos. En un iPhone o iPad, añada antes este sitio a la pantalla de inicio y ábralo desde allí.
