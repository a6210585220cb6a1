"""A filing on its way up and its arrival: one archive, everything in it held to be what it says.

The room is called after what it does, not ``filing``: that is the word for one agency's
figures of one year (:mod:`kit.source`), which is a part of what travels.
"""

from kit.transfer.archive import archive_bytes, read_archive
from kit.transfer.arrival import Arrival, judge_arrival
from kit.transfer.look import Look, look_at
from kit.transfer.model import (
    RECEIPT,
    SUFFIX,
    FilingDifference,
    FilingManifest,
    PackedFile,
    Receipt,
)
from kit.transfer.open import Opened, open_filing
from kit.transfer.pack import Packed, pack_filing, write_packed
from kit.transfer.receive import Received, put_arrival

__all__ = [
    "RECEIPT",
    "SUFFIX",
    "Arrival",
    "FilingDifference",
    "FilingManifest",
    "Look",
    "Opened",
    "Packed",
    "PackedFile",
    "Receipt",
    "Received",
    "archive_bytes",
    "judge_arrival",
    "look_at",
    "open_filing",
    "pack_filing",
    "put_arrival",
    "read_archive",
    "write_packed",
]
