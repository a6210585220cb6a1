"""The files at an address, whatever the store: list, fetch, send, remove."""

from __future__ import annotations

import posixpath
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kit import log
from kit.disk import cannot_write, contains
from kit.errors import Fault, KitError, ParameterError, SourceError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

Place = tuple["AbstractFileSystem", str]
_INSTALL = (
    "没有安装读写它的软件包",
    "请运行 pip install 'ogi-report-kit[storage]'；s3 以外的存储另装 fsspec 所需的软件包。",
)
_NO_PLACE = (
    "没有这个地方",
    "请核对地址：存储桶要先建好，参数的地址下要有 agencies.yaml。",
)
_DENIED = (
    "没有权限",
    "请核对密钥（如 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY）和它的读写权限。",
)
_NO_KEY = (
    "没有找到密钥",
    "请在环境变量里给出密钥（如 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY），再运行一次。",
)
_UNREACHED = (
    "连接不上",
    "请核对网络、端点（如 AWS_ENDPOINT_URL）和代理，再运行一次；已完成的都已保存。",
)
_OTHER = (
    "读写时出错",
    "请核对地址、网络、端点（如 AWS_ENDPOINT_URL）和密钥，再运行一次；已完成的都已保存。",
)
#: What to say of an error of a store: what was found, and the cure. Stores that are not
#: installed cannot be imported to name their classes, so all are known by their names.
_SAID: dict[str, tuple[str, str]] = {
    "ImportError": _INSTALL,
    "FileNotFoundError": _NO_PLACE,
    "NoSuchBucket": _NO_PLACE,
    "PermissionError": _DENIED,
    "NoCredentialsError": _NO_KEY,
    "PartialCredentialsError": _NO_KEY,
    "CredentialRetrievalError": _NO_KEY,
    "TokenRetrievalError": _NO_KEY,
    "ProfileNotFound": _NO_KEY,
    "ConnectionError": _UNREACHED,
    "TimeoutError": _UNREACHED,
    "gaierror": _UNREACHED,
    "HTTPClientError": _UNREACHED,
    "ClientConnectionError": _UNREACHED,
}
#: Something after a name of letters; brackets belong to a host of numbers.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://+[^/\s][^\n\r\0]*", re.IGNORECASE)


def checked_address(address: str, *, where: str) -> str:
    """Return an address without a last slash, if it is one.

    Raises
    ------
    ParameterError
        If it names no store or no place there.
    """
    try:
        urlsplit(address)
        is_right = _ADDRESS.fullmatch(address)
    except ValueError:
        is_right = None
    if not is_right:
        cure = "本机的文件夹请直接写路径，不加“://”。"
        raise ParameterError(Fault(where, "地址，如 s3://存储桶/文件夹", address, cure))
    return address.rstrip("/")


@contextmanager
def told(family: type[KitError], address: str, *, wanted: str) -> Iterator[None]:
    """Say whatever a store raises as one of our errors: where, what was wanted, the cure."""
    try:
        yield
    except KitError:
        raise
    except Exception as error:  # noqa: BLE001 - each store has errors of its own
        log.debug("store", said=f"{type(error).__name__}: {error}")
        raise family(_fault(error, address=address, wanted=wanted)) from None


def _fault(error: Exception, *, address: str, wanted: str) -> Fault:
    names = (kind.__name__ for kind in type(error).__mro__)
    if said := next((_SAID[name] for name in names if name in _SAID), None):
        return Fault(address, wanted, *said)
    if isinstance(error, OSError) and error.filename:
        # A store that is a folder of this machine.
        return cannot_write(str(error.filename), error).faults[0]
    return Fault(address, wanted, *_OTHER)


def names(address: str) -> tuple[str, ...]:
    """List the files below *address*, by their path from there."""
    store, root = _opened(address)
    paths = (str(path) for path in store.find(root))
    # An object whose name ends like this stands for a folder.
    files = (path for path in paths if not path.endswith("/") and path != root)
    return tuple(sorted(path.removeprefix(f"{root}/") for path in files))


def folders(address: str) -> tuple[str, ...]:
    """List the folders right below *address*; none when it does not exist."""
    store, root = _opened(address)
    try:
        entries = store.ls(root, detail=True)
    except FileNotFoundError:
        return ()
    found = (entry["name"].rstrip("/") for entry in entries if entry["type"] == "directory")
    return tuple(sorted(name.rpartition("/")[2] for name in found))


def fetch(address: str, path: Path) -> None:
    """Fetch the file at *address* to *path*."""
    store, root = _opened(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.get_file(root, str(path))


def fetch_shared(address: str, path: Path) -> None:
    """Fetch a file that many reports need: once for each version that it has."""
    store, root = _opened(address)
    content = _content(address, version=str(store.ukey(root)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def fetch_folder(address: str, folder: Path, *, without: str = "") -> None:
    """Fetch the files below *address*, but for those in its folder *without*.

    Raises
    ------
    SourceError
        If a name would lead out of *folder*.
    """
    for name in names(address):
        parts = PurePosixPath(name).parts
        if ".." in parts:
            cure = "请改名或删去这个文件。"
            raise SourceError(Fault(f"{address}/{name}", "本文件夹内的文件", "含有“..”", cure))
        if parts[0] != without:
            fetch(f"{address}/{name}", folder / name)


def send(path: Path, address: str) -> None:
    """Send the file at *path* to *address*."""
    store, root = _opened(address)
    if root.startswith("/"):
        # A path that begins with a bucket needs no folders, and must not make the bucket.
        store.makedirs(root.rpartition("/")[0], exist_ok=True)
    store.put_file(str(path), root)


def content(address: str) -> bytes | None:
    """Return the content of the file at *address*; ``None`` if there is none."""
    store, root = _opened(address)
    try:
        found: bytes = store.cat_file(root)
    except FileNotFoundError:
        return None
    return found


def is_there(address: str) -> bool:
    """Whether there is a file at *address*."""
    store, root = _opened(address)
    return bool(store.isfile(root))


def put(content: bytes, address: str) -> None:
    """Write *content* to the file at *address*."""
    store, root = _opened(address)
    store.pipe_file(root, content)


def move(address: str, to: str) -> bool:
    """Move a file within its store; ``False`` where the store has no way to copy one."""
    store, root = _opened(address)
    try:
        store.cp_file(root, _opened(to)[1])
    except NotImplementedError:
        return False
    store.rm_file(root)
    return True


def written_s(address: str) -> float:
    """Return when the file at *address* was written, in seconds since 1970; now if unknown."""
    store, root = _opened(address)
    try:
        return float(store.modified(root).timestamp())
    except (NotImplementedError, FileNotFoundError):
        return time.time()


def place(address: str) -> Place:
    """Return where *address*, or a folder of this machine, is: its store and its path there."""
    return _opened(address)


def overlap(one: Place, other: Place) -> bool:
    """Whether two places are one, or one is inside the other."""
    (store, root), (second, below) = one, other
    if is_local(store) and is_local(second):
        return contains(Path(root), Path(below)) or contains(Path(below), Path(root))
    if store is not second:
        return False
    paths = [PurePosixPath(posixpath.normpath(f"/{path}")) for path in (root, below)]
    return paths[0].is_relative_to(paths[1]) or paths[1].is_relative_to(paths[0])


def is_local(store: AbstractFileSystem) -> bool:
    """Whether a store is this machine's own disk."""
    names = {store.protocol} if isinstance(store.protocol, str) else {*store.protocol}
    return bool(names & {"file", "local"})


def remove(address: str) -> None:
    """Remove the file at *address*, if there is one."""
    store, root = _opened(address)
    with suppress(FileNotFoundError):
        store.rm_file(root)


@lru_cache(maxsize=8)
def _content(address: str, *, version: str) -> bytes:
    del version
    store, root = _opened(address)
    content: bytes = store.cat_file(root)
    return content


def _opened(address: str) -> Place:
    """Return the store of *address*, which fsspec keeps open, and the path there."""
    import fsspec  # of no use to folders of this machine

    store, root = fsspec.core.url_to_fs(address)
    # Other machines write there too.
    store.invalidate_cache()
    return store, str(root).rstrip("/")
