# Refusals that staff and operators meet.

access-role = You need the role “{ $role }” for this. Nothing was changed. Ask someone who has it.
access-team = This belongs to another team. Nothing was changed. Ask a lead to hand it over.
calendar-unknown = No holidays are known for { $country } { $subdivision }. Check `holidays` in city.yaml.
calendar-year = The city's holidays are known from { NUMBER($first, useGrouping: 0) } to { NUMBER($last, useGrouping: 0) }, not for { NUMBER($year, useGrouping: 0) }.
canonical-instant = An instant must carry its zone: { $value }.
canonical-integer = This whole number is too large to be kept exactly: { $value }.
canonical-number = This is not a number that can be kept: { $value }.
canonical-text = This text has characters that cannot be kept.
canonical-type = A value of type { $type } cannot be kept.
document-not-signed = The document could not be signed ({ $reason }). The case is kept and signing is tried again.
document-letter-missing = The document has a letter that none of the fonts has: { $reason }. Add a font for it (SPORTELLO_FONTS).
document-still-not-made = The document could not be made this time either ({ $why }). Nothing was changed; it goes on being tried every hour.
document-revoked-already = This document has been revoked already. Nothing was changed.
document-template = The document's template could not be set: { $reason }. Mend the template and publish again.
edition-already-approved = This edition of { $subject } has been approved already. Nothing was changed.
edition-already-proposed = { $subject } is proposed like this already: number { $number }, to count from { $day }. Approve it, or turn it down before you propose it for another day.
edition-same-person = You published this edition of { $subject }, so another person must approve it.
edition-stale = { $subject } was published by someone else meanwhile. Your text is kept. Compare it with the new edition, and publish again.
edition-unchanged = Nothing has changed in { $subject } since the last edition, so nothing was published.
edition-unknown = There is no edition { $hash }.
fulfil-proof-missing = This step needs proof of kind { $proof }. Nothing was changed. Add it and finish again.
index-address = This is not an address that can be searched. Give street, number and postcode.
index-email = This is not an e-mail address that can be searched.
index-iban = This is not an IBAN that can be searched.
index-name = This is not a name that can be searched. Give given name and family name.
index-phone = This is not a phone number that can be searched. Give it with the country code.
look-purpose = Say why you look.
mail-rejected = The mail server refused the message for good. The message is kept; check the address.
mail-unavailable = The mail server does not answer. The message is kept and sent again later.
note-forged = The signature of { $name } on this note is forged or the note was altered.
note-key = This is not a key for signed notes.
note-malformed = This is not a signed note.
note-unsigned = This note bears no signature of { $name }.
pack-setting-invalid = { $kind }: { $setting } is “{ $value }”, but must be { $expected }.
pack-setting-missing = { $kind } needs { $setting }.
pack-setting-unknown =
    { $kind } has no setting { $setting }. { $nearest ->
        [none] { "" }
       *[other] Did you mean “{ $nearest }”?
    }
pack-type-unknown =
    There is no question type { $kind }. { $nearest ->
        [none] { "" }
       *[other] Did you mean “{ $nearest }”?
    }
pack-unresolved = This pack has dates relative to its publication; publish it first.
policy-too-large = The rules of this service need more work for these answers than the city’s computers may do ({ $most } at most). This is the city’s mistake: nothing was decided. Please call us.
parameter-missing = { $name } has no value on { $on }; the first counts from { $starts }.
party-not-found = There is nobody of this id.
party-open-cases =
    { $count ->
        [one] One case of theirs is
       *[other] { $count } cases of theirs are
    } still being worked on. Nothing was erased: withdraw or decide first.
payment-amount = The amount due is { $due }. Nothing was recorded. Check the amount received.
payment-method = This is not a way to pay. Use one of: { $methods }.
queue-after = This page of the queue is no longer there. Go back to its beginning.
queue-order = The queue cannot be sorted like this. Use one of: { $orders }.
record-inconsistent = The record of { $new } entries does not continue the one of { $old }: entries were altered or removed.
record-no-such-leaf = The record of { $size } entries has no entry { $index }.
record-no-such-size = The record never had this size.
record-not-included = The proof does not hold: entry { $index } is not in the record of { $size } entries.
record-went-back = This database is older than the last checkpoint the city has published: it was restored, or lost what it had accepted. Nothing was signed; `sportello prepare` opens a new epoch of the record and forgets again what was erased.
ruling-reason-missing = Give at least one reason: a decision always says why. Nothing was changed.
ruling-reason-unknown = This service has no reason “{ $reason }”. Choose one from the list.
ruling-outcome = “{ $outcome }” cannot be decided here. Choose: { $allowed }.
search-kind = This cannot be searched by. Use: { $kinds }.
step-irreversible = A step of kind { $kind } has followed and cannot be taken back. Nothing was changed.
step-not-asking = This step does not wait for an answer. Nothing was changed.
step-not-done = This step is not done, so there is nothing to take back.
step-not-open = This step is not open now. Someone may have finished it; look at the case again.
step-not-undoable = A step of kind { $kind } cannot be taken back. Nothing was changed.
step-proof-missing = This step needs proof of kind { $proof }. Nothing was changed. Add it and finish again.
step-unknown = The case has no step { $path }.
storage-bad-name = This is not a name of a stored file: { $name }.
storage-full = There is no room left to keep files. Nothing was kept; the city's operators must make room.
storage-missing = The stored file { $name } is not there.
storage-unavailable = Files cannot be kept or read at this moment. Nothing was changed; please try again in a minute.
task-awaits-confirmation = A second person must confirm this decision first.
task-done = This task is done already. Look at the case again.
task-not-a-review = This task is of kind { $kind }; only a review can be decided.
task-not-found = There is no such task, or it belongs to another team.
task-not-in-team = This person does not work in the team. Choose someone who does.
task-nothing-to-confirm = Nobody has decided yet, so there is nothing to confirm.
task-other-kind = This cannot be done with a task of kind { $kind }.
task-take-first = Take the task before you work on it.
task-taken = A colleague has taken this task. Ask a lead to hand it over.
vault-altered = Sealed content was altered and cannot be opened.
vault-keys = SPORTELLO_KEYS is not right ({ $reason }, key { $position }). Nothing was started.
vault-malformed = This is not sealed content.
vault-missing = The key of this case is gone, and with it what was sealed under it.
vault-unknown-key = The key { $key } is not among SPORTELLO_KEYS. Add it back.
vault-wrong-key = Sealed content was opened with the wrong key.
columns-float = { $name } is given in approximate numbers; policies need exact ones.
decision-feel = This decision was made under { $version }, which this version does not speak ({ $known }). Use the version it was made with.
ruling-changed-meanwhile = Something else stands there by now. Nothing was decided. Send it back, so that it is looked at anew.
ruling-nothing-changed = Nothing was changed, and nothing was decided. Change what is wrong; if it is right as it stands, deny the report.
ruling-nothing-to-correct = This decision corrects nothing in a register. Nothing was decided.
ruling-output-invalid = The value of { $output } cannot be read. Nothing was decided. Check it.
ruling-output-not-settable = The service does not let this step set { $output }. Nothing was decided. Leave it as the rules gave it.
ruling-output-unknown = This service has no output “{ $output }”. Nothing was decided.
signing-no-identity = The city's signing certificate cannot be used ({ $reason }). Documents wait until it is mended.
queue-empty = There is nothing left to take in this queue.
dmn-broken = This is not a DMN file that can be read (line { $line }). Nothing was changed. Export it again.
dmn-hit-policy = The hit policy { $hit_policy } { $aggregation } is not supported. Use U, F, A, P or C.
dmn-no-table = The DMN file has { $found } decision tables; one is needed.
dmn-too-large = The DMN file has { SIZE($size) }; at most { SIZE($largest) } can be read.
dmn-uneven = Rule { $rule } of the DMN file lacks cells. Give it one for each input and output.
text-missing = Please write something. Nothing was changed.
text-too-long = This text is too long: at most { $max } characters. Nothing was changed; shorten it and send again.
edition-already-rejected = This edition of { $subject } has been turned down already. Nothing was changed.
