"""The texts of a whole year at an address, fetched to be held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from kit.disk import temporary_folder
from kit.errors import KitError, SourceError
from kit.storage import objects
from kit.storage.copies import copied, fetch_folder, fetch_shared
from kit.workspace import Workspace

#: So many reports are fetched at a time.
_AT_ONCE = 16
_WANTED = "可以读的地址"


@contextmanager
def with_texts(workspace: Workspace, *, year: int) -> Iterator[Workspace]:
    """Give a workspace that has the text of every report of *year*.

    What cannot be fetched is not there: the report that it is of says why.

    Raises
    ------
    SourceError
        If the address is not to be read.
    """
    address = workspace.params_address
    if not address:
        yield workspace
        return
    with temporary_folder() as folder:
        into = copied(workspace, folder)
        with objects.told(SourceError, address, wanted=_WANTED):
            fetch_shared(address, into=into)

        def fetch(agency: str) -> None:
            with suppress(KitError), objects.told(SourceError, address, wanted=_WANTED):
                fetch_folder(address, into=into, year=year, agency=agency)

        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="kit-texts") as threads:
            list(threads.map(fetch, workspace.filed(year)))
        yield into
