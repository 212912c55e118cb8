# Clases de paso, estados y resultados, en palabras del residente.

step-review = Revisión por la ciudad
step-together = Revisiones en paralelo
step-pay = Pago
step-fulfil = Entrega
step-issue = Documento
step-tell = Mensaje para usted
step-appeal = Apelación
case-status-received = Recibida
case-status-open = En trámite
case-status-waiting = A la espera de su respuesta
case-status-closed = Cerrada
outcome-approve = Aprobada.
outcome-deny = Denegada.
outcome-refer = Una persona del ayuntamiento la revisará y decidirá.
outcome-withdrawn = Retirada a petición suya.
