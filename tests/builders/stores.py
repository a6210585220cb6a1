"""Stores that reports are kept in: a real S3-compatible server on loopback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec
from moto.server import ThreadedMotoServer

#: What the server is reached by; any key will do, and none is looked for elsewhere.
KEYS = {
    "AWS_ACCESS_KEY_ID": "a-key",
    "AWS_SECRET_ACCESS_KEY": "a-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
}


@contextmanager
def s3_server() -> Iterator[dict[str, str]]:
    """Run a server without buckets; give the environment that leads to it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield KEYS | {"AWS_ENDPOINT_URL": f"http://{host}:{port}"}
    finally:
        server.stop()


def upload(folder: Path, address: str) -> None:
    """Put all files below *folder* at *address*."""
    store, root = fsspec.core.url_to_fs(address)
    store.pipe({f"{root}/{name}": content for name, content in files(folder).items()})


def contents(address: str) -> dict[str, bytes]:
    """Return all files below *address*, by their path from there."""
    store, root = fsspec.core.url_to_fs(address)
    store.invalidate_cache()
    found: dict[str, bytes] = store.cat(store.find(root)) if store.find(root) else {}
    return {name.removeprefix(f"{root}/"): content for name, content in found.items()}


def files(folder: Path) -> dict[str, bytes]:
    """Return all files below *folder*, by their path from there."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def forget_stores() -> None:
    """Close what fsspec keeps open, so that the next test connects anew."""
    for name in ("s3", "memory"):
        fsspec.get_filesystem_class(name).clear_instance_cache()
