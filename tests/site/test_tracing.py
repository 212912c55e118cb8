"""One application followed from its request to its letter, and what of it anyone who sees the traces learns."""

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.db.backends.signals import connection_created
from tests import town as towns
from tests.integrations.receivers import Receiver, attributes_of, receiving
from tests.town import Town

from sportello.actions import accounts, live
from sportello.channels.api.lane import Lane
from sportello.integrations.opentelemetry import OpenTelemetry
from sportello.site import bridge, environment, tracing
from sportello.site.failures import CannotRun
from sportello.site.front import Front
from sportello.site.watching import Watched
from sportello.store.outbox import Outbox

TRACE = "0af7651916cd43dd8448eb211c80319c"
SERVICE = "rental-assistance"
APPLY = "/api/v1/services/<service>/applications"
PERSONAL = {
    "applicant": {"given_name": "Guadalupe", "family_name": "Rivera-Ortiz", "birth_date": "1979-02-17"},
    "home": {"line": "12 Unmistakable Road", "postcode": "00117", "place": "brickfields"},
    "phone": "+12145550199",
    "email": "guadalupe@example.org",
    "payee": "Quillfeather Homes",
}


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with receiving() as receiver:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        yield receiver


@pytest.fixture
def tracer(receiver: Receiver, town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenTelemetry]:
    """Trace everything this process does."""
    monkeypatch.setattr(connection_created, "receivers", list(connection_created.receivers))
    monkeypatch.setattr(connection_created, "sender_receivers_cache", {})
    here = environment.read({"OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url, "SPORTELLO_SECRET_KEY": "secret"})
    tracer = tracing.begin(here, "sportello-test")
    with towns.with_parts(tracer=tracer):
        yield tracer


@pytest.fixture
def site(tracer: OpenTelemetry, monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Serve as a web process does."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    live.services()
    monkeypatch.setattr(live, "FRESH_SECONDS", 3600)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # those of the threads made here
    front = Front(bridge.Bridge(get_wsgi_application(), 1), lanes=[Lane()])
    return Watched(front, traces=tracer)


def ask(site: Watched, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """Ask as part of a trace; give status and JSON."""
    told: list[Any] = []
    given = {"host": "127.0.0.1", "content-type": "application/json", "traceparent": f"00-{TRACE}-b7ad6b7169203331-01"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 80),
        "client": ("198.51.100.77", 1),
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    waiting = [{"type": "http.request", "body": json.dumps(body).encode() if body else b"", "more_body": False}]

    async def receive() -> Any:
        return waiting.pop() if waiting else await asyncio.sleep(3600)

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(site(scope, receive, send))
    return told[0]["status"], json.loads(b"".join(message.get("body", b"") for message in told[1:]))


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = [*value.values()]
    yield from (text for each in value for text in texts_of(each)) if isinstance(value, list) else [str(value)]


def test_an_application_is_followed_from_its_request_to_its_letter_and_tells_nothing_of_whose_it_is(
    town: Town, site: Watched, tracer: OpenTelemetry, receiver: Receiver
) -> None:
    towns.run_jobs()
    Outbox.objects.all().delete()  # rows of other tests that are tried again for ever
    stranger, token = towns.stranger("api"), accounts.add_client("a-program")
    answers = {**towns.answers_of(town, SERVICE, town.example(SERVICE), stranger), **PERSONAL}
    said = {"Authorization": f"Bearer {token}", "Idempotency-Key": "my-own-key-12345"}
    path = f"/api/v1/services/{SERVICE}/applications"
    status, accepted = ask(site, "POST", path, {"answers": answers}, **said, tracestate="vendor=Guadalupe")
    assert status == 201, accepted
    case = f"/api/v1/cases/{accepted['reference']}?name=Guadalupe"
    status, _ = ask(site, "GET", case, **{"Case-Secret": accepted["secret"]})
    assert status == 200
    towns.work()
    tracer.close()

    request, prepare, write = map(receiver.find, (f"POST {APPLY}", "intake.prepare", "intake.write"))
    assert {span.trace_id.hex() for span in (request, prepare, write)} == {TRACE}
    assert prepare.parent_span_id == write.parent_span_id == request.span_id
    assert attributes_of(request)["http.response.status_code"] == 201
    looked = attributes_of(receiver.find("GET /api/v1/cases/<reference>"))
    assert looked["sportello.database.statements"] > 0 and looked["sportello.database.seconds"] > 0

    ours = {"sportello.case": attributes_of(request)["sportello.case"]}
    spans = {span.span_id: span for span in receiver.spans()}
    begun, made, mail = (
        next(span for span in spans.values() if span.name == name and attributes_of(span).items() >= ours.items())
        for name in ("case.begin", "document.make", "message.send")
    )
    batch = spans[begun.parent_span_id]
    assert batch.name == "steps.begin" and attributes_of(batch)["sportello.batch"] >= 1
    for done in (made, mail):
        job = spans[done.parent_span_id]
        assert job.name.startswith("job ") and job.parent_span_id == batch.span_id
        assert attributes_of(job)["sportello.tries"] == 1
    for name in ("document.typeset", "document.sign", "document.keep"):
        assert [span for span in spans.values() if span.name == name and span.parent_span_id == made.span_id]

    sent = b"".join(receiver.bodies)
    secrets = [*texts_of([PERSONAL, accepted, token, said["Idempotency-Key"]]), "198.51.100.77", stranger.name]
    assert len(secrets) > 15
    assert not [text for text in secrets if len(text) > 3 and text.encode() in sent], receiver.spans()


def test_without_a_receiver_nothing_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if "opentelemetry" in name]:
        monkeypatch.delitem(sys.modules, name)
    assert tracing.begin(environment.read({}), "sportello-test") is None
    assert not [name for name in sys.modules if "opentelemetry" in name]


def test_traces_that_were_not_set_up_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sportello.integrations.opentelemetry")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace", None)
    monkeypatch.delitem(sys.modules, "sportello.integrations.opentelemetry.tracer")
    with pytest.raises(CannotRun, match="make extras"):
        tracing.load(environment.read({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}))
