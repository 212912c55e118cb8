# Kinds of step, statuses and outcomes, in the resident's words.

step-review = Review by the city
step-together = Reviews side by side
step-pay = Payment
step-fulfil = Delivery
step-issue = Document
step-tell = Message to you
step-appeal = Appeal
case-status-received = Received
case-status-open = In progress
case-status-waiting = Waiting for your answer
case-status-closed = Closed
outcome-approve = Approved.
outcome-deny = Not approved.
outcome-refer = A member of the city's staff will look at it and decide.
outcome-withdrawn = Withdrawn at your request.
