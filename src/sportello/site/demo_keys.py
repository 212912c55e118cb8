"""Keys for trying the city out: made once, kept in one private file. Never for a real city."""

import base64
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from sportello.core import base64url
from sportello.site import environment
from sportello.site.failures import CannotRun

RSA_BITS = 2048
WARNING = """\
  !! DEMO KEYS. {names} not set, so keys were made in
  !! {path}
  !! Whoever has this file can read every case. For a real city, set them as docs/environment.md says.
"""


def make(variables: Mapping[str, str], var: Path) -> str:
    """Make the keys that are neither set nor in the file yet (mode 0600); give a warning to show."""
    known = environment.read_demo_keys(var) | {name: value for name, value in variables.items() if value}
    missing = {name: new() for name, new in KINDS.items() if name not in known}
    path = var / "demo-keys.env"
    if missing:
        _append(path, missing)
    demo = [name for name in KINDS if not variables.get(name)]
    return WARNING.format(names=", ".join(demo), path=path) if demo else ""


def make_key(prefix: str = "k") -> str:
    """Make a key as SPORTELLO_KEYS takes it: a fresh id, a colon, 32 random bytes in base64."""
    key = base64.b64encode(secrets.token_bytes(environment.KEY_BYTES)).decode()
    return f"{prefix}{secrets.token_hex(3)}:{key}"


def make_identity_key(prefix: str = "k") -> str:
    """Make a key as SPORTELLO_IDENTITY_KEYS takes it: a fresh id, a colon, an RSA key (PKCS 8, DER) in base64."""
    from cryptography.hazmat.primitives import serialization as forms  # saves start-up: needed once in a city's life
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, RSA_BITS)
    der = key.private_bytes(forms.Encoding.DER, forms.PrivateFormat.PKCS8, forms.NoEncryption())
    return f"{prefix}{secrets.token_hex(3)}:{base64.b64encode(der).decode()}"


KINDS: dict[str, Callable[[], str]] = {
    "SPORTELLO_KEYS": lambda: make_key("demo-"),
    "SPORTELLO_SIGNING_KEY": lambda: make_key("demo-"),
    "SPORTELLO_IDENTITY_KEYS": lambda: make_identity_key("demo-"),
    "SPORTELLO_PUSH_KEY": lambda: base64url.write(secrets.token_bytes(environment.KEY_BYTES)),
    "SPORTELLO_SECRET_KEY": lambda: secrets.token_urlsafe(50),
}


def _append(path: Path, lines: Mapping[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotRun(
            f"{path} cannot be written ({error.strerror}); set SPORTELLO_VAR to a folder that can."
        ) from error
    with os.fdopen(descriptor, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in lines.items())
