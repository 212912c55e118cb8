"""What a browser gives to be told by Web Push: what is a whole subscription, and where the city would post to."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.town import code_of

from sportello.core import base64url, pushing
from sportello.core.pushing import SERVICES, Notice

# RFC 8291, appendix A: the user agent's public key and its authentication secret
POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
GOOGLE = "https://fcm.googleapis.com/fcm/send/abc:def"


def test_a_whole_subscription_is_read() -> None:
    read = pushing.read(GOOGLE, POINT, f"{AUTH}==")
    assert (read.endpoint, read.p256dh) == (GOOGLE, POINT)


@pytest.mark.parametrize(
    ("endpoint", "point", "auth"),
    [
        (GOOGLE, "", AUTH),
        (GOOGLE, POINT[:-1], AUTH),
        (GOOGLE, POINT[:-4] + "AAAA", AUTH),  # not on the curve
        (GOOGLE, POINT.replace("_", "/"), AUTH),
        (GOOGLE, POINT, AUTH[:-2]),
        (GOOGLE, POINT, "ñ"),
        (f"{GOOGLE}\r\nHost: other", POINT, AUTH),
        (f"{GOOGLE}ñ", POINT, AUTH),
        (GOOGLE + "a" * 2000, POINT, AUTH),
        (f"{GOOGLE} x", POINT, AUTH),
        ("https://[fcm.googleapis.com/x", POINT, AUTH),  # no address to be split
    ],
)
def test_half_a_subscription_is_refused(endpoint: str, point: str, auth: str) -> None:
    assert code_of(lambda: pushing.read(endpoint, point, auth)) == "push.subscription"


@pytest.mark.parametrize(
    "endpoint",
    [
        GOOGLE,
        "https://fcm.googleapis.com:443/x",
        "https://updates.push.services.mozilla.com/wpush/v2/x",
        "https://web.push.apple.com/x",
        "https://par02p.notify.windows.com/w/?token=x",
    ],
)
def test_browsers_makers_are_known(endpoint: str) -> None:
    assert pushing.is_of(endpoint, SERVICES)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:x/x",
        "https://fcm.googleapis.com@10.0.0.1/x",
        "https://user@fcm.googleapis.com/x",
        "https://10.0.0.1/fcm.googleapis.com",
        "https://[::1]/x",
        "https://[fcm.googleapis.com/x",
        "https://fcm.googleapis.com.example.org/x",
        "https://evilpush.apple.com.example.org/x",
        "https://xpush.apple.com/x",
        "https://localhost/x",
        "javascript:alert(1)",
        f"https://{'a' * 64}.fcm.googleapis.com/x",
        f"https://{'a.' * 120}fcm.googleapis.com/x",
        "https://a..fcm.googleapis.com/x",
        "https://a\\.fcm.googleapis.com/x",
        "https://a b.fcm.googleapis.com/x",
        "https://.fcm.googleapis.com/x",
    ],
)
def test_what_is_of_no_maker_of_browsers_is_not(endpoint: str) -> None:
    assert not pushing.is_of(endpoint, SERVICES)


@given(st.binary(max_size=80))
def test_base64url_comes_back(content: bytes) -> None:
    assert base64url.read(base64url.write(content)) == content


def test_a_notice_fits_every_push_service() -> None:
    long = Notice("t" * 32, "en", "ñ" * 5000, "A new message", "/a", "/b", "Not me", timedelta(1), "normal")
    assert len(long.write()) < 1000
