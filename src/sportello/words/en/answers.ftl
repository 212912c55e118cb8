# Why an answer was not taken. Say what is expected, and give an example.

answer-missing = Please answer this question.
answer-unknown = This service does not ask “{ $question }”. Leave it out and send again.
answer-wrong-type =
    This answer is not in the right form. Please give { $expected ->
        [number] a number
       *[text] text
        [date] a date such as 2020-12-31
        [yes_no] yes or no
        [option] one of the options
        [options] a list of options
        [address] an address
        [point] a place on the map (longitude and latitude)
        [person] a person's name
        [files] a list of files
        [rows] a list of entries
    }.
answer-number-unclear = I could not read that as a number. Write it like this: { $example }
answer-not-whole = Please give a whole number, without decimals.
answer-too-small = This must be { $min } or more.
answer-too-large = This must be { $max } or less.
answer-too-precise =
    { $scale ->
        [one] Use at most { $scale } decimal.
       *[other] Use at most { $scale } decimals.
    }
answer-date-unclear = I could not read that as a date. Write the day, month and year in four digits, like { $short } or { $example }.
answer-date-invalid = This is not a date. Write it as year-month-day, like 2020-12-31.
answer-too-early = This date must be { $min } or later.
answer-too-late = This date must be { $max } or earlier.
answer-yes-no-unclear = Please answer yes or no.
answer-choice-unclear = I am not sure which one you mean. Choose one of these: { $options }.
answer-choice-unknown = This is not one of the options: { $options }.
answer-too-few =
    { $min ->
        [one] Please give at least one.
       *[other] Please give at least { $min }.
    }
answer-too-many =
    { $max ->
        [one] Please give no more than one.
       *[other] Please give no more than { $max }.
    }
answer-too-long = This is too long: { $length } characters. Please use at most { $max }.
answer-control-characters = This text has characters that cannot be shown. Please type it again.
answer-phone-invalid = This is not a complete phone number. Write it like { $example }, or with + and the country code.
answer-email-invalid = This is not a complete e-mail address. Write it like name@example.com.
answer-iban-invalid = This IBAN is not right: a character is missing or mistyped. Copy it from your bank statement or card.
answer-postcode-invalid = This is not a postcode. Please check it.
answer-place-unknown = I do not know this place. Choose one of these: { $places }.
answer-point-invalid = This is not a place on the map. Give latitude and longitude, like (32.77, -96.79).
answer-address-fixed = This service needs an address. Please give the street, number and postcode.
answer-part-missing =
    Please add { $part ->
        [line] the street and number
        [postcode] the postcode
        [place] the neighbourhood or district
        [given_name] the given name
        [family_name] the family name
        [birth_date] the date of birth
       *[other] a part of the answer
    }.
answer-part-unknown = This answer has no part called “{ $part }”. Leave it out.
answer-row-unknown = There is no such entry. Choose one from the list.
application-invalid =
    { $count ->
        [one] One answer needs your attention. The others are kept.
       *[other] { $count } answers need your attention. The others are kept.
    }
part-line = Street and number
part-line-or-none = Street and number, or “no fixed address”
part-postcode = Postcode
part-place = Neighbourhood or district
part-point = Place on the map
part-given-name = Given name or names
part-family-name = Family name or names
part-birth-date = Date of birth
