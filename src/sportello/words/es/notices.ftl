# Avisos que la ciudad escribe por sí misma a quien solicita.

notice-received-subject = { $service }: hemos recibido su solicitud { $reference }
notice-received-body =
    Hemos recibido su solicitud { $reference } de { $service }.

    Sígala aquí: { $link }
notice-asked-subject = { $service }: la ciudad tiene una pregunta sobre { $reference }
notice-asked-body =
    Para seguir con { $reference } ({ $service }), la ciudad necesita algo más de usted.

    Mire la pregunta y respóndala aquí: { $link }
notice-appeal-approve-subject = { $service }: se ha aceptado su apelación sobre { $reference }
notice-appeal-approve-body =
    Se ha aceptado su apelación sobre { $reference } ({ $service }): la decisión anterior cambia.

    Lea la nueva decisión y sus motivos aquí: { $link }
notice-appeal-deny-subject = { $service }: no se ha aceptado su apelación sobre { $reference }
notice-appeal-deny-body =
    No se ha aceptado su apelación sobre { $reference } ({ $service }): la decisión se mantiene.

    Por qué:
    { $reasons }

    Lea lo que aún puede hacer aquí: { $link }
