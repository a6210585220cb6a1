"""What the library only logs and its user should know, said in Chinese on stderr."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kit.cli.console import echo

#: The sentence for each event of the logger ``kit`` that concerns a user.
NOTICES = {
    "workbook_open_elsewhere": "{file} 可能正在 Excel 或 WPS 中打开，读到的是上次保存的内容。",
}


class _Notices(logging.Handler):
    """Says the events that have a sentence."""

    def emit(self, record: logging.LogRecord) -> None:
        sentence = NOTICES.get(record.getMessage())
        if sentence:
            echo(f"注意：{sentence.format(**getattr(record, 'data', {}))}", err=True)


@contextmanager
def shown_notices() -> Iterator[None]:
    """Say what is logged while a verb runs."""
    logger = logging.getLogger("kit")
    handler = _Notices(level=logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
