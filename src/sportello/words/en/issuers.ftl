# Signing in here by an issuer elsewhere

issuer-title = Signing in through others
issuer-sign-in = Sign in with { $name }
issuer-step-up = Show who you are elsewhere
issuer-link = Sign in with { $name } from now on
issuer-link-title = Sign in with { $name }?
issuer-link-text = From then on whoever { $name } knows as you can sign in to the account of { $account }. If your identity was checked there, it counts here too.
issuer-link-name = There you are called
issuer-link-yes = Yes, from now on
issuer-done-linked = From now on you can sign in this way.
issuer-done-removed = Nobody can sign in this way any more.
issuer-done-unknown = No account here is linked to that yet. Sign in, or open an account, and we ask whether to join the two.
account-text-linked-subject = Your account: another way to sign in was added
account-text-linked-body =
    { $name },

    from now on, “{ $issuer }” can be used to sign in to your account with { $city }.

    Was it not you? Look at { $link } or call { $phone }.
account-text-linked-short = { $city }: “{ $issuer }” can now be used to sign in to your account. Not you? { $link } or { $phone }
account-text-unlinked-subject = Your account: a way to sign in was removed
account-text-unlinked-body =
    { $name },

    “{ $issuer }” can no longer be used to sign in to your account with { $city }.

    Was it not you? Look at { $link } or call { $phone }.
account-text-unlinked-short = { $city }: “{ $issuer }” can no longer be used to sign in to your account. Not you? { $link } or { $phone }
desk-did-account-linked = Way to sign in through others added
desk-did-account-unlinked = Way to sign in through others removed
issuer-unknown = Nobody by this name signs people in here.
issuer-not-found = This is not a way to sign in to your account. Nothing was changed.
issuer-denied = Signing in there did not work. Nothing was changed; try again, or sign in in another way.
issuer-answer = What came back does not match what we asked, or came too late. Nothing was changed; begin again.
issuer-token = What came back is not valid. Nothing was changed; begin again, or sign in in another way.
issuer-unavailable = They cannot be reached just now. Nothing was changed; try again later, or sign in in another way.
issuer-taken = Your identity there is joined to another account here. Sign in to that one, or remove it there first.
issuer-other-person = You have another name there than in this account, which was checked. Come to a counter with an identity document.
