"""Archives that nobody packed: each with one thing in it that no filing has."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from kit.transfer import FilingManifest, PackedFile, archive_bytes
from kit.transfer.records import packed_files, record_bytes

#: Makes of the files of a sound archive, and of its bytes, one that is not.
Spoil = Callable[[Mapping[str, bytes], bytes], bytes]
MANIFEST = "manifest.json"
_END = 22


def manifest_of(files: Mapping[str, bytes], sound: FilingManifest, **said: object) -> bytes:
    """Return a manifest that names *files* truly, whatever else it is to say."""
    listed = packed_files({name: each for name, each in files.items() if name != MANIFEST})
    return record_bytes(replace(sound, files=listed, **said))  # type: ignore[arg-type]


def zipped(files: list[tuple[str, bytes]], **facts: object) -> bytes:
    """Return a zip of *files* as any program may write it, each with the same *facts*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            for fact, value in facts.items():
                setattr(info, fact, value)
            archive.writestr(info, content)
    return buffer.getvalue()


def with_name(name: str) -> Spoil:
    """Return an archive with one more file, which its manifest names too."""

    def spoil(files: Mapping[str, bytes], content: bytes) -> bytes:  # noqa: ARG001 - one of many
        return archive_bytes(listed(files | {name: b"x"}))

    return spoil


def listed(files: Mapping[str, bytes], **said: object) -> dict[str, bytes]:
    """Return *files* with a manifest that names them all truly."""
    import msgspec

    sound = msgspec.json.decode(files[MANIFEST], type=FilingManifest)
    others = {name: each for name, each in files.items() if name != MANIFEST}
    return {MANIFEST: manifest_of(others, sound, **said)} | others


def with_facts(**facts: object) -> Spoil:
    """Return an archive each file of which has other *facts* in the zip's directory."""
    return lambda files, _: zipped([*files.items()], **facts)


def with_said(**said: object) -> Spoil:
    """Return an archive whose manifest says something else."""
    return lambda files, _: archive_bytes(listed(files, **said))


def with_changed(name: str, change: Callable[[bytes], bytes], *, is_told: bool) -> Spoil:
    """Return an archive with a file changed, and told in the manifest or not."""

    def spoil(files: Mapping[str, bytes], _: bytes) -> bytes:
        changed = dict(files) | {name: change(files[name])}
        return archive_bytes(listed(changed) if is_told else changed)

    return spoil


def without(name: str, *, is_told: bool) -> Spoil:
    """Return an archive that lacks a file, which its manifest knows or not."""

    def spoil(files: Mapping[str, bytes], _: bytes) -> bytes:
        left = {each: content for each, content in files.items() if each != name}
        return archive_bytes(listed(left) if is_told else left)

    return spoil


def doubled(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive with a file twice, of the same length as any name."""
    name = next(name for name in files if name.endswith("report.yaml"))
    other = f"{name[:-1]}m"
    content = zipped([*files.items(), (other, b"published: 2030-01-01\n")])
    return content.replace(other.encode(), name.encode())


def overlapping(files: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive whose directory leads two names to one place."""
    names = [*files]
    first, second = (_entry(content, name) for name in names[1:3])
    place = content[first + 42 : first + 46]
    return content[: second + 42] + place + content[second + 46 :]


def zip64(_: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive with an end for sizes beyond 4 GB that says something else."""
    end = content[-_END:]
    return content[:-_END] + b"PK\x06\x07" + struct.pack("<LQL", 0, 0, 1) + end


def with_end(**said: int) -> Spoil:
    """Return an archive whose end says other numbers of files, bytes or places."""
    places = {"disk": 4, "here": 8, "files": 10, "size": 12, "start": 16, "remark": 20}

    def spoil(_: Mapping[str, bytes], content: bytes) -> bytes:
        end = bytearray(content[-_END:])
        for name, value in said.items():
            width = 4 if name in {"size", "start"} else 2
            end[places[name] : places[name] + width] = value.to_bytes(width, "little")
        return content[:-_END] + bytes(end)

    return spoil


def with_remark(_: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive with a remark that its end tells of."""
    return with_end(remark=2)({}, content) + b"hi"


def encrypted(files: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive that says that a file wants a password."""
    return _flagged(files, content, flag=1)


def _flagged(files: Mapping[str, bytes], content: bytes, *, flag: int) -> bytes:
    changed = bytearray(content)
    entry = _entry(content, [*files][1])
    header = int.from_bytes(content[entry + 42 : entry + 46], "little")
    changed[entry + 8] |= flag
    changed[header + 6] |= flag
    return bytes(changed)


def bomb(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive with a file that unpacks to thousand times what it takes."""
    return zipped([*files.items(), ("2024/bomb.md", b" " * 5_000_000)], compress_type=8)


def with_many(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive with more files than any filing has."""
    return archive_bytes(dict(files) | {f"2024/{number}.md": b"" for number in range(700)})


def with_lying_size(files: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive whose directory says that a file is of another size."""
    entry = _entry(content, [*files][1])
    changed = bytearray(content)
    changed[entry + 24 : entry + 28] = (7).to_bytes(4, "little")
    return bytes(changed)


def with_gap(files: Mapping[str, bytes], content: bytes) -> bytes:
    """Return an archive with bytes between its files and its directory that no name leads to."""
    start = _directory(content)
    size = len(content) - _END - start
    hidden = b"hidden in between"
    moved = content[:start] + hidden + content[start:]
    return with_end(start=start + len(hidden), size=size)(files, moved)


def with_unlisted(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive with a file that its manifest does not name."""
    return archive_bytes(dict(files) | {"2024/extra.md": b"x"})


def with_entry_twice(files: Mapping[str, bytes], _: bytes) -> bytes:
    """Return an archive whose manifest names a file twice."""
    import msgspec

    sound = msgspec.json.decode(files[MANIFEST], type=FilingManifest)
    twice: tuple[PackedFile, ...] = (*sound.files, sound.files[-1])
    return archive_bytes(dict(files) | {MANIFEST: record_bytes(replace(sound, files=twice))})


def _entry(content: bytes, name: str) -> int:
    """Return where the directory's entry of a file begins."""
    return content.index(name.encode(), _directory(content)) - 46


def _directory(content: bytes) -> int:
    """Return where the directory begins: a workbook inside has one of its own."""
    return int.from_bytes(content[-6:-2], "little")
