"""Where each door stands on the site."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sportello.channels.web.urls")),
    path("", include("sportello.channels.account.urls")),
    path("desk/", include("sportello.channels.desk.urls")),
    path("", include("sportello.channels.api.urls")),  # api/v1/ and record/
]

handler400 = "sportello.channels.pages.refusals.show_bad_request"
handler403 = "sportello.channels.pages.refusals.show_forbidden"
handler404 = "sportello.channels.pages.refusals.show_not_found"
handler500 = "sportello.channels.pages.refusals.show_failed"
