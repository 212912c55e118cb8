"""Web Push without a push service: notices are kept, refused, or break. The stand-in over HTTP is `push_service`."""

from sportello.core import base64url, pushing
from sportello.core.errors import Refused
from sportello.core.pushing import Notice, Subscription

KEY = base64url.write(b"\x04" + b"k" * 64)


class FakePush:
    """Keep every notice in memory, in `sent`, the latest last; who is in `gone` has gone."""

    key = KEY

    def __init__(self) -> None:
        self.sent: list[tuple[Subscription, Notice]] = []
        self.gone: set[str] = set()

    def check(self, endpoint: str) -> None:
        """Refused `push.endpoint` for what is of no browser's maker."""
        if not pushing.is_of(endpoint, pushing.SERVICES):
            raise Refused("push.endpoint", host="")

    def send(self, subscription: Subscription, notice: Notice) -> None:
        """Keep the notice; Refused `push.gone` for an endpoint that has gone."""
        if subscription.endpoint in self.gone:
            raise Refused("push.gone")
        self.sent.append((subscription, notice))


class RefusingPush(FakePush):
    """Take no notice for anybody."""

    def send(self, subscription: Subscription, notice: Notice) -> None:
        """Refused `push.rejected`, always."""
        raise Refused("push.rejected", status=403)


class CrashingPush(FakePush):
    """Fail in a way nobody foresaw."""

    def send(self, subscription: Subscription, notice: Notice) -> None:
        """Raise RuntimeError."""
        raise RuntimeError("the library of notices broke")
