# Avisos que la ciudad escribe por sí misma a quien solicita.

notice-received-subject = { $service }: hemos recibido tu solicitud { $reference }
notice-received-body =
    Hemos recibido tu solicitud { $reference } de { $service }.

    Síguela aquí: { $link }
notice-asked-subject = { $service }: la ciudad tiene una pregunta sobre { $reference }
notice-asked-body =
    Para seguir con { $reference } ({ $service }), la ciudad necesita algo más de ti.

    Mira la pregunta y respóndela aquí: { $link }
notice-appeal-approve-subject = { $service }: se ha estimado tu recurso sobre { $reference }
notice-appeal-approve-body =
    Se ha estimado tu recurso sobre { $reference } ({ $service }): la decisión anterior cambia.

    Lee la nueva decisión y sus motivos aquí: { $link }
notice-appeal-deny-subject = { $service }: se ha desestimado tu recurso sobre { $reference }
notice-appeal-deny-body =
    Se ha desestimado tu recurso sobre { $reference } ({ $service }): la decisión se mantiene.

    Lee los motivos y lo que aún puedes hacer aquí: { $link }
