"""What makes the fork server start sooner; it is imported there before everything else.

Some imports are kept out, each of which its importer does without: jsonschema
loads ``rfc3987_syntax``, which compiles a grammar for a second, for a text
format (IRI) that no notebook's schema has; papermill loads ``boto3`` for notebooks
kept on S3. Memory is not searched for garbage while so much is made to stay.
:mod:`kit.run.preload` puts an end to both.
"""

import gc
import sys

KEPT_OUT = ("boto3", "rfc3987_syntax")

sys.modules.update(dict.fromkeys(KEPT_OUT))  # type: ignore[arg-type] # how an import is made to fail
gc.disable()
