# The resident's messages and dates, page by page.

inbox-newest = Newest messages
inbox-older = Older messages
dates-nearest = Nearest dates
dates-later = Later dates

reply-title = Write to the office about this
reply-label = What do you want to say?
reply-hint = The staff who work on your application read it. At most { $most } characters.
reply-send = Send
reply-sent = Your message has reached the staff who work on your application.
reply-yours = You wrote to the office
reply-by = { $name } wrote to the office for you
reply-by-other = Somebody who acted for you wrote to the office
reply-closed = This application is closed, so nobody works on it any more. Its page says whether you may appeal or have it reopened; for anything else, ask an office.
reply-too-many = You have written { $most } times about this application today. What you wrote is kept; write again tomorrow, or go to an office.
desk-applicant-wrote = Applicant wrote
desk-note-staff = A colleague whose account is closed
desk-did-case-replied = Applicant wrote
