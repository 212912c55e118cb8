# I messaggi e le date di chi abita in città, pagina per pagina.

inbox-newest = Messaggi più recenti
inbox-older = Messaggi precedenti
dates-nearest = Date più vicine
dates-later = Date successive
