"""Keep one slow import out of the fork server; it is imported there before everything else.

Beside JupyterLab, jsonschema loads ``rfc3987_syntax``, which compiles a grammar
for a second, for a text format (IRI) that no notebook's schema has. With the
module out of reach jsonschema goes on without that format.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment] # how an import is made to fail
