"""Import everything as in a notebook: some libraries ask, while imported, whether they are in one.

pandas decides by it how wide a table may be, and would else ask the terminal
of whoever started the batch.
"""

import importlib

from kit.run.shell import shell

with shell().builtin_trap:
    for _name in ("kit.run.build", "kit.notebook.open"):
        importlib.import_module(_name)
