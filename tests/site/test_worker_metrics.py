"""A worker's own figures, as Prometheus asks for them."""

import socket
import urllib.request
from contextlib import closing
from urllib.error import HTTPError

import pytest
from prometheus_client.parser import text_string_to_metric_families
from structlog.testing import capture_logs
from tests import town as towns
from tests.town import Town

from sportello.integrations import fakes
from sportello.site import environment, worker_metrics
from sportello.site.failures import CannotRun


def here(port: int) -> environment.Environment:
    return environment.read({"SPORTELLO_METRICS_TOKEN": "token", "SPORTELLO_WORKER_METRICS_PORT": str(port)})


@pytest.fixture
def port() -> int:
    """Find a port that is free."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return found.getsockname()[1]


def ask(port: int, path: str = "/metrics", token: str = "token") -> dict[tuple[str, str], float]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        families = text_string_to_metric_families(answer.read().decode())
    samples = (sample for family in families for sample in family.samples)
    counts = (sample for sample in samples if sample.name == "sportello_job_seconds_count")
    return {(one.labels["job"], one.labels["end"]): one.value for one in counts}


def test_what_a_worker_did_is_counted_by_job_and_by_how_it_ended(town: Town, port: int) -> None:
    towns.run_jobs()
    towns.apply(town, "rental-assistance", **towns.newcomer(), email="ana@example.org")
    with worker_metrics.shown(here(port)) as metrics, towns.with_parts(watcher=metrics):
        with towns.with_parts(typesetter=fakes.CrashingTypesetter()):
            towns.work()
        told = ask(port)
    assert told["issue_document", "failed"] == 1
    assert told["send_messages", "done"] == 1
    assert ("issue_document", "done") not in told
    towns.run_jobs()


@pytest.mark.parametrize(("path", "token", "status"), [("/metrics", "another", 401), ("/", "token", 404)])
def test_whoever_brings_no_token_or_asks_for_something_else_sees_nothing(
    port: int, path: str, token: str, status: int
) -> None:
    with worker_metrics.shown(here(port)), pytest.raises(HTTPError) as refused:
        ask(port, path, token)
    assert refused.value.code == status
    refused.value.close()


def test_a_port_that_is_taken_is_told_and_keeps_nobody_from_working() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken, capture_logs() as logs:
        settings = here(taken.getsockname()[1])
        with worker_metrics.shown(settings) as metrics:
            metrics.worked("send_message", "done", 0.1)
    assert [line["event"] for line in logs] == ["metrics.not_shown"]


def test_each_copy_of_a_worker_has_a_port_of_its_own(port: int) -> None:
    with worker_metrics.shown(here(port - 1), 1) as metrics:
        metrics.worked("send_message", "done", 0.1)
        assert ask(port) == {("send_message", "done"): 1}


def test_without_a_port_nothing_is_counted() -> None:
    with worker_metrics.shown(environment.read({"SPORTELLO_METRICS_TOKEN": "token"})) as metrics:
        assert metrics is None


def test_a_port_without_a_token_is_refused() -> None:
    with pytest.raises(CannotRun, match="SPORTELLO_METRICS_TOKEN"):
        environment.read({"SPORTELLO_WORKER_METRICS_PORT": "8001"})
