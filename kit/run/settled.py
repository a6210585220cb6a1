"""The end of the imports of a report: what was kept out is there for its cells.

What is here now stays: collections of garbage need not look at it, nor copy its pages.
"""

import gc
import sys

from kit.run.lean import KEPT_OUT

for _name in KEPT_OUT:
    if sys.modules.get(_name, _name) is None:
        del sys.modules[_name]
gc.freeze()
gc.enable()
