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
device-not-found = Este dispositivo no está entre los suyos, o ya se quitó. No se cambió nada.
desk-did-device-added = Una persona residente añadió un dispositivo para avisos
desk-did-device-ended = A un dispositivo ya no se envían avisos
