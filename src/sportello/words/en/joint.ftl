# Two people apply together: who joins whose application, and what each sees.

joint-title = Applying together
joint-code-title = Join an application
joint-with = You applied together with { $name }. Each of you sees what you both answered and what is about yourself; both of you see messages, papers and the decision.
joint-receipt = Receipt with the reference
joint-invite-text = Whoever joins sees this application as you do, but for what you answered about yourself. From then on, what is about them is theirs alone.
joint-invite = Invite them
joint-invited = Somebody is invited and can join until { $on }. Until then you can take it back.
joint-take-back = Take the invitation back
joint-made = Give this code to the other person
joint-made-text = The other person signs in, opens “Join an application” in “My folder” and types it. It works once, until { $on }. Nobody joins without saying yes.
joint-code = Code
joint-code-text = Somebody who applied for both of you has a code for you. You only join if you say yes on the next page.
joint-accept-title = Do you apply together with { $name }?
joint-accept-text = The decision then applies to both of you. You see the application, its messages and papers, and may answer the city's questions. What is about you is seen by you and by the city's staff. You cannot leave it while the city works on it.
joint-accept-yes = Yes, I apply too
web-done-taken_back = The invitation is taken back: its code opens nothing any more.
web-done-joined = You apply together now. Both of you have been told.
desk-joint = Applicants
desk-joint-applicant = Applicant
desk-joint-co_applicant = Co-applicant
desk-joint-not-joined = has not joined
desk-joint-erased = What they answered about themselves was erased at their request.
desk-did-case-invited = A co-applicant was invited
desk-did-case-invitation-taken-back = The invitation was taken back
desk-did-case-joined = A co-applicant joined
desk-did-answers-erased = An applicant's own answers were erased at their request
joint-sign-in = To join an application you must be signed in, and act for yourself. Nothing was changed.
joint-not-found = There is no such code, or it is no longer valid. Check the code: 12 characters, like 7QK2-M9FX-3RTA.
joint-own = You made this code yourself. Give it to the other person.
joint-child = Children do not join an application: a parent applies for them. Nothing was changed.
joint-not-possible = Nobody can join this application. Nothing was changed.
joint-withdraw = The person who began this application can withdraw it. If you no longer want to take part, write to the office. Nothing was changed.
decision-erased = What the { $about ->
        [applicant] applicant
       *[co_applicant] co-applicant
    } answered about themselves was erased at their request, so the decision cannot be computed again.
notice-joint-joined-subject = { $service }: { $name } applies with you
notice-joint-joined-body =
    { $name } has joined your application { $reference } for { $service }.

    From now on each of you sees what is about yourself and what you share. The code on your receipt no longer opens it: sign in to see it.

    { $page }
notice-joint-accepted-subject = { $service }: you apply with { $name }
notice-joint-accepted-body =
    You have joined the application { $reference } for { $service } that { $name } began.

    Follow it here: { $page }
notice-joint-news-subject = { $service }: news of { $reference }
notice-joint-news-body =
    There is a new message in the application { $reference } for { $service }, which you made together.

    Read it here: { $page }
