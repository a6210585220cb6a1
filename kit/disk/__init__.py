"""Reading and writing on this machine's disk: nothing half written, nothing without bounds.

What keeps a file from being read or written is said in Chinese, with its cure:
the machine's troubles are nobody's defect.
"""

from kit.disk.defects import as_kit_error
from kit.disk.folders import temporary_folder
from kit.disk.lock import locked
from kit.disk.read import MAX_TEXT_BYTES, file_sha256, read_file
from kit.disk.reasons import cannot_write
from kit.disk.write import remove_leftovers, umask, write_atomic, write_together

__all__ = [
    "MAX_TEXT_BYTES",
    "as_kit_error",
    "cannot_write",
    "file_sha256",
    "locked",
    "read_file",
    "remove_leftovers",
    "temporary_folder",
    "umask",
    "write_atomic",
    "write_together",
]
