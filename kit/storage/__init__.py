"""Where parameters and outputs are kept when that is no folder of this machine.

Any address that fsspec knows will do (``s3://bucket/params``, ``sftp://…``).
Reports are read and built in a temporary copy; what a copy needs is fetched,
and what was made in it is sent back, one object at a time. Endpoints and keys
are told in the environment, as fsspec and its stores document them
(``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID``, …): none is written down or sent
to another machine.
"""

from kit.storage.contents import has_content, local_folder, read_content, write_content
from kit.storage.copies import (
    copied,
    fetch_inputs,
    fetch_output,
    listed_outputs,
    open_workspace,
    send_output,
    send_report,
)
from kit.storage.texts import with_texts

__all__ = [
    "copied",
    "fetch_inputs",
    "fetch_output",
    "has_content",
    "listed_outputs",
    "local_folder",
    "open_workspace",
    "read_content",
    "send_output",
    "send_report",
    "with_texts",
    "write_content",
]
