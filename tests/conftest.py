"""What all tests begin with."""

from __future__ import annotations

import os
import signal
import sys

from hypothesis import HealthCheck, settings

# jsonschema compiles a grammar for seconds as it is imported, for a check that nothing here asks
# for; without it jsonschema does without.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment] # how an import is made to fail
import jsonschema  # noqa: E402, F401 - while the grammar is kept out

del sys.modules["rfc3987_syntax"]

# What a shell starts in the background ignores Ctrl-C, under nohup the end of its terminal too,
# and so would the programs that tests send them to.
signal.signal(signal.SIGINT, signal.default_int_handler)
if sys.platform != "win32":
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Where whoever runs the tests keeps reports is not where tests do.
for _name in ("KIT_PARAMS", "KIT_OUTPUTS"):
    os.environ.pop(_name, None)

# How fast a machine is decides no test, and the same examples are tried on every machine.
settings.register_profile(
    "same", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")
