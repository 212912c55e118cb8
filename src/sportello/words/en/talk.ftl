# What a conversation says.

talk-hello = Hello. I can help you apply for a city service. Say “help” at any time.
talk-which-service = What do you need? Say it in a few words, or choose a number. If you have a code to go on, type it.
talk-no-service = I found no service for that. These are the services of the city:
talk-begun = { $service }. I ask one question at a time, and every answer is kept.
talk-resumed = Welcome back. We go on with: { $service }. All your answers are still here.
talk-help = You can say: “back”; “no, 4 people” to correct what you just answered; “change” and a name or number; “my answers”; “repeat”; “skip” where an answer is optional; “language Spanish”; “stop” to go on later. Put an answer in quotation marks to have it taken as it is.
talk-hint-date = For example { $example }.
talk-hint-money = An amount, with or without cents.
talk-hint-choices = You can choose several, with commas between them, or “none”.
talk-hint-long-text = Write as much as you need.
talk-hint-file = Send the file ({ $accept }, up to { $mb } MB).
talk-hint-optional = You can say “skip”.
talk-another =
    { $asked } { $count ->
        [0] Is there any to add? ({ $each })
       *[other] You have given { $count }. Is there another to add? ({ $each })
    }
talk-more-files = Send another file, or say “done”.
talk-file-added = I have received { $name }.
talk-offer = You told the city before: { $answer } ({ $source }, { $on }). Say “same” to use it again, or give a new answer.
talk-corrected = Corrected. { $asked } { $answer }
talk-you-said = You said: { $answer }. Say “same” to keep it.
talk-at-start = This is the first question.
talk-removed = Removed.
talk-review = These are your answers:
talk-rows =
    { $count ->
        [one] { $count } entry
       *[other] { $count } entries
    }
talk-files =
    { $count ->
        [one] { $count } file
       *[other] { $count } files
    }
talk-send = Say “send” to submit them, or “change” and a number.
talk-which-answer = Which answer do you want to change? Say its number or its name.
talk-sending = I am sending your application.
talk-sent = Your application has been received. Your reference is { $reference }. Please write it down.
talk-due = You will have an answer by { $due }.
talk-follow = You can follow { $reference } here: { $link }
talk-after = Say “another service” to begin again, or “stop” to leave.
talk-paused = Your answers are kept until { $until }. To go on, here or on the web, use the code { $code } at { $link }. Keep the code to yourself.
talk-language = We go on in English.
talk-bye = Goodbye.
talk-not-given = (not given)
