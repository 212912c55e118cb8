# Signing in elsewhere with the city's account: what residents read, and publishers at the desk.

openid-consent-title = Sign in to { $name }
openid-consent-as = You are signed in here as
openid-consent-to = After that you go on to:
openid-consent-sees = If you agree, { $name } gets to see:
openid-sees-openid = that you are the same person each time you come: a number that only they know you by
openid-sees-profile = your name, as it stands in your account
openid-sees-email = your e-mail address, if you have given us one
openid-sees-phone = your phone number, if you have given us one
openid-sees-offline-access = all of this also while you are not there, for up to 30 days after you last came
openid-consent-level = They also learn how surely we know who you are, and when you signed in.
openid-consent-not = They see nothing else of what the city has about you.
openid-consent-yes = Agree and sign in
openid-consent-no = Not now
openid-consent-end = You can end this at any time, in your account.
openid-on-title = On to { $name }
openid-on-button = Continue
openid-leave-title = Sign out here too?
openid-leave-from = You have signed out of { $name }.
openid-leave-as = You are still signed in here as
openid-leave-both = Sign out here too
openid-leave-there = Stay signed in here
openid-left-title = Signed out there
openid-left-in = You are still signed in here.
openid-left-out = You are not signed in here either.
openid-consents = Where you sign in with this account
openid-consents-text = These sites know you by this account. When you end one, it learns nothing more of you from then on.
openid-consents-none = You sign in nowhere else with this account.
openid-consents-sees = Since { $on } they get to see:
openid-consents-end = End it
openid-done-ended = It is ended. They learn nothing more of you from here.

# At the desk

desk-door-parties = Signing in elsewhere
desk-parties-text = Libraries, car parks and others where residents sign in with their account here. One publisher registers, another approves.
desk-parties-none = There are none yet.
desk-parties-add = Register somebody
desk-party-name = Name, as residents know it
desk-party-redirects = Addresses people go back to
desk-party-redirects-hint = One a line, each whole and exact, with https.
desk-party-logout-redirects = Addresses after signing out, if any
desk-party-scopes = What residents are told they get to see
desk-party-state = State
desk-party-state-waiting = To be approved
desk-party-state-open = In use
desk-party-state-ended = Ended
desk-party-number = Client ID
desk-party-issuer = Issuer
desk-party-registered = Registered
desk-party-approved = Approved
desk-party-approve = Approve and show the secret
desk-party-approve-text = Check who they are, and that the addresses are theirs. Residents will send them what stands above.
desk-party-mine = You registered this, so another publisher has to approve it.
desk-party-end = End it
desk-party-end-text = From then on nobody signs in there with the city's account, and what they were given is no longer valid.
desk-party-secret = Client secret
desk-party-secret-text = It is shown this once. Hand it over in a safe way; who has lost it is registered again.
desk-done-party-registered = It is registered. Another publisher approves it.
desk-done-party-ended = It is ended.
desk-did-relying-party-registered = Relying party registered
desk-did-relying-party-approved = Relying party approved
desk-did-relying-party-ended = Relying party ended
desk-did-consent-given = Consent to sign in elsewhere given
desk-did-consent-ended = Consent to sign in elsewhere ended
desk-did-grant-came-twice = Code or token that came twice

# Refused

openid-closed = You cannot sign in elsewhere with an account of this city. Nothing was changed.
openid-redirect = The address to go back to is not one that was registered. You were not signed in there. Go back and tell them.
openid-own-only = You can sign in elsewhere only for yourself. Act for yourself again, then try once more.
openid-residents-only = Only residents' accounts can be used to sign in elsewhere, not those of people who work here.
openid-name = This name mixes letters of several scripts, so that it may look like another’s. Nothing was registered; write it in one.
openid-address = “{ $address }” cannot be registered: an address begins with https:// and has no signs that stand for others. Nothing was changed.
openid-addresses = Give between one and { $most } addresses to go back to, and no more after signing out. Nothing was changed.
openid-scope = “{ $scope }” is not something that can be seen here. Nothing was changed.
openid-approved = This is approved already. Its secret was shown then.
openid-secret = Client ID and secret do not belong together.
openid-token = This token is not valid, or no longer valid.
openid-grant = This code or token is not valid, or was used before.
openid-grant-type = Tokens are not given in this way.
openid-request = This request is not complete.
openid-key = This is not an RSA key of 2048 bits or more.
relying-party-not-found = There is no site with this ID to sign in to. Nothing was changed.
consent-not-found = This is ended already.
