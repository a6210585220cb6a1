"""What makes the imports of a report sooner done; it is imported before everything else.

Some imports are kept out, each of which its importer does without: jsonschema
loads ``rfc3987_syntax``, which compiles a grammar for a second, and other checkers of
text formats that no notebook's schema has; papermill loads ``boto3`` for notebooks
kept on S3. Memory is not searched for garbage while so much is made to stay.
:mod:`kit.run.settled` puts an end to both.
"""

import gc
import sys

KEPT_OUT = ("boto3", "isoduration", "rfc3339_validator", "rfc3986_validator", "rfc3987_syntax")

sys.modules.update(dict.fromkeys(KEPT_OUT))  # type: ignore[arg-type] # how an import is made to fail
gc.disable()
