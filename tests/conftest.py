"""What all tests begin with."""

from __future__ import annotations

import os
import signal

from hypothesis import HealthCheck, settings

# What a shell starts in the background ignores Ctrl-C, and so would the programs tests send it to.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Where whoever runs the tests keeps reports is not where tests do.
for _name in ("KIT_PARAMS", "KIT_OUTPUTS"):
    os.environ.pop(_name, None)

# How fast a machine is decides no test, and the same examples are tried on every machine.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
