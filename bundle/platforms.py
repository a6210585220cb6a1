"""The machines that folders are made for, as wheels and the conditions of requirements see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from packaging.tags import Tag, compatible_tags, cpython_tags

#: Minor versions of Python that every folder serves.
PYTHONS = ("3.11", "3.12", "3.13")
#: Where no micro version is asked of a machine, wheels are taken that want any of a minor one.
_MICRO = 99
#: The oldest glibc served: Kylin V10, UOS 20 and openEuler 20.03 have this one.
_GLIBC = 28


@dataclass(frozen=True, kw_only=True)
class Platform:
    """A kind of machine: its name here, how Python names it, and the tags of its wheels."""

    name: str
    system: str
    machine: str
    tags: tuple[str, ...]

    @property
    def is_windows(self) -> bool:
        """Whether it runs Windows."""
        return self.system == "Windows"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A platform with one minor version of Python."""

    platform: Platform
    python: str

    @property
    def full_version(self) -> str:
        """A version that stands for all of the minor one."""
        return f"{self.python}.{_MICRO}"

    @cached_property
    def environment(self) -> dict[str, str]:
        """What the conditions of requirements (PEP 508) are held against."""
        return {
            "implementation_name": "cpython",
            "implementation_version": self.full_version,
            "os_name": "nt" if self.platform.is_windows else "posix",
            "platform_machine": self.platform.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.platform.system,
            "platform_version": "",
            "python_full_version": self.full_version,
            "python_version": self.python,
            "sys_platform": "win32" if self.platform.is_windows else "linux",
        }

    @cached_property
    def supported(self) -> frozenset[Tag]:
        """The tags of wheels that can be installed there."""
        major, minor = map(int, self.python.split("."))
        version, platforms = (major, minor), self.platform.tags
        own = cpython_tags(version, platforms=platforms)
        every = compatible_tags(version, interpreter=f"cp{major}{minor}", platforms=platforms)
        return frozenset((*own, *every))


def _linux_tags(machine: str) -> Iterator[str]:
    for minor in range(_GLIBC, 4, -1):
        yield f"manylinux_2_{minor}_{machine}"
    yield from (f"{name}_{machine}" for name in ("manylinux2014", "manylinux2010", "manylinux1"))
    yield f"linux_{machine}"


def _linux(machine: str) -> Platform:
    tags = tuple(_linux_tags(machine))
    return Platform(name=f"linux-{machine}", system="Linux", machine=machine, tags=tags)


PLATFORMS = (
    Platform(name="windows-x86_64", system="Windows", machine="AMD64", tags=("win_amd64",)),
    _linux("x86_64"),
    _linux("aarch64"),
)
