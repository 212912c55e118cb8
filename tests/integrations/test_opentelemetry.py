"""Spans as a receiver gets them."""

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest
from tests.integrations.receivers import Receiver, attributes_of, receiving

from sportello.core.errors import Refused
from sportello.integrations.opentelemetry import OpenTelemetry

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
NOT_SAMPLED = CALLER[:-1] + "0"


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    with receiving() as receiver:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url)
        yield receiver


@pytest.fixture
def tracer(receiver: Receiver) -> OpenTelemetry:
    return OpenTelemetry("sportello-test", "secret")


def test_a_request_is_a_part_of_its_callers_trace_and_named_by_its_route(
    receiver: Receiver, tracer: OpenTelemetry
) -> None:
    with tracer.request("GET", CALLER, "0123") as answered:
        answered("track/<reference>", 503)
    tracer.close()
    span = receiver.find("GET track/<reference>")
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (CALLER[3:35], CALLER[36:52])
    assert attributes_of(span) == {
        "http.request.method": "GET",
        "http.route": "track/<reference>",
        "http.response.status_code": 503,
        "sportello.request": "0123",
    }
    assert span.status.code == span.status.STATUS_CODE_ERROR


@pytest.mark.parametrize("traceparent", ["", "00-zz", "ff" + CALLER[2:], CALLER + "-" + "x" * 10_000])
def test_what_names_no_trace_begins_one(receiver: Receiver, tracer: OpenTelemetry, traceparent: str) -> None:
    with tracer.request("GET", traceparent, "0123") as answered:
        answered("", 200)
    tracer.close()
    assert not receiver.find("GET ").parent_span_id


def test_of_a_request_that_is_not_sampled_nothing_is_told_and_nothing_marked(
    receiver: Receiver, tracer: OpenTelemetry
) -> None:
    with tracer.request("GET", NOT_SAMPLED, "0123") as answered, tracer.span("within"):
        assert (answered, tracer.mark()) == (None, "")
    tracer.close()
    assert not receiver.bodies


def test_what_several_led_to_is_a_part_of_the_first_and_linked_to_the_others(
    receiver: Receiver, tracer: OpenTelemetry
) -> None:
    marks = []
    for name in ("one", "two", "three"):
        with tracer.span(name):
            marks.append(tracer.mark())
    with tracer.span("batch", causes=["", *marks], batch=3):
        pass
    tracer.close()
    batch, *spans = map(receiver.find, ("batch", "one", "two", "three"))
    assert (batch.trace_id, batch.parent_span_id) == (spans[0].trace_id, spans[0].span_id)
    assert [(link.trace_id, link.span_id) for link in batch.links] == [(s.trace_id, s.span_id) for s in spans[1:]]
    assert attributes_of(batch) == {"sportello.batch": 3}


def test_all_of_a_large_batch_are_linked(receiver: Receiver, tracer: OpenTelemetry) -> None:
    marks = [f"00-{number:032x}-{number:016x}-01" for number in range(1, 202)]
    with tracer.span("batch", causes=marks):
        pass
    tracer.close()
    assert len(receiver.find("batch").links) == 200


def test_an_error_is_told_by_its_kind_and_a_refusal_is_none(receiver: Receiver, tracer: OpenTelemetry) -> None:
    for name, error in (("fails", ValueError("Guadalupe")), ("refuses", Refused("case.closed", name="Guadalupe"))):
        with pytest.raises(type(error)), tracer.span(name):
            raise error
    tracer.close()
    fails, refuses = receiver.find("fails"), receiver.find("refuses")
    assert attributes_of(fails) == {"error.type": "ValueError"}
    assert attributes_of(refuses) == {"error.type": "case.closed"}
    assert (fails.status.code, refuses.status.code) == (fails.status.STATUS_CODE_ERROR, fails.status.STATUS_CODE_UNSET)
    assert not fails.events and b"Guadalupe" not in b"".join(receiver.bodies)


def test_the_time_of_the_database_counts_for_all_spans_around(receiver: Receiver, tracer: OpenTelemetry) -> None:
    tracer.spent(1)  # in no span
    with tracer.span("around"):
        tracer.spent(0.5)
        with tracer.span("within"):
            tracer.spent(0.25)
    tracer.close()
    told = {name: attributes_of(receiver.find(name)) for name in ("around", "within")}
    assert told["within"] == {"sportello.database.statements": 1, "sportello.database.seconds": 0.25}
    assert told["around"] == {"sportello.database.statements": 2, "sportello.database.seconds": 0.75}


def test_a_case_is_told_by_a_hash_that_takes_the_secret(receiver: Receiver, tracer: OpenTelemetry) -> None:
    case, other = uuid4(), OpenTelemetry("sportello-other", "another secret")
    for number, one in enumerate((tracer, tracer, other)):
        with one.span(f"span {number}"):
            one.mark(case=case)
    with tracer.span("span 3", case=case):
        pass
    tracer.close()
    other.close()
    told = [attributes_of(receiver.find(f"span {number}"))["sportello.case"] for number in range(4)]
    assert told[0] == told[1] == told[3] != told[2]
    assert case.hex not in repr(told) and case.bytes not in b"".join(receiver.bodies)


def test_the_sender_is_named_by_its_part_unless_the_standard_variable_says(
    receiver: Receiver, tracer: OpenTelemetry, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tracer.span("one"):
        pass
    tracer.close()
    assert receiver.resource() == {"service.name": "sportello-test"}
    receiver.bodies.clear()
    monkeypatch.setenv("OTEL_SERVICE_NAME", "old-town")
    named = OpenTelemetry("sportello-test", "secret")
    with named.span("one"):
        pass
    named.close()
    assert receiver.resource() == {"service.name": "old-town"}


def test_a_receiver_that_is_away_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("sportello.integrations.opentelemetry.tracer.CLOSE_SECONDS", 0.05)
    tracer = OpenTelemetry("sportello-test", "secret")
    began = time.monotonic()
    with tracer.span("one"):
        pass
    tracer.close()
    assert time.monotonic() - began < 5
