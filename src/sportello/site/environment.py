"""Where this process runs: every environment variable, read once into one frozen value. Knows no city.

Each variable is described in docs/environment.md; a test holds the two together.
"""

import base64
import binascii
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sportello.core import base64url
from sportello.site.failures import CannotRun

CHECKOUT = Path(__file__).resolve().parents[3]
ROOT = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
DEMO_CITY = ROOT / "cities" / "demo"
KEY_BYTES = 32
LEAST_BODIES_MB = 16  # of which three quarters are room for the largest body there may be
MOST_PROCESSES = 64
RECEIVERS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
YES_NO = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}


@dataclass(frozen=True)
class Payments:
    """The account at the payment provider Stripe: `host:port` of its API, the key to it, the secret of its notices."""

    key: str
    secret: str
    host: str
    port: int
    is_stand_in: bool  # on this machine, over http

    @property
    def api(self) -> str:
        """Give the address of the API."""
        return f"{'http' if self.is_stand_in else 'https'}://{self.host}:{self.port}"


@dataclass(frozen=True)
class Environment:
    """What the environment says, with defaults filled in. Paths are absolute."""

    database_url: str | None  # None: the embedded PostgreSQL, see `site.postgres`
    prepare: bool  # keep prepared statements in connections to the database
    host: str
    port: int
    base_url: str  # how residents reach this site, without a slash at the end
    web_processes: int
    bodies_mb: int  # megabytes of requests' bodies that a process holds at a time
    worker_processes: int
    var: Path  # everything this machine keeps besides the database
    city: Path  # the folder of the city pack
    demo: bool  # demo sign-ins and a seeded city
    debug: bool
    keys: Mapping[str, bytes]  # master keys by id, 32 bytes each; the first one wraps, the others still unwrap
    signing_key: tuple[str, bytes] | None  # id and Ed25519 seed, 32 bytes, for promises and checkpoints
    identity_keys: Mapping[str, bytes]  # RSA keys (DER) for ID tokens; the first signs. None: no provider
    issuers: Mapping[str, tuple[str, str]]  # by an issuer's id in the pack: what it calls us, and the secret
    stand_in_issuers: Mapping[str, str]  # where those are that a stand-in plays, in a demonstration
    secret_key: str  # Django's; empty when unset, and Django refuses to use that
    storage_url: str | None  # file:///folder or s3://key:secret@host/bucket; None: a folder under `var`
    pdf_signing: Path | None  # a folder of the city's key and certificates; None: under `var`
    email_url: str | None  # smtp://name:password@host:port; None: messages are kept, not sent
    push_key: bytes | None  # a P-256 key that signs notices to browsers; None: there are none
    push_services: tuple[str, ...]  # hosts of push services besides those of browsers' makers
    payments: Payments | None  # stripe://KEY:SECRET@api.stripe.com; None: nothing is paid on the web
    log: str  # json or text
    metrics_token: str  # whoever brings it sees the figures at /metrics; empty: there are none
    worker_metrics_port: int | None  # where the worker shows its own figures; None: nowhere
    traced: bool  # a receiver of traces is named; OpenTelemetry's own library reads which
    clamav: str | None  # host:port, or the path of clamd's socket
    fonts: Path | None  # a folder of fonts for scripts that Typst's own do not have, such as Han or Thai
    archive: Path | None  # a folder for the embedded PostgreSQL's log; None: only the moments of backups come back
    pg_bin: Path | None  # another folder of PostgreSQL's programs than the wheel's

    @property
    def postgres(self) -> Path:
        """Name the folder of the embedded PostgreSQL."""
        return self.var / "postgres"

    @property
    def signing(self) -> Path:
        """Name the folder of the identity that signs documents (see `integrations.pyhanko.identity`)."""
        return self.pdf_signing or self.var / "signing"


@cache
def get() -> Environment:
    """Give the environment of this process, read at the first call."""
    return read(os.environ)


def read(variables: Mapping[str, str]) -> Environment:
    """Read these variables, or raise CannotRun naming the first that makes no sense.

    Keys that are not set are looked for in the file of demo keys under SPORTELLO_VAR (see `site.demo_keys`).
    """
    given = {name: value for name, value in variables.items() if value}
    var = _path(given, "SPORTELLO_VAR", ROOT / "var")
    given = read_demo_keys(var) | given
    host, port = given.get("SPORTELLO_HOST", "127.0.0.1"), _whole(given, "SPORTELLO_PORT", 8000, most=65535)
    city = _path(given, "SPORTELLO_CITY", DEMO_CITY)
    demo = _yes_no(given, "SPORTELLO_DEMO", city == DEMO_CITY)
    issuers = _issuers(given, demo)
    return Environment(
        database_url=given.get("DATABASE_URL"),
        prepare=_yes_no(given, "SPORTELLO_PREPARE", True),
        host=host,
        port=port,
        base_url=_url(given, "SPORTELLO_BASE_URL", f"http://{host}:{port}"),
        web_processes=_whole(given, "SPORTELLO_WEB_PROCESSES", 2, most=MOST_PROCESSES),
        bodies_mb=_whole(given, "SPORTELLO_BODIES_MB", 64, least=LEAST_BODIES_MB, most=65536),
        worker_processes=_whole(given, "SPORTELLO_WORKER_PROCESSES", min(os.cpu_count() or 1, 4), most=MOST_PROCESSES),
        var=var,
        city=city,
        demo=demo,
        debug=_yes_no(given, "SPORTELLO_DEBUG", False),
        keys=dict(_keys(given, "SPORTELLO_KEYS")),
        signing_key=next(iter(_keys(given, "SPORTELLO_SIGNING_KEY")), None),
        identity_keys=dict(_identity_keys(given)),
        issuers={id: client for id, client, _ in issuers},
        stand_in_issuers={id: f"http://127.0.0.1:{port}" for id, _, port in issuers if port},
        secret_key=given.get("SPORTELLO_SECRET_KEY", ""),
        storage_url=_storage(given),
        pdf_signing=Path(given["SPORTELLO_PDF_SIGNING"]) if "SPORTELLO_PDF_SIGNING" in given else None,
        email_url=given.get("SPORTELLO_EMAIL_URL"),
        push_key=_push_key(given),
        push_services=tuple(filter(None, map(str.strip, given.get("SPORTELLO_PUSH_SERVICES", "").split(",")))),
        payments=_payments(given),
        log=_one_of(given, "SPORTELLO_LOG", ("json", "text"), "text" if sys.stderr.isatty() else "json"),
        metrics_token=given.get("SPORTELLO_METRICS_TOKEN", ""),
        worker_metrics_port=_worker_metrics_port(given),
        traced=not given.keys().isdisjoint(RECEIVERS),
        clamav=given.get("SPORTELLO_CLAMAV"),
        fonts=Path(given["SPORTELLO_FONTS"]) if "SPORTELLO_FONTS" in given else None,
        archive=_path(given, "SPORTELLO_ARCHIVE", var) if "SPORTELLO_ARCHIVE" in given else None,
        pg_bin=Path(given["SPORTELLO_PG_BIN"]) if "SPORTELLO_PG_BIN" in given else None,
    )


def _payments(given: Mapping[str, str]) -> Payments | None:
    text = given.get("SPORTELLO_PAYMENTS_URL")
    if text is None:
        return None
    try:
        found = urlsplit(text)
        port = found.port or 443
    except ValueError:
        found, port = urlsplit(""), 0
    if found.scheme != "stripe" or not (found.username and found.password and found.hostname):
        raise CannotRun("SPORTELLO_PAYMENTS_URL must look like stripe://KEY:SECRET@api.stripe.com")
    is_here = found.hostname == "127.0.0.1"
    return Payments(unquote(found.username), unquote(found.password), found.hostname, port, is_here)


def read_demo_keys(var: Path) -> dict[str, str]:
    """Read the keys made for a demonstration: `NAME=value` lines, none when the file is not there."""
    try:
        lines = (var / "demo-keys.env").read_text().splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotRun(
            f"{error.filename} cannot be read ({error.strerror}); set SPORTELLO_VAR to a folder that can."
        ) from error
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def database_settings(url: str) -> dict[str, Any]:
    """Turn a PostgreSQL URL (or key=value text) into an entry of Django's DATABASES."""
    from psycopg import ProgrammingError, conninfo  # saves start-up: few who ask where they run open a database

    try:
        parts = conninfo.conninfo_to_dict(url)
    except ProgrammingError as error:
        raise CannotRun(f"DATABASE_URL is not a PostgreSQL address ({str(error).strip()}).") from error
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings: dict[str, Any] = {ours: str(parts.pop(theirs, "") or "") for ours, theirs in named.items()}
    return settings | {"ENGINE": "sportello.store.engine", "OPTIONS": parts}


def _path(given: Mapping[str, str], name: str, default: Path) -> Path:
    return Path(given[name]).expanduser().absolute() if name in given else default


def _whole(given: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int) -> int:
    text = given.get(name, str(default))
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise CannotRun(f"{name} is {text!r}; it must be a whole number from {least} to {most}.")
    return int(text)


def _worker_metrics_port(given: Mapping[str, str]) -> int | None:
    name = "SPORTELLO_WORKER_METRICS_PORT"
    if name not in given:
        return None
    if "SPORTELLO_METRICS_TOKEN" not in given:
        raise CannotRun(f"{name} needs SPORTELLO_METRICS_TOKEN: figures are shown to whoever brings it.")
    return _whole(given, name, 0, most=65535 - MOST_PROCESSES)


def _yes_no(given: Mapping[str, str], name: str, default: bool) -> bool:
    text = given.get(name, "yes" if default else "no")
    if text.lower() not in YES_NO:
        raise CannotRun(f"{name} is {text!r}; it must be yes or no.")
    return YES_NO[text.lower()]


def _one_of(given: Mapping[str, str], name: str, known: tuple[str, ...], default: str) -> str:
    text = given.get(name, default)
    if text not in known:
        raise CannotRun(f"{name} is {text!r}; it must be {' or '.join(known)}.")
    return text


def _url(given: Mapping[str, str], name: str, default: str) -> str:
    text = given.get(name, default)
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise CannotRun(f"{name} is {text!r}; it must be an address such as https://services.example.org.")
    return text.rstrip("/")


def _storage(given: Mapping[str, str]) -> str | None:
    """Read where files are kept. The message never repeats a secret."""
    url = given.get("STORAGE_URL")
    if url is None:
        return None
    parts = urlsplit(url)
    folder = parts.scheme == "file" and not parts.netloc and parts.path.startswith("/")
    bucket = parts.scheme == "s3" and parts.hostname and parts.username and parts.password and parts.path.strip("/")
    if not (folder or bucket):
        raise CannotRun("STORAGE_URL must be file:///folder or s3://key:secret@host:port/bucket?region=….")
    return url


def _keys(given: Mapping[str, str], name: str) -> list[tuple[str, bytes]]:
    """Read `id:key,id:key`, each key 32 bytes in base64. The message never repeats a key."""
    keys = _read_keys(given, name)
    if any(not id or len(key) != KEY_BYTES for id, key in keys):
        raise CannotRun(f"{name} must be id:key,… with {KEY_BYTES} bytes in base64; `sportello keys make` makes one.")
    return keys


def _identity_keys(given: Mapping[str, str]) -> list[tuple[str, bytes]]:
    name = "SPORTELLO_IDENTITY_KEYS"
    keys = _read_keys(given, name)
    if not all(id and key for id, key in keys):
        raise CannotRun(f"{name} must be id:key,… with RSA keys in base64; `sportello keys make` makes one.")
    return keys


def _push_key(given: Mapping[str, str]) -> bytes | None:
    """Read 32 bytes in base64url. The message never repeats the key."""
    text = given.get("SPORTELLO_PUSH_KEY")
    if text is None:
        return None
    try:
        key = base64url.read(text)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CannotRun(f"SPORTELLO_PUSH_KEY must be {KEY_BYTES} bytes in base64url; `sportello keys make` makes one.")
    return key


def _issuers(given: Mapping[str, str], demo: bool) -> list[tuple[str, tuple[str, str], str]]:
    """Read `id:client:secret,…`, each part as in addresses (`%3A`). The message never repeats a secret.

    In a demonstration a fourth part is the port of a stand-in on this machine.
    """
    name, read = "SPORTELLO_ISSUERS", []
    for entry in filter(None, given.get(name, "").split(",")):
        parts = [unquote(part) for part in entry.strip().split(":")]
        if len(parts) not in (3, 4) or not all(parts) or not (len(parts) == 3 or re.fullmatch("[0-9]{1,5}", parts[3])):
            raise CannotRun(f"{name} must be id:client:secret,… with the ids of issuers in the city pack.")
        if len(parts) == 4 and not demo:
            raise CannotRun(f"{name} names a stand-in, which signs in anybody as anybody: only in a demonstration.")
        read.append((parts[0], (parts[1], parts[2]), "".join(parts[3:])))
    return read


def _read_keys(given: Mapping[str, str], name: str) -> list[tuple[str, bytes]]:
    """Read keys by id; what is no base64 is an empty key."""
    keys = []
    for entry in filter(None, given.get(name, "").split(",")):
        key_id, _, text = entry.strip().partition(":")
        try:
            keys.append((key_id, base64.b64decode(text, validate=True)))
        except binascii.Error:
            keys.append((key_id, b""))
    return keys
