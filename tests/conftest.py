"""What all tests begin with."""

from __future__ import annotations

import signal

# What a shell starts in the background ignores Ctrl-C, and so would the programs tests send it to.
signal.signal(signal.SIGINT, signal.default_int_handler)
