# Signing in here by an issuer elsewhere

issuer-title = Signing in by others
issuer-sign-in = Sign in with { $name }
issuer-step-up = Show who you are elsewhere
issuer-link = Sign in with { $name } from now on
issuer-link-title = Sign in with { $name }?
issuer-link-text = From then on whoever { $name } knows as you can sign in to the account of { $account }. If your identity was checked there, it counts here too.
issuer-link-name = There you are called
issuer-link-yes = Yes, from now on
issuer-done-linked = You can sign in so from now on.
issuer-done-removed = Nobody signs in so any more.
issuer-done-unknown = No account here knows you by that yet. Sign in, or open an account, and we ask whether to join the two.
account-text-linked-subject = Your account: another way to sign in was added
account-text-linked-body =
    { $name },

    one can sign in to your account with { $city } by “{ $issuer }” from now on.

    Was it not you? Look at { $link } or call { $phone }.
account-text-linked-short = { $city }: one can sign in to your account by “{ $issuer }” now. Not you? { $link } or { $phone }
account-text-unlinked-subject = Your account: a way to sign in was removed
account-text-unlinked-body =
    { $name },

    one can sign in to your account with { $city } by “{ $issuer }” no more.

    Was it not you? Look at { $link } or call { $phone }.
account-text-unlinked-short = { $city }: one can sign in to your account by “{ $issuer }” no more. Not you? { $link } or { $phone }
desk-did-account-linked = Way to sign in by others added
desk-did-account-unlinked = Way to sign in by others removed
issuer-unknown = Nobody by this name signs people in here.
issuer-not-found = This is not a way to sign in to your account. Nothing was changed.
issuer-denied = You were not signed in there. Nothing was changed; try again, or in another way.
issuer-answer = What came back does not fit what we asked, or came too late. Nothing was changed; begin again.
issuer-token = What came back is not good. Nothing was changed; begin again, or sign in in another way.
issuer-unavailable = They cannot be reached just now. Nothing was changed; try again later, or sign in in another way.
issuer-taken = Who you are there is joined to another account here. Sign in to that one, or remove it there first.
issuer-other-person = You have another name there than in this account, which was checked. Come to a counter with an identity document.
