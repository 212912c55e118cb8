# Los mensajes y las fechas de la persona residente, página por página.

inbox-newest = Mensajes más recientes
inbox-older = Mensajes anteriores
dates-nearest = Fechas más próximas
dates-later = Fechas posteriores
