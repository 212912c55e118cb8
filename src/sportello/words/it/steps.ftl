# Tipi di passo, stati ed esiti, con le parole del residente.

step-review = Esame da parte del Comune
step-together = Esami in parallelo
step-pay = Pagamento
step-fulfil = Consegna
step-issue = Documento
step-tell = Messaggio per te
step-appeal = Ricorso
case-status-received = Ricevuta
case-status-open = In lavorazione
case-status-waiting = In attesa della tua risposta
case-status-closed = Chiusa
outcome-approve = Accolta.
outcome-deny = Respinta.
outcome-refer = Una persona del Comune la esaminerà e deciderà.
outcome-withdrawn = Ritirata su tua richiesta.
