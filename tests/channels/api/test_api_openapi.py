"""The API keeps what its description says.

docs/openapi.json is a picture of it; after a wanted change make it anew, and read the difference:
`SPORTELLO_TEST_REMAKE=1 make test ARGS=tests/channels/api/test_api_openapi.py`.
"""

import json
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

if TYPE_CHECKING:
    from tests.town import Town

PICTURE = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"
TAKEN_ONLY_WITH_SENSE = {"expected-statuses": ["2xx", "401", "403", "404", "409", "422"]}
"""What a service asks is in its own JSON Schema: an application of random answers is well formed, and refused."""
CONFIG = {
    "checks": {"positive_data_acceptance": TAKEN_ONLY_WITH_SENSE},
}


def test_the_description_is_the_one_in_the_docs(town: "Town", stranger: Any) -> None:
    found = json.loads(stranger.get("/api/v1/openapi.json").content)
    if os.environ.get("SPORTELLO_TEST_REMAKE"):
        PICTURE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(PICTURE.read_text(encoding="utf-8"))


def test_every_operation_declares_its_problems(town: "Town", stranger: Any) -> None:
    described = json.loads(stranger.get("/api/v1/openapi.json").content)
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert {"401", "422", "429", "500", "503"} <= operation["responses"].keys(), (method, path)
            assert operation["operationId"] != "None"
            assert operation["description"], (method, path)


def answer(environ: Any, start_response: Any) -> Any:
    """Answer as the city of this process; Django is not ready when this file is read."""
    return _application()(environ, start_response)


@cache
def _application() -> Any:
    from django.core.wsgi import get_wsgi_application

    return get_wsgi_application()


schema = schemathesis.openapi.from_path(PICTURE, config=SchemathesisConfig.from_dict(CONFIG))
schema.app = answer


@pytest.fixture
def known(town: "Town", client_a: Any) -> dict[str, str]:
    """Name what is there, so that not all of it is asked in vain: a service, a case of this client, its leaf."""
    from sportello.actions import record

    sent = client_a.apply(town, "street-defect").json()
    record.seal()
    return {"service": "street-defect", "reference": sent["reference"], "leaf": sent["receipt"]["leaf"]}


@schema.parametrize()
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
def test_whatever_is_sent_is_answered_as_described(case: Any, known: dict[str, str], client_a: Any) -> None:
    if case.meta.generation.mode.is_positive:
        case.path_parameters.update({name: known[name] for name in case.path_parameters if name in known})
    case.call_and_validate(headers=client_a.headers)
