# Dinero: facturas, pagos, devoluciones.

money-bills = Facturas y pagos
money-no-bills = No debe nada a la ciudad.
money-state-due = por pagar
money-state-late = vencida
money-state-settled = pagada
money-state-cancelled = anulada
money-due = vence el { $on }
money-to-pay = Por pagar: { $amount } hasta el { $on }
money-instalment = Plazo { $number } de { $count }
money-pay = Pagar con tarjeta
money-other-ways = O pague por transferencia con esta referencia, o en una ventanilla. Una transferencia puede tardar dos días laborables en aparecer aquí.
money-reference = Referencia para la transferencia
money-settled-text = Ya no se debe nada.
money-cancelled-text = Esta factura fue anulada. No tiene que pagarla.
money-overpaid = Han llegado { $amount } más de lo debido. Se le devuelven por donde pagó.
money-what-moved = Qué ha pasado
money-plan = Plazos
money-case = La solicitud a la que pertenece
money-receipt = Recibo
money-moved-opened = Factura
money-moved-paid = Pagado
money-moved-refunded = Devuelto
money-moved-refund-failed = No se pudo devolver
money-moved-cancelled = Anulada
money-moved-disputed = Retirado por su banco
money-moved-dispute-won = Reclamación del banco terminada: el pago vale
money-moved-dispute-lost = Reclamación del banco terminada: se debe de nuevo
money-place-cash = efectivo
money-place-card = tarjeta en una ventanilla
money-place-bank = transferencia
money-place-stripe = tarjeta, en línea
money-going = Seguir a la página de pago
money-going-text = Se paga en la página del proveedor de pagos de la ciudad. Su solicitud y todo lo que dio antes se conservan, pase lo que pase allí.
money-going-on = Seguir
money-back-paid = Su pago ha llegado.
money-back-later = Gracias. El pago está en camino; aparecerá aquí en unos minutos. No pague otra vez.
bill-sign-in = Entre en su cuenta para ver sus facturas. La de una solicitud está también en la página de esta.
bill-not-found = No existe esta factura, o no es suya. No se cobró nada.
money-amount = Este importe ({ $amount } { $currency }) no vale: debe ser mayor que cero y no más exacto que la moneda. No se ha cambiado nada.
money-currency = «{ $currency }» no es una moneda (tres mayúsculas). No se ha cambiado nada.
money-instalments = Un importe se paga en 1 a { $most } plazos. No se ha cambiado nada.
money-nothing-due = Ya no se debe nada de esta factura. No se cobró nada.
money-refund = No se pueden devolver { $amount }: hay { $most }. No se ha cambiado nada.
money-no-dispute = No hay una reclamación abierta por este importe. No se ha cambiado nada.
payment-unavailable = El proveedor de pagos no responde ahora. No se cobró nada y su solicitud se conserva. Inténtelo en unos minutos, o pague por transferencia.
payment-not-offered = Aquí no se puede pagar en línea. Pague por transferencia o en una ventanilla.
payment-unknown = El proveedor de pagos no conoce este pago. No se cobró nada. Empiece de nuevo.
payment-refused = El proveedor de pagos lo rechazó ({ $reason }). No se ha cambiado nada.
payment-forged = Este mensaje no viene del proveedor de pagos. No se ha cambiado nada.
difference-not-found = No existe esta diferencia, o alguien ya la aclaró.
desk-did-bill-opened = Factura enviada
desk-did-bill-paid = Pago recibido
desk-did-bill-refunded = Dinero devuelto
desk-did-bill-refund-failed = No se pudo devolver el dinero
desk-did-bill-cancelled = Factura anulada
desk-did-bill-disputed = Pago retirado por el banco
desk-did-bill-dispute-won = Reclamación ganada
desk-did-bill-dispute-lost = Reclamación perdida
desk-did-difference-ended = Diferencia de pagos aclarada
payment-reference = Esta referencia de pago no es correcta: empieza por RF y tiene dos cifras de control. Compruébela.
money-ways = Pague por transferencia con esta referencia, o en una ventanilla. Una transferencia puede tardar dos días hábiles en aparecer aquí.
money-holder = Cuenta de
money-see-bill = Ver la factura
money-moved-revised = Importe cambiado
money-receipt-title = Recibo { $number }
money-received = Recibido
money-given-back = Devuelto
money-for = Por
money-when = Cuándo
money-left = Falta por pagar
money-print = Imprima esta página o guárdela: queda en su carpeta.
notice-bill-due-subject = { $amount } vence el { $on }
notice-bill-due-body =
    { $amount } vence el { $on } en una factura de { $city }. Pague en línea, por transferencia con la referencia { $reference } o en una ventanilla:
    { $address }
    Si ya ha pagado, no tiene que hacer nada.
notice-bill-overdue-subject = { $amount } venció el { $on }
notice-bill-overdue-body =
    No hemos recibido { $amount } que venció el { $on } en una factura de { $city }. Este recordatorio no cuesta nada. Pague en línea, por transferencia con la referencia { $reference } o en una ventanilla:
    { $address }
    Si ahora no puede pagar, venga a una ventanilla o escríbanos. Si ha pagado en los últimos días, no tiene que hacer nada.
notice-bill-refunded-subject = Se le devuelven { $amount }
notice-bill-refunded-body =
    { $city } le devuelve { $amount } por donde pagó. El motivo: { $why }
    { $address }
