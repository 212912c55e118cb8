"""The addresses of this door. allauth knows its own pages by their names: `account_login`, `mfa_…`."""

from django.urls import path

from sportello.channels.account import (
    again,
    code,
    contacts,
    opening,
    outbox,
    overview,
    papers,
    passwords,
    recovering,
    second,
    signing_in,
    step_up,
)
from sportello.channels.account.second import managed

urlpatterns = [
    path("sign-in", signing_in.sign_in, name="account_login"),
    path("sign-in/code", code.enter, name="account_code"),
    path("sign-in/password", signing_in.by_password, name="account_password_login"),
    path("sign-in/passkey", second.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second", second.SecondStep.as_view(), name="mfa_authenticate"),
    path("sign-in/recover", recovering.recover, name="account_recover"),
    path("sign-in/paper", papers.sign_in, name="account_paper"),
    path("sign-in/open", opening.open_own, name="account_open"),
    path("sign-out", signing_in.sign_out, name="account_logout"),
    path("account", overview.show, name="account_overview"),
    path("account", overview.show, name="mfa_index"),
    path("account/welcome", opening.opened, name="account_opened"),
    path("account/begin", papers.entered, name="account_paper_entered"),
    path("account/letter", papers.confirm, name="account_letter"),
    path("account/letter/order", papers.order, name="account_order_letter"),
    path("account/stop", recovering.stop_own, name="account_stop_own"),
    path("account/stop/<str:code>", recovering.stop, name="account_stop"),
    path("account/staff", overview.ask_staff, name="account_staff"),
    path("account/step-up", step_up.show, name="account_step_up"),
    path("account/again", again.show, name="account_again"),
    path("account/contacts/add", contacts.add, name="account_add_contact"),
    path("account/contacts/<uuid:contact>/remove", contacts.remove, name="account_remove_contact"),
    path("account/password", passwords.change, name="account_change_password"),
    path("account/app/add", managed(second.AddApp.as_view()), name="mfa_activate_totp"),
    path("account/app/remove", managed(second.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("account/passkeys/add", managed(second.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>/remove", managed(second.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("account/passkeys", overview.show, name="mfa_list_webauthn"),
    path("account/recovery-codes", managed(second.ShowRecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/renew",
        managed(second.RenewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("account/sessions/<uuid:place>/end", overview.end, name="account_end_session"),
    path("account/sessions/end-others", overview.end_others, name="account_end_others"),
    path("outbox", outbox.show, name="account_outbox"),
]
