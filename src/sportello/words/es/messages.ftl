# Mensajes a residentes que no son de ningún expediente.

notice-acting-for = Se le informa porque actúa por { $name }.
notice-mandate-proposed-giver-subject = Quiere que alguien actúe por usted
notice-mandate-proposed-giver-body =
    Se ha creado un código con el que alguien podrá actuar por usted ante { $city } cuando lo acepte. Sirve hasta { $until }.

    Si no fue usted, termínelo en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-proposed-holder-subject = Quiere actuar por alguien
notice-mandate-proposed-holder-body =
    Se ha creado un código con el que alguien podrá permitirle actuar en su nombre ante { $city }. Sirve hasta { $until }.

    Si no fue usted, termínelo en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-accepted-giver-subject = { $name } ya puede actuar por usted
notice-mandate-accepted-giver-body =
    Usted y { $name } están de acuerdo: { $name } puede actuar por usted ante { $city }. Todo lo que se haga así queda anotado con los dos nombres, y usted lo ve en su carpeta.

    Puede terminarlo en cualquier momento en «Actuar por otras personas»: { $link }
notice-mandate-accepted-holder-subject = Ya puede actuar por { $name }
notice-mandate-accepted-holder-body =
    Usted y { $name } están de acuerdo: usted puede actuar por { $name } ante { $city }. Todo lo que haga así queda anotado con los dos nombres.

    Empiece en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-revoked-giver-subject = { $name } ya no actúa por usted
notice-mandate-revoked-giver-body =
    Ha terminado el permiso de { $name } para actuar por usted ante { $city }. Desde ahora { $name } no puede hacer nada por usted; lo que se envió queda.

    Vea quién actúa por usted en «Actuar por otras personas» de su carpeta: { $link }
notice-mandate-revoked-holder-subject = Ya no actúa por { $name }
notice-mandate-revoked-holder-body =
    Ha terminado su permiso para actuar por { $name } ante { $city }. Desde ahora no puede hacer nada por { $name }; lo que se envió queda.

    Vea por quién actúa en «Actuar por otras personas» de su carpeta: { $link }
