# Messages to residents that belong to no case.

notice-acting-for = You get this because you act for { $name }.
notice-mandate-proposed-giver-subject = Somebody is to act for you: a code was made
notice-mandate-proposed-giver-body =
    A code was made with which somebody can act for you with { $city }, once they accept. It can be used until { $until }.

    If it was not you, end it under “Acting for others” in your folder: { $link }
notice-mandate-proposed-holder-subject = You are to act for somebody: a code was made
notice-mandate-proposed-holder-body =
    A code was made with which somebody can let you act for them with { $city }. It can be used until { $until }.

    If it was not you, end it under “Acting for others” in your folder: { $link }
notice-corrected-subject = Something the city knows of you was corrected
notice-corrected-body =
    What { $city } knows of you was corrected after the report { $reference }. Two people of the city looked at it.

    What stands there now is under “What the city knows of you” in your folder. If it is not right, tell the office: { $link }
notice-mandate-accepted-giver-subject = { $name } may act for you now
notice-mandate-accepted-giver-body =
    You and { $name } have agreed: { $name } may act for you with { $city }. Whatever is done this way is written down with both names, and you see it in your folder.

    You can end it at any moment, under “Acting for others”: { $link }
notice-mandate-accepted-holder-subject = You may act for { $name } now
notice-mandate-accepted-holder-body =
    You and { $name } have agreed: you may act for { $name } with { $city }. Whatever you do this way is written down with both names.

    Begin under “Acting for others” in your folder: { $link }
notice-mandate-asked-giver-subject = { $name } is to act for { $giver } by the register
notice-mandate-asked-giver-body =
    An office of { $city } has been asked to register that { $name } acts for { $giver }, as a parent or as a representative. A second person there looks at it before it counts.

    If it is not right, tell the office now. What is registered stands under “Acting for others”: { $link }
notice-mandate-registered-giver-subject = { $name } acts for { $giver } by the register now
notice-mandate-registered-giver-body =
    { $city } has registered that { $name } acts for { $giver }, as a parent or as a representative. Whatever is done this way is written down with both names, and you see it in your folder.

    If it is not right, tell the office at once. What is registered stands under “Acting for others”: { $link }
notice-mandate-registered-holder-subject = You may act for { $name } now
notice-mandate-registered-holder-body =
    { $city } has registered that you act for { $name }. Whatever you do this way is written down with both names.

    Begin under “Acting for others” in your folder: { $link }
notice-mandate-revoked-giver-subject = { $name } no longer acts for you
notice-mandate-revoked-giver-body =
    The mandate by which { $name } acted for you with { $city } has ended. From now on { $name } can do nothing for you; what was sent stays.

    See who acts for you under “Acting for others” in your folder: { $link }
notice-mandate-revoked-holder-subject = You no longer act for { $name }
notice-mandate-revoked-holder-body =
    The mandate by which you acted for { $name } with { $city } has ended. You can do nothing for { $name } from now on; what was sent stays.

    See for whom you act under “Acting for others” in your folder: { $link }
message-short = { $city }: { $subject }. Read it: { $link } Not for you? { $stop }
message-foot =
    --
    { $city }
    Not for you? Say so here, and nothing more comes to this address: { $link }
account-text-reminder-subject = { $city }: a message is waiting for you
account-text-reminder-body =
    A message from { $city } lies unopened in your folder.

    Read it here: { $link }
account-text-reminder-short = { $city }: a message lies unopened in your folder. { $link }
preferences-title = How the city tells you
preferences-text = Every message is in your folder at once. Choose how else you want to hear of it. Codes and warnings about your account come to all your addresses at any hour.
preferences-way = How do you want to be told?
preferences-way-none = As it suits: on your devices, otherwise by e-mail, otherwise by text message
preferences-way-email = By e-mail
preferences-way-phone = By text message
preferences-way-whatsapp = By WhatsApp: WhatsApp then learns that the city writes to you
preferences-way-push = On my devices, by a notice
preferences-way-letter = By letter, to where the register says you live
preferences-way-page = Only here in the folder
preferences-ways-hint = To have more ways, add an e-mail address or a phone number to your account.
preferences-language = In which language?
preferences-quiet = When should nothing ring?
preferences-quiet-hint = What is not urgent waits until these hours are over. The time is the city’s.
preferences-quiet-from = From
preferences-quiet-to = Until
preferences-quiet-none = no quiet hours
preferences-save = Save
preferences-saved = Saved. It applies from the next message on.
preferences-silenced-email = Messages to your e-mail address came back, or somebody there said they are not you. Check the address, and confirm it again in your account.
preferences-silenced-phone = Messages to your phone number did not arrive, or somebody there said they are not you. Check the number, and confirm it again in your account.
preferences-stopped-phone = Somebody answered STOP from your phone, so we send no messages there. To get them again, text START to the same number, or add your number to your account once more.
account-text-stopped-short = { $city }: you get no more messages on this phone. They stay in your folder: { $link } To get them here again, answer START.
account-text-started-short = { $city }: you get messages on this phone again. To end that, answer STOP.
account-text-unread-short = { $city }: nobody reads answers to this number. Write to us in your folder: { $link } To get no more messages here, answer STOP.
desk-did-contact-stopped = Somebody answered a text that they want no more
desk-did-contact-started = Somebody answered that they want texts again
texts-stopped = Whoever has this phone wants no texts. The message is kept in the folder.
texts-cannot = This text cannot go this way. It is kept, and goes another way if there is one.
preferences-account = Go to your account
preference-language = The city does not write in this language. Nothing was changed.
preference-no-way = We cannot reach you this way yet. Add an address or a number to your account first, or choose another way. Nothing was changed.
desk-did-preferences-changed = A resident changed how they are told
desk-did-message-available = A message is in the folder
desk-did-message-reminded = Reminded of a message that nobody opened
desk-did-message-returned = A message came back
message-state-sent = { $by ->
        [letter] Sent by letter { $at }.
        [phone] Sent by text message { $at }.
        [whatsapp] Sent by WhatsApp { $at }.
        [push] Notice sent to a device { $at }.
       *[email] Sent by e-mail { $at }.
    }
message-state-waits = { $by ->
        [letter] Not posted yet.
        [phone] Not sent by text message yet.
        [whatsapp] Not sent by WhatsApp yet.
        [push] Notice not sent to a device yet.
       *[email] Not sent by e-mail yet.
    }
message-state-returned = { $by ->
        [phone] Came back { $at }: we could not reach you by text message.
        [whatsapp] Came back { $at }: we could not reach you by WhatsApp.
        [push] Came back { $at }: we could not reach you on a device.
       *[email] Came back { $at }: we could not reach you by e-mail.
    }
message-state-failed = { $by ->
        [letter] We could not reach you by letter. You can read it here.
        [phone] Came back: nobody was reached by text message. You can read it here.
        [whatsapp] Came back: nobody was reached by WhatsApp. You can read it here.
        [push] Came back: nobody was reached on a device. You can read it here.
       *[email] Came back: nobody was reached by e-mail. You can read it here.
    }
message-state-delivered = { $by ->
        [phone] Delivered to the phone { $at }.
        [whatsapp] Delivered to the phone { $at }.
       *[email] Delivered to the mailbox { $at }.
    }
message-no-link = This link is not one of ours, or part of it is missing. Open it again from the message.
not-me-title = Is this message not for you?
not-me-text = Somebody may have mistyped their address, or had this one before you. Say so, and nothing more about this comes to you. You need not sign in. Signing in by a code to this address then takes the account’s number as well.
not-me-yes = It is not for me
not-me-done-title = Thank you. Nothing more comes to this address.
not-me-done-text = The city knows that it has the wrong address. Please delete the message.
desk-did-contact-taken-back = An address was taken back by the number of its account
desk-did-contact-denied = Somebody said that a message was not for them
letters-list-title = Letters of { $day }
letters-number = No.
letters-to = To
batch-not-found = There is no such batch of letters.
web-look-post = to post you a letter
desk-letters = Letters to post
desk-letters-text = Messages to people who want paper, or cannot be reached otherwise, are gathered here each morning. Print a batch, post it, and mark it as posted. Whoever prints can read the letters: their cases show it.
desk-letters-none = No letters wait.
desk-letters-batch = { $count ->
        [one] One letter, gathered { $on }
       *[other] { $count } letters, gathered { $on }
    }
desk-letters-waits = Not posted yet
desk-letters-posted = Posted { $at }
desk-letters-print = Download to print
desk-letters-mark = Mark as posted
desk-done-letters-posted = It is marked as posted.
desk-did-letters-gathered = Letters gathered
desk-did-letters-printed = Letters printed
desk-did-letters-posted = Letters posted
desk-letters-coded = Letters with a code
desk-letters-coded-text = Each proves where somebody lives. They go apart from the letters above: print them, put each into its envelope and mark them as posted the same day. Whoever opened an account does not print its letter, only the person who printed one can print it again, and once it is posted it cannot be opened any more.
desk-letters-coded-to = Letter to { $number }
desk-letters-coded-printed = Printed { $at }
desk-letters-coded-colleague = A colleague prints it.
desk-letters-coded-one = Download the letter to { $number }
letter-not-found = There is no such letter, or its code is no longer valid.
letter-printed = A colleague printed this letter. Only they print it again; nothing was changed.
letter-posted = This letter is posted, and nothing of it is kept. Order another if it does not arrive.
letter-not-printed = This letter was not printed yet. Nothing was changed.
