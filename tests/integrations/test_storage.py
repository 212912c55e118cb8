import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sportello.core.errors import Refused
from sportello.core.ports import FileStorage
from sportello.integrations import fakes, folder

NAME = "files/01912d68-783e-7a03-8467-5661c1243ad4"


@pytest.fixture(params=["folder", "fake"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> FileStorage:
    return folder.FolderStorage(tmp_path / "kept") if request.param == "folder" else fakes.FakeStorage()


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
