# What the resident reads on the web.

web-start-in-title = City services
web-start-title = What do you need from the city?
web-start-lead = Apply, follow and get your answer in one place. Day and night, in your language, on any phone.
web-search-label = Say it in your own words
web-search = Search
web-search-try = For example:
web-found =
    { $count ->
        [0] Nothing found for “{ $query }”
        [one] { $count } result for “{ $query }”
       *[other] { $count } results for “{ $query }”
    }
web-found-answer = An answer to a common question
web-found-nothing = Try another word, or look at all services below.
web-open-now = What is open right now
web-closes-on = Closes soon: { $on } is too late
web-opens-on = Opens on { $on }
web-closed-on = Closed since { $on }
web-open-until = Open until { $on }
web-open-always = Open all year
web-promise-working-days =
    { $count ->
        [one] Answer within { $count } working day
       *[other] Answer within { $count } working days
    }
web-promise-days =
    { $count ->
        [one] Answer within { $count } day
       *[other] Answer within { $count } days
    }
web-promise-hours =
    { $count ->
        [one] Answer within { $count } hour
       *[other] Answer within { $count } hours
    }
web-promise-minutes =
    { $count ->
        [one] Answer within { $count } minute
       *[other] Answer within { $count } minutes
    }
web-follow-title = Follow an application
web-follow-text = With the reference and the code from your receipt.
web-follow-button = See where it stands
web-reference = Reference
web-reference-hint = 9 characters, like R7K-3F9-2QM
web-code = Code
web-code-hint = 12 characters, like 7QK2-M9FX-3RTA
web-resume-title = Go on with a draft
web-resume-text = With the resume code you were shown while answering. It works on any device.
web-resume-code-label = Resume code
web-resume-code-hint = 12 characters, like 7QK2-M9FX-3RTA. Capitals or not, with or without dashes.
web-resume-button = Go on
web-asked-often = Often asked
web-doors-title = Other ways to reach us
web-door-phone = By phone
web-door-phone-text = Call { $phone }. We fill in the same application with you, and you can go on here.
web-door-desk = In person
web-door-desk-text = Offices and opening hours
web-door-proof = Trust, and check
web-door-web = On this site, day and night

# One service

web-begin = Begin
web-begin-text = No account is needed to begin. Every answer is saved, and you can stop and go on for 100 days.
web-not-open-text = You can read here what it will ask. Drafts begun before are kept.
web-have-draft =
    { $count ->
        [one] You have a draft here
       *[other] You have { $count } drafts here
    }
web-go-on-draft = Go on with draft { $code }, kept until { $on }
web-need-title = What you need
web-need-questions =
    { $count ->
        [one] A moment: { $count } question at most
       *[other] A few minutes: { $count } short questions at most
    }
web-need-no-papers = No papers
web-if-you-have-it = (if you have it)
web-next-title = What happens next
web-next-receipt = You get a reference and a code at once, and can follow every step with them.
web-next-decide = The rules are checked at once. Where a person has to look, you see which team, and by when.
web-next-document = You get the decision as a signed document that anyone can check.
web-next-appeal = If you disagree, you can appeal within { $days } days, free of charge: { $to }.
web-privacy-title = Who sees what you tell us
web-privacy-text = Only the team of { $department } that handles it, and each look leaves a line you can see. We keep it for { $keep } after the case is closed.
web-about = About this
web-promise-label = Our promise
web-law-label = Legal basis
web-window-label = Applications
web-unsure-title = We must be surer who you are
web-unsure-none = No sign-in is needed.
web-unsure-low = To send this application, please sign in. You can fill it in before.
web-unsure-substantial = This service gives out something in your name, so before sending you show that it is you: once with an identity document or a letter, and each time with a passkey or an authenticator app.
web-unsure-high = This service needs the surest proof there is: your identity document at an office, once, and each time your passkey.
web-unsure-kept = Your answers are kept. Resume code: { $code }
web-unsure-button = Show that it is you

# Help

web-offices = Offices and opening hours
web-day-monday = Monday
web-day-tuesday = Tuesday
web-day-wednesday = Wednesday
web-day-thursday = Thursday
web-day-friday = Friday
web-day-saturday = Saturday
web-day-sunday = Sunday
web-services-linked = Services this is about

# The interview

web-continue = Continue
web-yes = Yes
web-no = No
web-optional = (optional)
web-day = Day
web-month = Month
web-year = Year
web-hint-date = In figures, the year with four, for example 27 3 1985
web-hint-choices = Choose all that apply
web-hint-files = { $kinds }. At most { $most } MB each. A clear photo will do.
web-hint-line-or-map = Or mark the spot on the map
web-hint-point = Latitude and longitude. The map fills this in.
web-point = Spot on the map
web-map-how = Press the place on the map. The map comes closer, and you can press again to be exact. Without the map, choose the neighbourhood below.
web-map-alt = Mark the spot on the city map
web-map-whole = Show the whole city
web-choose-place = Choose a neighbourhood
web-elsewhere-in = Elsewhere in { $place }
web-no-fixed = I have no fixed address
web-no-fixed-hint = Then only choose the neighbourhood where you usually are.
web-characters-most = At most { $count } characters
web-characters-left-one = You have %{"{"}count{"}"} character left
web-characters-left = You have %{"{"}count{"}"} characters left
web-characters-none = You have no characters left
web-characters-over-one = You have %{"{"}count{"}"} character too many
web-characters-over = You have %{"{"}count{"}"} characters too many
web-papers-here =
    { $count ->
        [one] { $count } file added
       *[other] { $count } files added
    }
web-choose-files =
    { $count ->
        [one] Choose a file
       *[other] Choose files, up to { $count }
    }
web-upload = Upload
web-remove = Remove
web-change = Change
web-entry = entry
web-row-incomplete = (not complete)
web-add-another = Add another ({ $each })?
web-add-first = Add an entry ({ $each })?
web-progress = { $done } of about { $of } questions answered
web-saved-as-you-go = Every answer is saved.
web-come-back-later = Stop here and come back later
web-resume-code = Resume code:
web-offer-title = Use what you told us before?
web-offer-source = From: { $source }
web-offer-use = Use this
web-newer-title = The city has changed these questions
web-newer-text = You can finish with the questions you began with, or go on with the new ones. No answer is lost either way.
web-newer-button = Go on with the new questions
web-check-title = Check your answers
web-not-answered = Not answered
web-none-added = None added
web-change-rows = Add or remove
web-send-title = Now send your application
web-send-text = By sending it you confirm that your answers are correct as far as you know. Nobody at the city has read them until now.
web-send = Send
web-busy-title = Very many people are applying right now
web-busy-kept = Your answers are kept, and nothing is lost. Your application is not sent yet.
web-busy-trying = This page sends it again by itself, in some seconds. Leave it open.
web-busy-press = Press the button in a minute. However often you press it, it is sent once.
web-busy-button = Send again
web-saved-title = Your answers are saved
web-saved-text = “{ $service }” waits for you until { $on }. Each new answer starts the 100 days again.
web-saved-how = Write it down, print it or take a photo. To go on, enter it on the start page, say it on the phone or at a desk, or open this link:
web-saved-secret = Keep it to yourself: whoever has it can see your answers.
web-go-on = Go on now
web-shared-title = On a shared computer?
web-shared-text = Let this browser forget what you opened. Drafts and applications stay with the city; your codes open them again.
web-forget = Forget me on this device
web-discard = Delete this draft
web-discard-title = Delete this draft?
web-discard-text = All answers and files in it are erased at once and cannot be brought back. Nothing has been sent to the city.
web-discard-yes = Delete it
web-discard-no = Keep it
web-discarded-title = The draft is deleted
web-discarded-text = Its answers and files are erased. You can begin again at any time.

# Sent

web-sent-title = Application sent
web-sent-text = We received it on { $at }. It is stored, and cannot get lost.
web-keep-this = Keep this
web-keep-text = Print this page or write both down. With them you can follow your application on any device, by phone or at a desk. Whoever has both can see it.
web-what-next = What happens next
web-next-closed = All is done. You find the decision and the documents on the page of your application.
web-hear-by = You will hear from us by { $by } at the latest.
web-hear-late = We meant to tell you by { $by }, and are late. Your application is not lost: we are working on it.
web-next-follow = The page of your application shows each step, who acts and by when. If we need something from you, it says so there.
web-follow-here = See where it stands
web-document-soon = Your document is being made and signed. It appears on the page of your application within a minute.
web-download = Download: { $name } (PDF)
web-promise-title = The city's signed promise (for checking)
web-promise-text = With this text the city has signed that your application stands in its public record. Keep it with your receipt: with it anyone can prove that nothing was altered later.
web-see-receipt = Receipt with reference and code

# The page of a case

web-track-not-found = We cannot find an application with this reference and this code. Please check both: each character counts, but not capitals or dashes.
web-lost-code = Lost the code? Call us or come to an office with an identity document: we give you a new link.
web-not-sent-yet = I have not sent it yet: go on with a draft
web-received = Received
web-starting = We are beginning
web-closing = Closed, with the result told to you
web-closed = Closed
web-you = You
web-by = by { $on }
web-perhaps = only if needed
web-state-done = Done
web-state-now = Now
web-state-next = Next
web-state-stopped = Ended
web-timeline = Where it stands
web-asks-you = We need something from you
web-your-answer = Your answer
web-add-paper-optional = Add a file (optional)
web-send-answer = Send answer
web-to-pay = To pay: { $amount }
web-why = Why
web-conditions = Conditions
web-decided-on = Decided on { $on }
web-appeal-until = You can appeal until { $on }, free of charge: { $to }.
web-appeal-dismissed = Your appeal was not upheld on { $on }: the decision stands
web-paper-issued = Issued on { $on }.
web-paper-valid = Valid until { $on }.
web-paper-revoked = { $name }: no longer valid since { $on }
web-paper-delayed = “{ $name }” is delayed: we could not make it automatically, and people of the city are working on it. The decision is valid without it, and you need not do anything. It will appear here.
web-paper-check = Check page
web-messages = Messages to you
web-asked-before = Asked and answered
web-answered-by-paper = (answered with a file)
web-add-paper = Add a paper
web-add-paper-label = Choose files
web-what-you-said = What you told us
web-may-do = What you can do
web-appeal = Appeal
web-reopen = Open it again
web-withdraw = Withdraw the application
web-looks = Who looked at your data
web-no-looks = Nobody so far.
web-look-work = to work on it
web-look-call = for a call with you
web-look-supervision = to supervise the work
web-look-audit = for an audit
web-look-complaint = because of a complaint
web-look-counter = to go through your folder with you at a counter
web-kept-title = How long we keep it
web-kept-until = Until { $on }. Then it is erased.
web-kept-after = { $keep } after the case is closed. Then it is erased.
web-done-answered = Your answer has arrived. We go on.
web-done-added = The file is added.
web-done-withdraw = The application is withdrawn.
web-done-appeal = Your appeal has arrived. Someone who did not decide before looks at it.
web-done-reopen = It is open again.
web-withdraw-title = Withdraw this application?
web-withdraw-text = We stop working on it and close it. You can apply again later. What you sent is kept as long as the law says, and then erased.
web-withdraw-yes = Withdraw it
web-appeal-title = Appeal against the decision
web-appeal-text = Say what you think is wrong. Someone who did not decide before looks at it again. It costs nothing, and you need no lawyer. To add papers, come back to the page of your application afterwards.
web-appeal-yes = Send the appeal
web-reopen-title = Open this again
web-reopen-text = Say what is not right yet. The same team looks at it again.
web-reopen-yes = Open it again
web-why-you = Your reasons
web-not-now = Not now

# One's own folder, and signing in

web-my-cases = Applications
web-my-drafts = Drafts
web-no-cases = None are open in this browser.
web-no-drafts = None are open in this browser.
web-none-yet = None yet.
web-sent-on = sent on { $on }
web-now = Now: { $step } ({ $who })
web-draft = Draft
web-draft-until = kept until { $on }
web-signed-in-as = Signed in as { $name }
web-assurance-none = not at all
web-assurance-low = low
web-assurance-substantial = substantial
web-assurance-high = high

# Checking a document, and the record

web-verify-title = Check a document
web-verify-text = Is a letter, permit or certificate really from the city, unaltered and still valid? No sign-in is needed, and no name is shown.
web-verify-code = Document number
web-verify-code-hint = Beside the QR code, 12 characters
web-verify-file = The PDF file, to be surest
web-verify-file-hint = We compare it to the last byte, and do not keep it.
web-verify-button = Check
web-verdict-genuine = This document is genuine
web-verdict-altered = This file was altered
web-verdict-revoked = This document is no longer valid
web-verdict-expired = This document has expired
web-verdict-unknown = We do not know this document
web-verdict-text-genuine = The city issued a document with this number, and it is valid. Compare the kind and the date with the paper in your hand, or upload the PDF to be certain that nothing in it was changed.
web-verdict-text-genuine-file = The city signed exactly this file, and it is valid. Nothing in it was changed.
web-verdict-text-altered = The city issued a document with this number, but not this file: something in it was changed. Do not rely on it. Ask whoever gave it to you for the original.
web-verdict-text-revoked = The city issued it and later declared that it no longer holds.
web-verdict-text-expired = The city issued it, but its time is over. Ask for a new one.
web-verdict-text-unknown = No document of the city has this number or this content. Check the number. If you were given the paper as genuine, please tell us.
web-verify-kind = Document
web-verify-issued = Issued on
web-verify-valid = Valid until
web-verify-no-end = Without end
web-verify-revoked = No longer valid since
web-verify-more = Check another, or the file itself
web-verify-more-text = A number alone shows that such a document exists. The file shows that not one letter was changed.
web-record-lead = Everything the city does with applications leaves an entry that cannot be altered afterwards without anyone seeing it.
web-record-what = What it is
web-record-what-text = Entries hold no names and no answers, only sealed fingerprints of each deed. They are chained in a tree of fingerprints whose top the city signs: the checkpoint. Change one old entry, and the top no longer fits.
web-record-newest = The newest checkpoint
web-record-none = There is none yet: it comes within a minute of the first entry.
web-record-how = How to check
web-record-step-keep = Keep a checkpoint, or the signed promise on your receipt. Anyone may: a newspaper, a court, you.
web-record-step-proof = Ask for the proof that your entry is in it:
web-record-step-grow = Later, compare with the newest one. The old must be its beginning:
web-record-standards = Made after RFC 6962 and RFC 9162 (Certificate Transparency), with signed notes (C2SP) and Ed25519.

# Refused
answer-not-found = There is no such answer. Choose one from the list.
