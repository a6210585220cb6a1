"""Reading and writing on this machine's disk: nothing half written, nothing without bounds.

What keeps a file from being read or written is said in Chinese, with its cure:
the machine's troubles are nobody's defect.
"""

from kit.disk.defects import as_kit_error, attempted
from kit.disk.folders import temporary_folder
from kit.disk.lock import locked, release_abandoned
from kit.disk.names import unfit_name
from kit.disk.places import contains, overlap, refuse_overlap
from kit.disk.read import MAX_TEXT_BYTES, file_sha256, read_file
from kit.disk.reasons import cannot_write, is_of_machine
from kit.disk.records import (
    IF_ANY,
    OMITTED,
    parse_record,
    read_record,
    record_data,
    record_schema,
    record_text,
)
from kit.disk.write import (
    is_leftover,
    remove_leftovers,
    temporary_name,
    umask,
    write_atomic,
    write_together,
)

__all__ = [
    "IF_ANY",
    "MAX_TEXT_BYTES",
    "OMITTED",
    "as_kit_error",
    "attempted",
    "cannot_write",
    "contains",
    "file_sha256",
    "is_leftover",
    "is_of_machine",
    "locked",
    "overlap",
    "parse_record",
    "read_file",
    "read_record",
    "record_data",
    "record_schema",
    "record_text",
    "refuse_overlap",
    "release_abandoned",
    "remove_leftovers",
    "temporary_folder",
    "temporary_name",
    "umask",
    "unfit_name",
    "write_atomic",
    "write_together",
]
