"""The environment: read once, documented whole, refused in one line."""

import base64
import re
from pathlib import Path

import pytest

from sportello.site import demo_keys, environment
from sportello.site.failures import CannotRun

NAME = re.compile(r"\b(?:SPORTELLO_[A-Z_]+[A-Z]|DATABASE_URL|STORAGE_URL|OTEL_EXPORTER_OTLP_ENDPOINT)\b")
KEY = base64.b64encode(bytes(32)).decode()


def read(path: Path, **variables: str) -> environment.Environment:
    return environment.read({"SPORTELLO_VAR": str(path), **variables})


def list_names(*patterns: str) -> set[str]:
    paths = [path for pattern in patterns for path in environment.ROOT.glob(pattern)]
    return {name for path in paths for name in NAME.findall(path.read_text())}


def test_every_variable_the_code_names_is_documented_and_the_other_way_round() -> None:
    documented = list_names("docs/environment.md")
    in_code = list_names("src/**/*.py")
    assert in_code - documented == set()
    assert {name for name in documented - in_code if not name.startswith("SPORTELLO_TEST_")} == set()


def test_nothing_set_means_the_demo_city_on_this_machine(tmp_path: Path) -> None:
    here = read(tmp_path)
    assert (here.host, here.port, here.base_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert here.demo
    assert here.database_url is None


def test_another_city_is_no_demo_unless_it_says_so(tmp_path: Path) -> None:
    assert not read(tmp_path, SPORTELLO_CITY="/srv/city").demo
    assert read(tmp_path, SPORTELLO_CITY="/srv/city", SPORTELLO_DEMO="yes").demo


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SPORTELLO_PORT", "eighty"),
        ("SPORTELLO_PORT", "70000"),
        ("SPORTELLO_PORT", "²"),
        ("SPORTELLO_BODIES_MB", "15"),
        ("SPORTELLO_DEBUG", "maybe"),
        ("SPORTELLO_LOG", "xml"),
        ("SPORTELLO_BASE_URL", "city.example.org"),
        ("STORAGE_URL", "s3://bucket"),
        ("STORAGE_URL", "s3://key:secret@host"),
        ("STORAGE_URL", "folder"),
        ("SPORTELLO_PAYMENTS_URL", "https://sk:whsec@api.stripe.com"),
        ("SPORTELLO_PAYMENTS_URL", "stripe://sk@api.stripe.com"),
        ("SPORTELLO_PAYMENTS_URL", "stripe://sk:whsec@api.stripe.com:x"),
        ("SPORTELLO_IDENTITY_KEYS", "k1"),
        ("SPORTELLO_IDENTITY_KEYS", "k1:no base64"),
        ("SPORTELLO_ISSUERS", "national:city"),
        ("SPORTELLO_ISSUERS", "national:city:"),
        ("SPORTELLO_ISSUERS", "national:city:secret:more"),
        ("SPORTELLO_PUSH_KEY", "no/base64url"),
        ("SPORTELLO_PUSH_KEY", "AAAA"),
        ("SPORTELLO_KEYS", "k1:short"),
        ("SPORTELLO_KEYS", KEY),
        ("SPORTELLO_SIGNING_KEY", "k1:" + base64.b64encode(bytes(31)).decode()),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(CannotRun, match=name):
        read(tmp_path, **{name: value})


def test_a_refused_key_is_never_repeated_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(CannotRun) as refusal:
        read(tmp_path, SPORTELLO_KEYS="k1:secret")
    assert "secret" not in str(refusal.value)


def test_a_refused_storage_is_never_repeated_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(CannotRun) as refusal:
        read(tmp_path, STORAGE_URL="s3://key:secret-of-ours@host")
    assert "secret-of-ours" not in str(refusal.value)


def test_the_first_key_wraps_and_the_order_is_kept(tmp_path: Path) -> None:
    assert list(read(tmp_path, SPORTELLO_KEYS=f"new:{KEY},old:{KEY}").keys) == ["new", "old"]


def test_demo_keys_are_made_once_privately_and_found_again(tmp_path: Path) -> None:
    warning = demo_keys.make({}, tmp_path)
    first = read(tmp_path)
    demo_keys.make({}, tmp_path)
    assert "DEMO KEYS" in warning
    assert first.keys
    assert first.signing_key
    assert read(tmp_path) == first
    assert (tmp_path / "demo-keys.env").stat().st_mode & 0o777 == 0o600


def test_keys_that_are_set_win_and_need_no_warning(tmp_path: Path) -> None:
    variables = {name: make() for name, make in demo_keys.KINDS.items()}
    assert demo_keys.make(variables, tmp_path) == ""
    assert not (tmp_path / "demo-keys.env").exists()


def test_a_database_address_becomes_djangos_settings() -> None:
    settings = environment.database_settings("postgresql://ann:s%20p@db.example:5433/city?sslmode=require")
    assert (settings["NAME"], settings["USER"], settings["PASSWORD"]) == ("city", "ann", "s p")
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == (
        "db.example",
        "5433",
        {"sslmode": "require"},
    )


def test_a_database_address_that_is_none_is_refused() -> None:
    with pytest.raises(CannotRun, match="DATABASE_URL"):
        environment.database_settings("mysql://somewhere")


def test_issuers_and_identity_keys_are_read_by_their_ids(tmp_path: Path) -> None:
    here = read(
        tmp_path, SPORTELLO_ISSUERS="national:the%3Acity:s%2C1,other:a:b", SPORTELLO_IDENTITY_KEYS="k1:AAAA,k2:AAAB"
    )
    assert here.issuers == {"national": ("the:city", "s,1"), "other": ("a", "b")}
    assert list(here.identity_keys) == ["k1", "k2"] and not here.stand_in_issuers


def test_the_key_for_notices_and_other_push_services_are_read(tmp_path: Path) -> None:
    here = read(tmp_path, SPORTELLO_PUSH_KEY="A" * 42 + "E", SPORTELLO_PUSH_SERVICES="push.example.org, a.test,")
    assert here.push_key == bytes(31) + b"\x01" and here.push_services == ("push.example.org", "a.test")
    assert read(tmp_path).push_key is None


def test_an_issuer_is_played_by_a_stand_in_only_in_a_demonstration(tmp_path: Path) -> None:
    played = "national:city:s:8001"
    here = read(tmp_path, SPORTELLO_ISSUERS=played, SPORTELLO_DEMO="yes")
    assert here.stand_in_issuers == {"national": "http://127.0.0.1:8001"}
    assert here.issuers == {"national": ("city", "s")}
    with pytest.raises(CannotRun, match="only in a demonstration"):
        read(tmp_path, SPORTELLO_ISSUERS=played, SPORTELLO_DEMO="no")
    with pytest.raises(CannotRun, match="SPORTELLO_ISSUERS"):
        read(tmp_path, SPORTELLO_ISSUERS="national:city:s:here", SPORTELLO_DEMO="yes")
