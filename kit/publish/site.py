"""The place of a site: a folder of this machine, or an address of a store."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kit.disk import contains, file_sha256, locked, read_file, write_together
from kit.errors import ExportError, Fault, ParameterError
from kit.storage import has_content, local_folder, read_content, write_content
from kit.workspace import Workspace, is_address

#: The file that says what a site holds; one publisher at a time changes it.
INDEX_DATA = "index.json"
#: No file of a site is as large, and no publisher takes as long, in bytes and seconds.
_LARGEST, _WAIT_S = 2_000_000_000, 30.0


#: Where a version stands in the folder of its report.
_VERSIONS = "/versions/"


class Site(Protocol):
    """Where a site is kept: files by their path from its top, with ``/``."""

    @property
    def where(self) -> str:
        """Its folder or address, as people named it."""
        ...

    def read(self, name: str) -> bytes | None:
        """Return a file; ``None`` if it is not there."""
        ...

    def has(self, name: str, *, sha256: str) -> bool:
        """Whether a file is there with this content, as far as that is told without fetching."""
        ...

    def write(self, contents: Mapping[str, bytes]) -> None:
        """Write files in their order: who reads meanwhile finds each whole, the last one last."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Keep every other publisher away."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFolder:
    """A site in a folder."""

    folder: Path

    @property
    def where(self) -> str:
        """Its path."""
        return str(self.folder)

    def read(self, name: str) -> bytes | None:
        """Return a file; ``None`` if it is not there."""
        path = self._path(name)
        return read_file(path, limit_bytes=_LARGEST, error=ExportError) if path.is_file() else None

    def has(self, name: str, *, sha256: str) -> bool:
        """Whether a file is there with this content."""
        path = self._path(name)
        return path.is_file() and file_sha256(path, error=ExportError) == sha256

    def write(self, contents: Mapping[str, bytes]) -> None:
        """Write all beside their places and flush them before the first replaces what stands."""
        write_together({self._path(name): content for name, content in contents.items()})

    def locked(self) -> AbstractContextManager[None]:
        """Keep every other publisher away, on machines that share the folder too."""
        return locked(self.folder / INDEX_DATA, wait_s=_WAIT_S)

    def _path(self, name: str) -> Path:
        """Return the path of a file, refusing a link that leads out of the site."""
        path = self.folder / name
        if path.parent.exists() and not contains(self.folder, path.parent):
            cure = "请删去通向别处的链接，或另指一个文件夹。"
            raise ExportError(
                Fault(str(path.parent), "网站文件夹里的文件夹", "通向别处的链接", cure)
            )
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAddress:
    """A site at an address; its store shows each object whole."""

    address: str

    @property
    def where(self) -> str:
        """Its address."""
        return self.address

    def read(self, name: str) -> bytes | None:
        """Return an object; ``None`` if it is not there."""
        return read_content(f"{self.address}/{name}")

    def has(self, name: str, *, sha256: str) -> bool:
        """Whether an object is there with this content."""
        # What a version's folder holds never changes, and need not be fetched.
        if _VERSIONS in name:
            return has_content(f"{self.address}/{name}")
        content = self.read(name)
        return content is not None and hashlib.sha256(content).hexdigest() == sha256

    def write(self, contents: Mapping[str, bytes]) -> None:
        """Send one object after another."""
        for name, content in contents.items():
            write_content(content, address=f"{self.address}/{name}")

    def locked(self) -> AbstractContextManager[None]:
        """Keep every other publisher of this machine away; stores have no locks."""
        digest = hashlib.sha256(self.address.encode()).hexdigest()[:16]
        return locked(Path(tempfile.gettempdir()) / f"ogi-site-{digest}", wait_s=_WAIT_S)


def open_site(place: str, *, workspace: Workspace) -> Site:
    """Return the site at *place*, a folder or an address.

    Raises
    ------
    ParameterError
        If it is where sources or outputs are.
    ExportError
        If the address is not to be reached.
    """
    folder = local_folder(place) if is_address(place) else place
    if folder is None:
        return SiteAddress(address=place.rstrip("/"))
    path = Path(folder).absolute()
    for own in (workspace.params, workspace.outputs):
        if contains(own, path) or contains(path, own):
            cure = "请另指一个文件夹，如工作区旁边的 site。"
            raise ParameterError(Fault("--site", f"在 {own} 之外，也不包含它", place, cure))
    return SiteFolder(folder=path)
