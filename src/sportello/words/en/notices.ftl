# Notices the city writes to the applicant by itself.

notice-received-subject = { $service }: we have your application { $reference }
notice-received-body =
    We have received your application { $reference } for { $service }.

    Follow it here: { $link }
notice-asked-subject = { $service }: the city has a question about { $reference }
notice-asked-body =
    To go on with { $reference } ({ $service }), the city needs something more from you.

    See the question and answer it here: { $link }
notice-appeal-approve-subject = { $service }: your appeal on { $reference } was upheld
notice-appeal-approve-body =
    Your appeal on { $reference } ({ $service }) was upheld: the earlier decision is changed.

    Read the new decision and its reasons here: { $link }
notice-appeal-deny-subject = { $service }: your appeal on { $reference } was not upheld
notice-appeal-deny-body =
    Your appeal on { $reference } ({ $service }) was not upheld: the decision stands.

    Why:
    { $reasons }

    Read what you can still do here: { $link }
