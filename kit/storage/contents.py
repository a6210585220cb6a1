"""Single files at an address, as bytes: what a site is written from and read back as."""

from __future__ import annotations

from kit.errors import ExportError
from kit.storage import objects

_WANTED = "可以读写的地址"


def local_folder(address: str) -> str | None:
    """Return the folder that *address* names, if it is one of this machine.

    Raises
    ------
    ParameterError, ExportError
        If it is no address, or its store is not to be reached.
    """
    checked = objects.checked_address(address, where="--site")
    with objects.told(ExportError, checked, wanted=_WANTED):
        store, root = objects.place(checked)
        return root if objects.is_local(store) else None


def read_content(address: str) -> bytes | None:
    """Return what the file at *address* holds; ``None`` if there is none.

    Raises
    ------
    ExportError
        If the address is not to be read.
    """
    with objects.told(ExportError, address, wanted=_WANTED):
        return objects.content(address)


def has_content(address: str) -> bool:
    """Whether there is a file at *address*.

    Raises
    ------
    ExportError
        If the address is not to be read.
    """
    with objects.told(ExportError, address, wanted=_WANTED):
        return objects.is_there(address)


def write_content(content: bytes, *, address: str) -> None:
    """Put *content* at *address*: stores show an object whole or not at all.

    Raises
    ------
    ExportError
        If the address is not to be written.
    """
    with objects.told(ExportError, address, wanted=_WANTED):
        objects.put(content, address)
