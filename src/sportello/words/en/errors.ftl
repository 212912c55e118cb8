# What was refused: what happened, what was kept, what to do.

refused-other = This could not be done ({ $code }). What you gave before is kept. Try again, or contact the city.
service-unknown = The city has no service “{ $service }”. Choose one from the list of services.
service-closed = Applications closed on { $closed }. Drafts are kept; the city says here if it opens again.
service-not-open-yet = Applications open on { $opens }. Please come back then.
city-unpublished = The city has not published anything yet. Please try again later.
assurance-too-low =
    To protect you, this service must know for sure who you are. Level needed: { $needs ->
        [none] none
        [low] low
        [substantial] substantial
        [high] high
       *[other] another
    }; yours now: { $has ->
        [none] none
        [low] low
        [substantial] substantial
        [high] high
       *[other] another
    }. Your answers are kept. Sign in with a stronger means (a passkey or an authenticator app), or come to an office with an identity document.
language-unknown = “{ $language }” is not a language of this city. It speaks: { $languages }. Nothing was changed.
database-away = The city's database does not answer just now. What you saved before is kept. Please send again in a minute: nothing is done twice.
draft-not-found = There is no draft with this code or link, or it is not yours. Check the code: 12 characters, like 7QK2-M9FX-3RTA.
draft-expired = This draft was kept for 100 days and has been deleted. Please begin again.
draft-sent = This draft has already been sent. Follow it with the reference you were given.
code-mistyped = This code is not right. It has { $length } characters; you gave { $given }. Please check it.
reference-mistyped = This reference is not right. It has { $length } characters, like R7K-3F9-2QM; you gave { $given }. Please check it.
case-not-found = There is no application with this reference, or it is not yours. Check the reference, or use the link you were given.
case-closed = This application is closed, so it can no longer be changed. Nothing was lost. You may appeal or apply again.
access-not-yours = This is not yours to see or change. Sign in, or use the link you were given.
access-token = This access token is unknown or has expired. Ask for a new one.
appeal-not-possible = There is no decision here that can be appealed. If you think this is wrong, contact the city.
appeal-too-late = The time to appeal ended on { $until }. You can apply again, or contact the city.
reopen-not-possible = This case can no longer be reopened. Please make a new report.
inquiry-answered = This question has been answered already. Your earlier answer is kept.
intake-busy = Very many people are applying right now. Your answers are kept. Please send again in a minute.
server-crowded = So much is being sent at once that there was no room for what you just sent. What you saved before is kept.
idempotency-other-body = This key was already used for another application. The first one is kept. Use a new key for new content.
file-empty = This file is empty. Your other files are kept. Choose it again, or take the photo again.
file-too-large = This file is too large: { SIZE($size) }. It may have at most { SIZE($largest) }. Your other files are kept. Send a smaller one, for example a photo in lower quality.
file-not-accepted = This file is of kind { $found }, whatever its name says. Accepted: { $accept }. Your other files are kept. Save it in one of these kinds and send it again.
file-incomplete = This { $found } file is cut off, so part of it is missing. Your other files are kept. Please send it again.
file-infected = This file contains harmful software ({ $signature }), so it was not kept. Your other files are. Send another copy, or contact the city.
file-not-scanned = The file could not be checked for viruses just now, so it was not kept. Your answers are. Please try again in a few minutes.
file-not-found = This file is not there, or it is not yours. Please send it again.
file-not-readable = The file “{ $name }” could not be opened. Your answers are kept. Check the name, and send it again.
file-damaged = This file was damaged in storage and is not shown. The city has been told; please send it again if you can.
file-too-many = There are too many files: at most { $most }. Those sent so far are kept. Remove some that are not needed.
document-not-found = There is no such document, or it is not yours. Use the link you were given.
document-damaged = This document was damaged in storage and is not shown. It is still valid, and its code can still be checked. The city has been told; ask it for a new copy.
receipt-forged = This receipt was not made by this city, or it was altered. Nothing was changed. Use the receipt as it was given to you.
record-empty = The record has no sealed entries yet. Please try again in a minute.
record-not-sealed-yet = This entry is written but not sealed yet. That takes up to a minute; please try again.
