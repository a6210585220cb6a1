"""Where things are: the agencies, the folders of a report, and writing that is never half done."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from kit.datafile import read_yaml
from kit.disk import contains, overlap, read_file, refuse_overlap, unfit_name
from kit.errors import Fault, KitError, ParameterError, known_names
from kit.signs import Hidden, hidden_values, printed

AGENCIES = "agencies.yaml"
NOTEBOOK = "annual_report.ipynb"
#: How many years before its own a report looks back on.
HISTORY_YEARS = 4
Kind = Literal["department", "government", "office", "town"]
#: What to do about an agency that is not there.
_ENTER = "新机关请用 kit new 或 kit import 加 --name 全称 登记。"
_AGENCY_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How the public reaches the agency, for the preface."""

    unit: str = ""
    address: str = ""
    telephone: str = ""
    postcode: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The website a report is published on: its registered code, column, and data's licence."""

    name: str
    url: str = ""
    identifier: str = ""
    column: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """An agency bound to report, as ``agencies.yaml`` has it."""

    id: str
    name: str
    kind: Kind
    short_name: str = ""
    level: Literal["state", "province", "city", "county", "town"] = "county"
    scope: Literal["own", "rollup"] = "own"
    parent: str | None = None
    vertical: bool = False
    rule_making: bool = False
    contact: Contact = field(default_factory=Contact)
    site: Site | None = None
    #: Characters of the entry that nobody sees and that were left out.
    hidden: tuple[Hidden, ...] = field(default=(), compare=False, repr=False)


#: Entries that whoever started this process has read, by folder of parameters and id.
_READ: dict[tuple[Path, str], Agency] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A folder of parameters and a folder of outputs, which mirror each other.

    Attributes
    ----------
    params_address, outputs_address
        Where each is kept when that is no folder of this machine; the folder is
        then a copy, which :mod:`kit.storage` fills.
    """

    params: Path
    outputs: Path
    params_address: str = ""
    outputs_address: str = ""

    @property
    def is_copy(self) -> bool:
        """Whether a folder is a copy of what is kept at an address."""
        return bool(self.params_address or self.outputs_address)

    def agencies(self) -> Mapping[str, Agency]:
        """Return every agency by its id, in the order of the file.

        Raises
        ------
        ParameterError
            If ``agencies.yaml`` is missing, names no agency, or is not what its
            schema wants.
        """
        path = self.params / AGENCIES
        if not path.is_file():
            cure = "请用 --params 指明参数文件夹，或用 kit new … --name 新建。"
            raise ParameterError(Fault(str(self.params), f"有 {AGENCIES}", "没有", cure))
        known = path.stat()
        agencies = _read_agencies(path, (known.st_ino, known.st_mtime_ns, known.st_size))
        if not agencies:
            cure = "请用 kit new 年度 机关 --name 全称 登记。"
            raise ParameterError(Fault(AGENCIES, "至少一个机关", "没有", cure))
        return agencies

    def agency(self, agency: str) -> Agency:
        """Return one agency.

        Raises
        ------
        ParameterError
            If there is none of that id; the message lists those there are.
        """
        if (self.params, agency) in _READ:
            return _READ[self.params, agency]
        agencies = self.agencies()
        if agency not in agencies:
            raise ParameterError(
                Fault(AGENCIES, "已登记的机关", agency, known_names(agency, agencies) + _ENTER)
            )
        return agencies[agency]

    def take_as_read(self, agency: Agency) -> None:
        """Give *agency* as its entry from now on, as whoever runs the batch has read it."""
        _READ[self.params, agency.id] = agency

    def inputs(self, year: int, agency: str) -> Path:
        """Return the folder of all that goes into one report."""
        return self.params / _year_folder(year) / checked_agency_id(agency)

    def report_folder(self, year: int, agency: str) -> Path:
        """Return the folder of all that is written for one report.

        Raises
        ------
        ParameterError
            If *agency* is no id, or a link leads from there to where sources are.
        """
        folder = self.outputs / _year_folder(year) / checked_agency_id(agency)
        if not self.is_copy and contains(self.params, folder):
            raise overlap(str(self.params), str(folder))
        return folder

    @property
    def notebooks(self) -> Path:
        """The folder of the notebooks that are the workspace's own."""
        return self.params.parent / "notebooks"

    def notebook(self) -> Path:
        """Return the notebook reports are run from: the workspace's copy, else the shipped one."""
        own = self.notebooks / NOTEBOOK
        return own if own.is_file() else shipped_notebook()

    def filed(self, year: int) -> tuple[str, ...]:
        """Return the agencies that have a folder for *year*, by id.

        What stands where the folder of an agency should be, and is none, is named too:
        reading its report says what it is.

        Raises
        ------
        ParameterError
            If no folder of that year exists, or it is not to be read.
        """
        folder = self.params / _year_folder(year)
        try:
            if folder.is_dir():
                names = [entry.name for entry in folder.iterdir() if self._is_filed(entry)]
                return tuple(sorted(names))
            years = sorted(p.name for p in self.params.glob("[0-9]" * 4) if p.is_dir())
        except OSError:
            cure = "请核对这个文件夹的权限，以及磁盘和网络盘的连接。"
            raise ParameterError(Fault(str(folder), "可以读的文件夹", "读不出", cure)) from None
        cure = f"已有的年度：{'、'.join(years) or '无'}。新年度请先运行 kit new。"
        raise ParameterError(Fault("年度", "params 下已有的年度", str(year), cure))

    def _is_filed(self, entry: Path) -> bool:
        """Whether an entry of a year's folder is one of an agency, or should be."""
        if entry.is_dir() or (entry.is_symlink() and not entry.exists()):
            return True
        try:
            return entry.name in self.agencies()
        except KitError:
            return False


def shipped_notebook() -> Path:
    """Return the notebook that comes with the kit: inside the package or beside it."""
    package = Path(__file__).parent
    inside = package / "notebook" / NOTEBOOK
    return inside if inside.is_file() else package.parent / "notebooks" / NOTEBOOK


def checked_agency_id(agency: str) -> str:
    """Return *agency* if it can be an id; ids become folder names, so nothing else may.

    Raises
    ------
    ParameterError
        If it is anything but a lower-case letter and up to 63 of ``a-z0-9-``, or
        a name that Windows keeps for itself.
    """
    if not _AGENCY_ID.fullmatch(agency):
        wanted = "小写字母开头，由小写字母、数字和连字符组成，至多 64 个字符"
        raise ParameterError(
            Fault("机关 id", wanted, f"“{agency}”", "请用 agencies.yaml 里的 id。")
        )
    if unfit := unfit_name(agency):
        cure = f"请换一个，如 {agency}-ju。"
        raise ParameterError(
            Fault("机关 id", "各种系统都能建的文件夹名", f"{unfit} {agency}", cure)
        )
    return agency


def find_workspace(
    *,
    params: str | Path | None = None,
    outputs: str | Path | None = None,
    start: Path | None = None,
) -> Workspace:
    """Find the workspace: what is named, else the environment, else the nearest folder upward.

    Parameters
    ----------
    params, outputs
        The two folders; ``KIT_PARAMS`` and ``KIT_OUTPUTS`` stand in for them.
        Outputs default to the folder ``outputs`` beside the parameters.
    start
        Where the search begins; the working directory unless told.

    Raises
    ------
    ParameterError
        If no folder upward holds ``params/agencies.yaml`` and none was named,
        what was named is an address, or the two folders are not apart.
    """
    named = params or os.environ.get("KIT_PARAMS")
    found = Path(named) if named else _nearest_params(start or Path.cwd())
    written = outputs or os.environ.get("KIT_OUTPUTS") or found.absolute().parent / "outputs"
    for place in filter(is_address, (named, written)):
        cure = "地址只用于 kit build 和 kit check；其他命令请先把文件取到本机，做完再传回。"
        raise ParameterError(Fault("--params、--outputs", "本机的文件夹", str(place), cure))
    refuse_overlap(found.absolute(), Path(written).absolute())
    return Workspace(params=found.absolute(), outputs=Path(written).absolute())


def is_address(place: object) -> bool:
    """Whether *place* is an address such as ``s3://bucket/params`` and no folder.

    Examples
    --------
    >>> is_address("s3://bucket/params"), is_address("C:/params"), is_address(None)
    (True, False, False)
    """
    return isinstance(place, str) and "://" in place


def _year_folder(year: int) -> str:
    return f"{year:04d}"


def _nearest_params(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / "params" / AGENCIES).is_file():
            return folder / "params"
    cure = "请进入工作区再运行，或用 --params 指明参数文件夹。"
    raise ParameterError(Fault(str(start), f"上级文件夹中有 params/{AGENCIES}", "没有找到", cure))


@cache
def _read_agencies(path: Path, _version: tuple[int, int, int]) -> Mapping[str, Agency]:
    content = read_file(path, error=ParameterError)
    data = read_yaml(content, schema="agencies", where=AGENCIES)
    agencies = {}
    for agency, node in data.items():
        hidden = hidden_values(node, content=content, file=AGENCIES, key=agency)
        agencies[agency] = _build_agency(agency, printed(node), hidden=tuple(hidden))
    return agencies


def _build_agency(agency: str, node: Mapping[str, Any], *, hidden: tuple[Hidden, ...]) -> Agency:
    values = dict(node)
    contact = values.pop("contact", {})
    site = values.pop("site", None)
    return Agency(
        id=agency,
        contact=Contact(**contact),
        site=Site(**site) if site else None,
        hidden=hidden,
        **values,
    )
