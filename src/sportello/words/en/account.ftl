# Accounts: signing in, how one signs in, how surely one is known.

account-title = Your account
account-sign-in-text = We send a code to your e-mail or phone. The first time, this opens your account; there is nothing to remember.
account-contact = E-mail address or mobile number
account-contact-hint = For example name@example.com or +1 214 555 0142
account-send-code = Send me a code
account-other-ways = Other ways
account-passkey-sign-in = Sign in with a passkey
account-password-instead = Sign in with a password
account-password-title = Sign in with a password
account-login = E-mail address, mobile number or account number
account-login-hint = Staff: your login
account-password = Password
account-password-forgotten = No password, or forgotten? Sign in with a code instead, and set a new one in your account.
account-demo-title = In this demonstration
account-demo-text = You may be any of these invented residents, without a code. Choose one.
account-demo-staff-text = You may be anybody who works here, without a password. Choose one.
account-demo-clerk = Clerks: they work the cases of a team
account-demo-lead = Leads: they hand over, undo, and agree as the second
account-demo-publisher = Publishers: they change services and approve what another proposed
account-demo-auditor = Auditors: they read everything and change nothing
account-demo-partner = Partners: they do their part of a case
account-outbox-link = See the e-mails and text messages of this demonstration
account-code-title-email = Check your e-mail
account-code-title-phone = Check your phone
account-code-text = We have sent a code to { $to }. It is good for 15 minutes.
account-code = Code
account-code-hint = 6 digits
account-code-none = Nothing came after a few minutes? Check that the address or number is right, and look into your spam folder.
account-code-other = Use another address or number
account-open-title = Open your account
account-open-text = The code was right, and no account has this address or number yet.
account-name = Name
account-name-hint = First name and family name, as in your identity document
account-open-kept = We keep your name and this address or number, encrypted, until you close the account.
account-open-button = Open the account
account-opened-title = Your account is open
account-opened-number = Your account number is { $number }. Note it down: it may be asked for beside a code, and an office finds your account by it.
account-opened-text = Next time, a code is enough to sign in. A passkey is quicker and safer: your finger, your face or your device’s PIN, and no one can read it over your shoulder.
account-opened-later = Go on without one
account-second-title = One more step
account-second-text = This account asks for a second proof that it is you.
account-second-code = Code from your authenticator app, or a recovery code
account-second-code-hint = 6 digits from the app, or 8 digits of a recovery code
account-second-from-now = From now on, a code by e-mail or phone is no longer enough to sign in: we ask for this too. You also get recovery codes, to be kept on paper.
account-again-title = Please show that it is you
account-again-text = To protect you, we ask again before something important. It counts for 10 minutes.
account-again-send = Send a code to { $to }
account-staff-title = The desk asks for a second proof
account-staff-text = Whoever works with other people’s data here needs a second factor: a passkey, or an authenticator app.
account-staff-then = Once it is set up: to the desk
account-step-up-title = Being sure that it is you
account-step-up-text-low = This needs an address or number that we know reaches you.
account-step-up-text-substantial = This is done in your name, so we must know for sure that it is you.
account-step-up-text-high = This is done in your name and matters much, so we must know as surely as can be that it is you.
account-step-up-kept = What you have filled in is kept.
account-step-up-who = Your identity
account-step-up-who-text = Once is enough: afterwards your account counts as checked.
account-step-up-contact = Add an e-mail address or a mobile number, and type the code we send there.
account-step-up-counter = At a counter
account-step-up-counter-text = Come with an identity document, without an appointment, and name your account number: { $number }. It takes a few minutes.
account-step-up-proof = A proof, now
account-step-up-proof-text-substantial = Show it with your passkey, or with a code from your authenticator app. It counts for 10 minutes.
account-step-up-proof-text-high = Show it with your passkey. It counts for 10 minutes.
account-step-up-then = It is set up: go on
account-step-up-letter = By a letter
account-step-up-letter-text = We write to the address that the register has for you. The letter has a code to type here; it comes in a few days.
account-letter-order = Send me a letter
account-letter-page = Type the code of your letter
account-letter-page-text = The letter goes to the address that the register has for you. Its code is good for 30 days.
account-letter-code = Code of the letter
account-letter-home-title = Your code for { $city }
account-letter-home-text = You asked for this letter so that your account shows for sure that it is yours. Sign in, open { $address } and type this code:
account-letter-first-title = Your account with { $city }
account-letter-first-text = An account was opened for you. Its number is { $number }. Open { $address } and type the number and this code:
account-letter-until = The code is good until { $until }, and once.
account-letter-warning = You did not ask for it? Then tell nobody the code, and call { $phone }.
account-denied-title = Is this your account?
account-denied-text = The code was right. But somebody who reads messages there said that those of this account are not for them, so we ask for one thing more: the number of the account. You find it in your account, and in letters about it.
account-denied-otherwise = Without the number, sign in another way: with another address or number, a password or a passkey, or at a counter.
account-paper-instead = I have an account number and a code on paper
account-paper-title = Sign in with a code on paper
account-paper-text = For the code that you were given at a counter, or sent in your first letter. It works once.
account-paper-code = Code
account-paper-code-hint = 12 characters, like 7QK2-M9FX-3RTA
account-number-hint = 9 characters, like R7K-3F9-2QM
account-paper-entered = You are signed in
account-paper-entered-text = The code is used up. Choose how you sign in next time, now: if you choose nothing, you have to come to a counter again. With a password you sign in with your account number, { $number }.
account-recover-link = I no longer have any of these
account-recover-title = Get back into your account
account-recover-text = You have shown one thing. Show another, of a different kind. To protect you, we then tell you at every address and number of the account, and wait for 24 hours: whoever is not you cannot hurry it, and you can stop it.
account-recover-wait = You have shown enough. At { $at } you can go on: sign in again as you did now. Until then you can stop it with the link in the message we sent to every address and number of the account.
account-recover-ready = The wait is over. If you go on, your passkeys, authenticator app, recovery codes and password no longer work, you are signed out everywhere else, and your identity has to be checked again for what has to be sure. Everything in your account stays.
account-recover-finish = Go on, and sign in
account-recover-counter = At a counter, at once
account-recover-counter-text = Come with an identity document. Two of us look at it, and you get a code with which you sign in again. Nothing in your account is lost.
account-recovering-title = Somebody asked to get into this account without its second factor
account-recovering-text = If it was not you, stop it now.
account-stop-title = Was it not you?
account-stop-text = Somebody asked to get into your account, saying they lost what you sign in with. If it was not you, stop it: then everything stays as it is.
account-stop-button = Stop it
account-stopped-title = It is stopped
account-stopped-text = Everything stays as it was. Whoever asked had shown something of yours: sign in, and change your password or remove an address that others may read.
account-passkey = Passkey
account-passkey-add = Add a passkey
account-passkey-text = A passkey stays on your device and opens with your finger, your face or its PIN. There is nothing to remember and nothing to give away.
account-passkey-script = Passkeys need JavaScript, which this browser does not run. Everything else here works without it.
account-passkey-make = Make the passkey
account-passkey-name = What to call it
account-passkey-name-hint = So that you know it again, for example “My phone”
account-passkey-use = Use your passkey
account-passkey-remove = Remove the passkey “{ $name }”
account-passkey-failed = That did not work, or was cancelled. Nothing was changed. Try again, or choose another way.
account-passkey-unable = This browser, or the address of this page, cannot use passkeys. Choose another way. (On your own machine, open the page as http://localhost.)
account-app = Authenticator app
account-app-add = Set up an authenticator app
account-app-step-scan = Scan this picture with an authenticator app on your phone.
account-app-qr = Picture to scan with an authenticator app
account-app-type = Or type this key into the app:
account-app-link = Open it in an app on this device
account-app-step-code = The app shows 6 digits, new ones every half minute. Type them here.
account-app-code = Code the app shows
account-app-remove = Remove the authenticator app
account-factor-remove-text = You will no longer sign in with it. If it was your last second proof, your recovery codes end too.
account-recovery-codes = Recovery codes
account-recovery-text = If you lose your phone or passkey, each of these codes lets you in once. Print them or write them down, and keep them where you keep papers.
account-recovery-left = { $count ->
    [one] One code is left.
   *[other] { $count } codes are left.
}
account-recovery-renew = Make new recovery codes
account-recovery-renew-text = { $count ->
    [one] One unused code is left.
   *[other] { $count } unused codes are left.
} Once there are new ones, the old ones no longer work.
account-recovery-kept = I have kept them
account-password-set = Set a password
account-password-change = Change your password
account-password-text = You need none: a code or a passkey is enough. If you set one, you are signed out everywhere else.
account-password-new = New password
account-password-hint = At least 12 characters. Several words are easy to remember.
account-password-remove = Remove the password
account-save = Save
account-number = Account number
account-level = How surely we know you
account-level-none = not at all
account-level-low = low: an address or number is confirmed
account-level-substantial = substantial: your identity was checked
account-level-high = high: your identity was checked in person
account-contacts = How we reach you
account-contact-email = E-mail
account-contact-phone = Phone
account-contact-whatsapp = WhatsApp
account-contact-add = Add an e-mail address or number
account-contact-add-text = You can then sign in with it, and we warn you there if something about your account changes. With two, losing one does no harm.
account-contact-remove-title = Remove { $contact }?
account-contact-remove-text = You will no longer sign in with it. We tell you so there once.
account-safer = What makes it safer
account-safer-text = All of these are up to you.
account-since = since { $on }
account-not-set = Not set up
account-is-set = Set
account-set-up = Set up
account-show = Show
account-remove = Remove
account-sessions = Where you are signed in
account-here = here
account-browser-unknown = Unknown browser
account-signed-in-at = Signed in { $at }
account-end = Sign out there
account-end-others = Sign out everywhere else
account-signed-out = You are signed out
account-signed-out-text = This browser has forgotten what you opened. Your drafts and applications are kept; your codes open them again.
account-outbox = Sent in this demonstration
account-outbox-text = There is no real mailbox and no real phone here: what would be sent is shown on this page, the latest first.
account-outbox-empty = Nothing was sent yet.
account-outbox-parts = { $count ->
    [one] One text message.
   *[other] Charged as { $count } text messages.
}
account-outbox-answer = Answer as the phone it went to
account-outbox-answer-hint = STOP ends these texts, START brings them back.
account-outbox-answer-send = Answer

account-done-contact-added = It is added.
account-done-contact-removed = It is removed.
account-done-letter = A letter is on its way to the address the register has for you.
account-done-identified = Your identity is checked now.
account-done-stopped = It is stopped. Everything stays as it was.
account-done-password = Your password is set. You are signed out everywhere else.
account-done-password-removed = Your password is removed.
account-done-ended = Signed out there.
account-done-ended-others = Signed out everywhere else.
account-done-added-passkey = Your passkey is ready.
account-done-added-app = Your authenticator app is set up.
account-done-added-recovery = Here are your recovery codes. Keep them safe.
account-done-removed-passkey = The passkey is removed.
account-done-removed-app = The authenticator app is removed.
account-done-removed-recovery = The recovery codes no longer work.

account-problem-required = Type the code.
account-problem-incorrect-code = This code is not right, or was used already. Nothing was changed. Wait for the next one.
account-problem-rate-limited = There were too many tries. Please wait 15 minutes.
account-problem-invalid = That could not be read. Nothing was changed. Try again.

# Sent by e-mail or as a text message

account-text-code-subject = { $code } is your code for { $city }
account-text-code-body =
    Your code is { $code }.

    It is good for { $minutes } minutes. Type it only on the page of { $city } where you asked for it, and tell it to nobody: the city never asks for it by phone.

    You did not ask for it? Then somebody mistyped; you need do nothing.
account-text-code-short = { $code } is your code for { $city }, good for { $minutes } minutes. Tell it to nobody.
account-factor-app = authenticator app
account-factor-passkey = passkey
account-factor-recovery = recovery codes
account-factor-password = password
account-text-factor-added-subject = Your account: something was added ({ $factor })
account-text-factor-added-body =
    { $name },

    this was added to your account with { $city }: { $factor }. From now on one can sign in with it.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-factor-added-short = { $city }: added to your account: { $factor }. Not you? { $link } or { $phone }
account-text-factor-changed-subject = Your account: something was changed ({ $factor })
account-text-factor-changed-body =
    { $name },

    this was changed in your account with { $city }: { $factor }.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-factor-changed-short = { $city }: changed in your account: { $factor }. Not you? { $link } or { $phone }
account-text-factor-removed-subject = Your account: something was removed ({ $factor })
account-text-factor-removed-body =
    { $name },

    this was removed from your account with { $city }: { $factor }.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-factor-removed-short = { $city }: removed from your account: { $factor }. Not you? { $link } or { $phone }
account-text-letter-subject = Your account: a letter with a code is on its way
account-text-letter-body =
    { $name },

    a letter with a code goes to the address that the register of { $city } has for you. Whoever types the code makes the account count as checked.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-letter-short = { $city }: a letter with a code goes to your registered address. Not you? { $link } or { $phone }
account-text-identified-subject = Your account: your identity was checked
account-text-identified-body =
    { $name },

    it was checked that your account with { $city } is yours. It can now be used for what has to be sure.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-identified-short = { $city }: your identity was checked for your account. Not you? { $link } or { $phone }
account-text-recovery-factors-subject = Your account: somebody wants to get in without your second factor
account-text-recovery-factors-body =
    { $name },

    somebody showed two things of yours and says they lost what you sign in with at { $city }. From { $at } they can get in, unless it is stopped.

    Was it you? Then wait. If not, stop it now: { $link }, or call { $phone }.
account-text-recovery-factors-short = { $city }: somebody wants to get into your account without your second factor, from { $at }. Not you? Stop it: { $link }
account-text-recovery-counter-subject = Your account: somebody asks for it at a counter
account-text-recovery-counter-body =
    { $name },

    somebody with an identity document asks at a counter of { $city } to get your account back. Two clerks look at it.

    Was it you? Then you need do nothing. If not, stop it now: { $link }, or call { $phone }.
account-text-recovery-counter-short = { $city }: somebody asks at a counter to get your account back. Not you? Stop it: { $link } or call { $phone }
account-text-recovered-subject = Your account: what signed in before no longer does
account-text-recovered-body =
    { $name },

    your account with { $city } was given back to somebody who said they lost what you sign in with. Passkeys, authenticator app, recovery codes and password no longer work.

    Was it you? Then you need do nothing. If not, call { $phone } now, or come to a counter with an identity document.
account-text-recovered-short = { $city }: your account was given back to somebody who lost what they sign in with. Not you? Call { $phone } now
account-text-contact-added-subject = Your account: an address or number was added
account-text-contact-added-body =
    { $name },

    { $contact } was added to your account with { $city }. From now on one can sign in with it.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-contact-added-short = { $city }: { $contact } was added to your account. Not you? { $link } or { $phone }
account-text-contact-removed-subject = Your account: an address or number was removed
account-text-contact-removed-body =
    { $name },

    { $contact } was removed from your account with { $city }.

    Was it you? Then you need do nothing. If not, look at your account now: { $link }, or call { $phone }.
account-text-contact-removed-short = { $city }: { $contact } was removed from your account. Not you? { $link } or { $phone }

# Refused

contact-unclear = Type an e-mail address or a mobile number.
contact-no-texts = This city sends no text messages yet. Use an e-mail address, or come to a counter.
contact-taken = Another account has this address or number. Sign in with it instead, or remove it there first.
contact-too-many = An account may have { $most } addresses and numbers. Remove one first.
contact-last = This is your only address or number. Add another one first.
contact-not-found = This address or number does not belong to your account. Nothing was changed.
code-wrong = This code is not right: it has { $digits } digits. Look at the newest message.
code-over = This code is no longer valid. Ask for a new one.
account-not-found = There is no such account. Nothing was changed.
account-closed = This account is closed. If you still need something from the city, open a new account.
account-wait = There were too many tries, or codes asked for. Nothing was changed. Please wait { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}, then try again.
password-wrong = Name and password do not match. Nothing was changed. Check both, or sign in with a code instead.
access-staff = This account does not work here. Sign out, and sign in with the one that does.
letter-no-address = The register does not know where you live, so no letter can go there. Come to a counter with an identity document.
letter-no-line = Type the street and number the letter is to go to.
slip-wrong = Number and code do not match, or the code was used or is too old. Nothing was changed. Check both.
contact-denied = This is not the number of the account with this address. Nothing was changed; check it, or sign in another way.
recovery-not-enough = You have to show two things of different kinds. Nothing was changed.
recovery-under-way = This is under way already. Nothing was changed.
recovery-none = This is over, or was stopped. Nothing was changed.
recovery-not-ready = You have to wait until { $at }. Nothing was changed.
access-four-eyes = A second person has to confirm this. Nothing was changed; ask a colleague.
password-too-short = Use at least { $least } characters. Nothing was changed.
password-too-common = Many people use this password, or it is like your name, so it is easily guessed. Nothing was changed. Choose another.
factor-wrong = This is not right, or was used already. Nothing was changed. Try again.
factor-too-many = There were too many tries. Please wait 15 minutes.
factor-passkey-unknown = We do not know this passkey. Sign in in another way.
session-not-found = That session is over already.
texts-rejected = The phone network does not accept this text message.
texts-unavailable = Text messages cannot be sent just now. They are kept and tried again.
staff-exists = Somebody signs in as { $login } already. Nothing was changed.
staff-login = A login has letters, dots and dashes, no digits and no @: those are for addresses and numbers. Nothing was changed.
staff-role = “{ $role }” is not a role. There are: { $roles }. Nothing was changed.
staff-team = There is no “{ $team }”. There are: { $teams }. Nothing was changed.
