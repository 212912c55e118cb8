# Letters: printed together, and brought back by the post.

letters-reference = Reference
letters-again = Printed { $times } times. See to it that nobody is sent two.
letters-left-out = { $count ->
        [one] One letter is not in here: no font of the city has a sign of it. It waits under “Letters to post”.
       *[other] { $count } letters are not in here: no font of the city has a sign of them. They wait under “Letters to post”.
    }
batch-not-printed = This batch was not printed yet. Nothing was changed.
letter-none-waits = No letter waits that you may print: a colleague has them, or you ordered them yourself.
letter-unshown = No font of the city has a sign that is in this letter, so it cannot be printed yet. Whoever runs the site can add a font; then print it.
letter-came-back = A letter to where the register says you live came back, so we send no code there. If the address is right, confirm it under “How the city tells you”; or come to a counter with an identity document.
letter-return-day = Say a day from when it was posted until today.
letter-why-missing = Say why it came back.

letter-why-moved = moved away
letter-why-unknown = not known at the address
letter-why-refused = not accepted
letter-why-unclaimed = not fetched from the post
message-state-returned-why = This letter came back { $at }: { $why }.
message-returned-counts = The message counts from when it was put into your folder. That the letter came back moves no deadline.
message-state-told = You were told of it otherwise.

preferences-silenced-letter = A letter to where the register says you live came back, so no more letters go there. Has the register the wrong address? Report the error under your data.
preferences-home-confirm = The address is right: write to me there again
preferences-home-confirmed = Letters go to your address again.

desk-letters-printed = { $times ->
        [one] Printed { $at }
       *[other] Printed { $times } times, last { $at }
    }
desk-letters-unprinted = Not printed yet
desk-letters-print-again = Download to print again
desk-letters-open = The letters one by one
desk-letters-one-again = Print this one again
desk-letters-one-by-one-text = Is one spoilt? Print it again alone. If the whole batch is lost, print the batch again: its list says so.
desk-letters-two-sided = Print on both sides: each letter begins on a sheet of its own.
desk-letters-coded-together = { $count ->
        [one] Print the one that waits
       *[other] Print the { $count } that wait together
    }
desk-letters-coded-batch = { $count ->
        [one] One letter with a code, printed { $on }
       *[other] { $count } letters with a code, printed { $on }
    }
desk-letters-coded-returned = Came back { $at }

desk-returned = A letter came back
desk-returned-text = The reference stands in the window of the envelope, above the name. Only letters that were marked as posted are found.
desk-returned-what = Reference of the letter or its case, account number, e-mail address or phone number
desk-returned-found = Posted letters
desk-returned-letter = Letter { $reference }
desk-returned-coded = with a code
desk-returned-to = to account { $number }
desk-returned-why = Why did it come back?
desk-returned-why-moved = Moved away
desk-returned-why-unknown = Unknown: nobody of that name there, or no such address
desk-returned-why-refused = Refused: not accepted
desk-returned-why-unclaimed = Unclaimed: not fetched from the post in time
desk-returned-on = When did it come back?
desk-returned-note = Note that it came back
desk-returned-effect = The message goes the next way there is, and says in the folder that it came back. When it counts does not change: that is when it was put into the folder. Unless it was only unclaimed, nothing more goes to this address until it is confirmed or the register has another.
desk-returned-effect-code = Its code ends at once. Unless it was only unclaimed, nothing more goes to this address until it is confirmed or the register has another.
desk-done-returned = It is noted that the letter came back.
desk-unreached = Reached by nothing
desk-unreached-text = Letters to these people came back, and there is no other way to them. Find out how they are reached; their account says what you can do.
desk-unreached-one = { $count ->
        [one] One message
       *[other] { $count } messages
    }
desk-unreached-open = Look up { $number }
desk-address = Letters do not arrive
desk-address-text = A letter to where the register says this person lives came back ({ $why }). If they say that the address is right, confirm it: what did not reach them is sent again. If they know of it now, by phone or here, say so. A new address goes into the register.
desk-address-confirm = The address is right
desk-address-told = They were told otherwise
desk-done-home-confirmed = Letters go to this address again.
desk-done-told = It is noted that they were told.
desk-did-letter-returned = A letter with a code came back
desk-did-message-told = Somebody was told otherwise of a message that did not arrive
desk-did-account-home-confirmed = An address for letters was confirmed

notice-code-returned-subject = The letter with your code came back
notice-code-returned-body =
    The post brought back the letter { $reference } with a code for your account with { $city } on { $on }. Its code is void.

    See under “How the city tells you” whether the address is right, and order another letter; or come to a counter with an identity document: { $link }
