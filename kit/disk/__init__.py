"""Reading and writing on this machine's disk: nothing half written, nothing without bounds.

What keeps a file from being read or written is said in Chinese, with its cure:
the machine's troubles are nobody's defect.
"""

from kit.disk.defects import as_kit_error
from kit.disk.folders import temporary_folder
from kit.disk.lock import locked
from kit.disk.read import MAX_TEXT_BYTES, file_sha256, read_file
from kit.disk.reasons import cannot_write, is_of_machine
from kit.disk.records import parse_record, read_record
from kit.disk.write import remove_leftovers, umask, write_atomic, write_together

__all__ = [
    "MAX_TEXT_BYTES",
    "as_kit_error",
    "cannot_write",
    "file_sha256",
    "is_of_machine",
    "locked",
    "parse_record",
    "read_file",
    "read_record",
    "remove_leftovers",
    "temporary_folder",
    "umask",
    "write_atomic",
    "write_together",
]
