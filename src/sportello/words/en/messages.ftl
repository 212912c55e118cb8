# Messages to residents that belong to no case.

notice-acting-for = You are told because you act for { $name }.
notice-mandate-proposed-giver-subject = You want somebody to act for you
notice-mandate-proposed-giver-body =
    A code was made with which somebody can act for you with { $city }, once they accept. It can be used until { $until }.

    If it was not you, end it under “Acting for others” in your folder: { $link }
notice-mandate-proposed-holder-subject = You want to act for somebody
notice-mandate-proposed-holder-body =
    A code was made with which somebody can let you act for them with { $city }. It can be used until { $until }.

    If it was not you, end it under “Acting for others” in your folder: { $link }
notice-mandate-accepted-giver-subject = { $name } may act for you now
notice-mandate-accepted-giver-body =
    You and { $name } have agreed: { $name } may act for you with { $city }. Whatever is done this way is written down with both names, and you see it in your folder.

    You can end it at any moment, under “Acting for others”: { $link }
notice-mandate-accepted-holder-subject = You may act for { $name } now
notice-mandate-accepted-holder-body =
    You and { $name } have agreed: you may act for { $name } with { $city }. Whatever you do this way is written down with both names.

    Begin under “Acting for others” in your folder: { $link }
notice-mandate-revoked-giver-subject = { $name } no longer acts for you
notice-mandate-revoked-giver-body =
    It was ended that { $name } acts for you with { $city }. From now on { $name } can do nothing for you; what was sent stays.

    See who acts for you under “Acting for others” in your folder: { $link }
notice-mandate-revoked-holder-subject = You no longer act for { $name }
notice-mandate-revoked-holder-body =
    It was ended that you act for { $name } with { $city }. You can do nothing for { $name } from now on; what was sent stays.

    See for whom you act under “Acting for others” in your folder: { $link }
