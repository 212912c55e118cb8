import resource
import secrets
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer
from tests.integrations import servers

from sportello.core.errors import Refused
from sportello.core.ports import FileStorage
from sportello.integrations import fakes, folder, s3

NAME = "files/01912d68-783e-7a03-8467-5661c1243ad4"


@pytest.fixture(params=["folder", "fake", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> FileStorage:
    if request.param == "s3":
        return s3.S3Storage(request.getfixturevalue("bucket"))
    return folder.FolderStorage(tmp_path / "kept") if request.param == "folder" else fakes.FakeStorage()


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """Serve S3 on the loopback; give its host and port."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str) -> str:
    """Make an empty bucket; give its address as STORAGE_URL takes it."""
    name = f"sealed-{secrets.token_hex(8)}"
    urlopen(Request(f"http://{s3_server}/{name}", method="PUT")).close()
    return f"s3://key:secret@{s3_server}/{name}?region=eu-south-1&tls=no"


@pytest.fixture
def small_files() -> Iterator[int]:
    """Let this process write no file over 4096 bytes, as a quota does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield 4096
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files_under(path: Path) -> list[Path]:
    return [found for found in path.rglob("*") if found.is_file()]


@pytest.mark.parametrize("content", [b"", b"sealed", bytes(range(256)) * 5000])
def test_what_was_written_is_read_back(storage: FileStorage, content: bytes) -> None:
    storage.write(NAME, content)
    assert storage.read(NAME) == content


def test_writing_a_name_again_replaces_it(storage: FileStorage) -> None:
    storage.write(NAME, b"a longer first content")
    storage.write(NAME, b"second")
    assert storage.read(NAME) == b"second"


def test_a_missing_name_is_refused(storage: FileStorage) -> None:
    with pytest.raises(Refused) as refused:
        storage.read(NAME)
    assert refused.value.code == "storage.missing"


def test_deleting_twice_is_fine_and_leaves_nothing(storage: FileStorage) -> None:
    storage.write(NAME, b"sealed")
    storage.delete(NAME)
    storage.delete(NAME)
    with pytest.raises(Refused):
        storage.read(NAME)


def test_names_are_listed_by_kind(storage: FileStorage) -> None:
    for name in (NAME, "files/2", "documents/1"):
        storage.write(name, b"sealed")
    storage.delete("files/2")
    assert list(storage.list_names("files")) == [NAME] and list(storage.list_names("record")) == []


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "files/../../x",
        "/etc/passwd",
        "files/",
        "files",
        "files/a/b",
        "files/..",
        "files/.x",
        "files/a\0b",
    ],
)
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    storage = folder.FolderStorage(tmp_path / "kept")
    for deed in (lambda: storage.write(name, b"x"), lambda: storage.read(name), lambda: storage.delete(name)):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "storage.bad_name"
    assert files_under(tmp_path) == []


def test_a_name_that_leads_elsewhere_is_refused_before_s3_is_asked() -> None:
    storage = s3.S3Storage("s3://key:secret@nowhere.invalid/bucket")
    for deed in (lambda: storage.write("../x", b"x"), lambda: storage.read("../x"), lambda: storage.delete("../x")):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "storage.bad_name"


def test_s3_lists_names_by_kind(bucket: str) -> None:
    storage = s3.S3Storage(bucket)
    for name in ("files/1", "files/2", "documents/1"):
        storage.write(name, b"sealed")
    assert sorted(storage.list_names("files")) == ["files/1", "files/2"]
    assert list(storage.list_names("record")) == []


def test_a_bucket_that_is_not_there_is_unavailable_not_missing_a_file(bucket: str) -> None:
    storage = s3.S3Storage(bucket.replace("sealed-", "none-"))
    for deed in (lambda: storage.write(NAME, b"x"), lambda: storage.read(NAME)):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "storage.unavailable"


def test_s3_that_is_away_is_told_within_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    storage = s3.S3Storage(f"s3://key:secret@127.0.0.1:{port}/bucket?tls=no")
    with pytest.raises(Refused) as refused:
        storage.read(NAME)
    assert refused.value.code == "storage.unavailable"
    assert "secret" not in str(refused.value.__cause__)


@pytest.mark.parametrize(("fails", "code"), [(1, None), (99, "storage.unavailable")])
def test_s3_that_fails_once_is_asked_again_but_not_for_ever(fails: int, code: str | None) -> None:
    asked: list[bytes] = []

    def answer(connection: socket.socket) -> None:
        asked.append(connection.recv(65536))
        status, body = (b"503 Slow Down", b"") if len(asked) <= fails else (b"200 OK", b"sealed")
        head = b'HTTP/1.1 %b\r\nContent-Length: %d\r\nConnection: close\r\nETag: "1"\r\n'
        connection.sendall(head % (status, len(body)) + b"Last-Modified: Wed, 25 Nov 2026 10:00:00 GMT\r\n\r\n" + body)

    with servers.serving(answer) as listening:
        storage = s3.S3Storage(f"s3://key:secret@127.0.0.1:{listening.getsockname()[1]}/bucket?tls=no")
        try:
            assert storage.read(NAME) == b"sealed" and code is None
        except Refused as refused:
            assert refused.code == code
    assert len(asked) == min(fails, 3) + 1


def test_a_full_bucket_is_refused_as_full() -> None:
    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        told = b"<Error><Code>QuotaExceeded</Code></Error>"
        connection.sendall(
            b"HTTP/1.1 403 Forbidden\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%b" % (len(told), told)
        )

    with servers.serving(answer) as listening:
        storage = s3.S3Storage(f"s3://key:secret@127.0.0.1:{listening.getsockname()[1]}/bucket?tls=no")
        with pytest.raises(Refused) as refused:
            storage.write(NAME, b"sealed")
    assert refused.value.code == "storage.full"


def test_files_and_folders_are_closed_to_others(tmp_path: Path) -> None:
    folder.FolderStorage(tmp_path / "kept").write(NAME, b"sealed")
    (file,) = files_under(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert {parent.stat().st_mode & 0o777 for parent in file.parents if tmp_path in parent.parents} == {0o700}


def test_names_are_spread_over_subfolders(tmp_path: Path) -> None:
    storage = folder.FolderStorage(tmp_path)
    for number in range(100):
        storage.write(f"files/0191{number:08x}", b"")
    assert len({file.parent for file in files_under(tmp_path)}) > 50


def test_a_file_over_the_quota_is_refused_and_the_old_one_kept(tmp_path: Path, small_files: int) -> None:
    storage = folder.FolderStorage(tmp_path)
    storage.write(NAME, b"old")
    with pytest.raises(Refused) as refused:
        storage.write(NAME, bytes(small_files + 1))
    assert refused.value.code == "storage.full"
    assert storage.read(NAME) == b"old"
    assert len(files_under(tmp_path)) == 1


FULL_DISK = """
import sys, pathlib
from sportello.core.errors import Refused
from sportello.integrations import folder
try:
    folder.FolderStorage(pathlib.Path(sys.argv[1])).write("files/1", bytes(200_000))
except Refused as refused:
    print(refused.code, sum(path.is_file() for path in pathlib.Path(sys.argv[1]).rglob("*")))
"""


def test_a_full_disk_is_refused(tmp_path: Path) -> None:
    mounts = [
        "unshare",
        "-rm",
        "sh",
        "-c",
        'mount -t tmpfs -o size=64k none "$1" && shift && exec "$@"',
        "sh",
    ]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*mounts, tmp_path, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("a small disk needs user namespaces")
    command = [*mounts, tmp_path, sys.executable, "-c", FULL_DISK, tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["storage.full", "0"]


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    storage = folder.FolderStorage(tmp_path)
    contents = [bytes([letter]) * 300_000 for letter in b"ab"]
    storage.write(NAME, contents[0])
    writer = threading.Thread(target=lambda: [storage.write(NAME, contents[n % 2]) for n in range(20)])
    writer.start()
    seen = {storage.read(NAME) for _ in range(200)}
    writer.join()
    assert seen <= set(contents)


def test_the_refusing_fake_is_full_and_the_crashing_one_breaks() -> None:
    with pytest.raises(Refused) as refused:
        fakes.RefusingStorage().write(NAME, b"x")
    assert refused.value.code == "storage.full"
    for deed in (fakes.CrashingStorage().read, fakes.CrashingStorage().delete):
        with pytest.raises(OSError, match="does not answer"):
            deed(NAME)
