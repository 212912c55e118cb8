"""One S3 key a name, through obstore (Rust's object_store). Several machines see the same files."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from sportello.core.errors import Refused
from sportello.integrations.naming import split_name

T = TypeVar("T")
CONNECT_SECONDS = 2
ANSWER_SECONDS = 10  # for a file of 10 MB
RETRIES = 3
RETRY_SECONDS = 15
_NO_ROOM = re.compile(r"QuotaExceeded|StorageFull|507 Insufficient Storage")
_NO_KEY = "<Code>NoSuchKey</Code>"


class S3Storage:
    """Keep `files/0191…` under that key, over `s3://key:secret@host:port/bucket?region=…`, by TLS unless `tls=no`.

    What is written is checked by the server against the hash in the request's signature; what is read is sealed, so
    that whoever opens it sees whether it is whole. Refused `storage.full` when the bucket's quota is,
    `storage.bad_name` for a name that is not `kind/id`, `storage.unavailable` for whatever else goes wrong, after
    three tries more.
    """

    def __init__(self, url: str) -> None:
        parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
        scheme = "http" if options.get("tls") == ["no"] else "https"
        self._bucket = S3Store(
            parts.path.strip("/"),
            endpoint=f"{scheme}://{parts.netloc.rpartition('@')[2]}",
            access_key_id=unquote(parts.username or ""),
            secret_access_key=unquote(parts.password or ""),
            region=options.get("region", ["us-east-1"])[0],
            client_options={
                "allow_http": scheme == "http",
                "connect_timeout": timedelta(seconds=CONNECT_SECONDS),
                "timeout": timedelta(seconds=ANSWER_SECONDS),
            },
            retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_SECONDS)},
        )

    def write(self, name: str, content: bytes) -> None:
        """Keep the content: the bucket has it when this returns, either old or new and never half."""
        key = _key(name)
        _ask(lambda: obstore.put(self._bucket, key, content, use_multipart=False))

    def read(self, name: str) -> bytes:
        """Give the content; Refused `storage.missing` when there is none."""
        key = _key(name)
        try:
            return _ask(lambda: obstore.get(self._bucket, key).bytes().to_bytes())
        except FileNotFoundError as error:
            raise Refused("storage.missing", name=name) from error

    def delete(self, name: str) -> None:
        """Forget the content; a name that is not there is fine."""
        key = _key(name)
        try:
            _ask(lambda: obstore.delete(self._bucket, key))
        except FileNotFoundError:
            return

    def list_names(self, kind: str) -> Iterator[str]:
        """List the names of a kind, in no order."""
        pages = iter(obstore.list(self._bucket, f"{kind}/"))
        while page := _ask(lambda: next(pages, None)):
            yield from (one["path"] for one in page)


def _key(name: str) -> str:
    return "/".join(split_name(name))


def _ask(deed: Callable[[], T]) -> T:
    """Ask the bucket; FileNotFoundError when it has no such key, which a bucket that is not there is not."""
    try:
        return deed()
    except (BaseError, OSError) as error:
        told = str(error)
        if isinstance(error, FileNotFoundError) and _NO_KEY in told:
            raise
        if _NO_ROOM.search(told):
            raise Refused("storage.full") from error
        raise Refused("storage.unavailable") from error
