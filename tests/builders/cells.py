"""Notebooks of cells: those that are hard to run alike, and workspaces with cells of their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from nbformat import NotebookNode, v4

from builders.workspaces import PROJECT, copied_workspace
from kit.workspace import NOTEBOOK, Workspace

#: Cells that end well, by name, in the order they are run.
AWKWARD: Mapping[str, str] = {
    "print": "print('a')\nprint('b', flush=True)\nprint('c', end='')",
    "stderr": "import sys\nprint('oops', file=sys.stderr)",
    "two-streams": "for n in '12':\n    print('o' + n)\n    print('e' + n, file=sys.stderr)",
    "write-lines": "sys.stdout.writelines(['x\\n', 'y\\n']); sys.stdout.write('z')",
    "overwritten-line": "print('10%\\r20%\\r30%')",
    "display": (
        "from IPython.display import HTML, Image, JSON, Markdown, clear_output, display\n"
        "print('before')\n"
        "display(HTML('<b>x</b>'), Markdown('*x*'), JSON({'a': 1}))\n"
        "print('after')"
    ),
    "raw-display": "display({'text/plain': 'p', 'application/x-y+json': {'z': [1, (2, 3)]}},"
    " raw=True, metadata={'m': 1})",
    "update": "shown = display('first', display_id='one')\nshown.update('second')",
    "update-later": "shown.update('third')",
    "display-twice": "h = display(display_id='two'); h.display('a'); h.display('b'); h.update('c')",
    "clear": "print('gone'); clear_output(); print('stays')",
    "clear-at-next": "print('gone'); clear_output(wait=True); print('stays')",
    "clear-without-next": "print('stays too'); clear_output(wait=True)",
    "clear-is-over": "print('next')",
    "none": "None",
    "value": "40 + 2",
    "semicolon": "43;",
    "last-of-two": "1\n2",
    "history": "_, __, Out[max(Out)], len(In) > 5, In[1]",
    "html-repr": "class R:\n    def _repr_html_(self): return '<i>r</i>'\n"
    "    def __repr__(self): return 'R()'\nR()",
    "bundle-with-bytes": (
        "class B:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        bundle = {'text/plain': 'b', 'image/png': b'\\x89PNG\\r\\n\\x1a\\n0000'}\n"
        "        return bundle, {'image/png': {'width': 3}}\nB()"
    ),
    "displays-itself": "class D:\n    def _ipython_display_(self): print('itself')\nD()",
    "image": "Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + bytes(100))",
    "await": "import asyncio\nawait asyncio.sleep(0)\nprint('done')\nawait asyncio.sleep(0, 'v')",
    "inside-a-loop": "asyncio.get_running_loop().is_running()",
    "capture": "%%capture kept\nprint('hidden'); display('hidden too'); 5",
    "captured": "kept.stdout, len(kept.outputs)",
    "env-magic": "%env KIT_AWKWARD=1",
    "env-is-set": "import os\nos.environ['KIT_AWKWARD']",
    "timeit": "%timeit -n1 -r1 -q pass",
    "program": "!echo from a program",
    "program-assigned": "lines = !echo a; echo b\nlines",
    "bash": "%%bash\necho from bash\necho to stderr >&2",
    "help": "len?",
    "shell": "__name__, type(get_ipython()).__name__, 'IPKernelApp' in get_ipython().config",
    "large": "print('x' * 1_000_000)",
    "logging": "import logging\nlogging.basicConfig(level='INFO', format='%(message)s')\n"
    "logging.info('first')",
    "logging-again": "logging.info('second')",
    "warning": "import warnings\nwarnings.warn('careful')",
    "table": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "wide-table": "print(pd.DataFrame([range(60)]))",
    "pickled-class": "import pickle\nclass P: pass\ntype(pickle.loads(pickle.dumps(P()))) is P",
    "stream": "sys.stdout.encoding, sys.stdout.isatty()",
    "environment": "[os.environ.get(n) for n in ('TERM', 'FORCE_COLOR', 'PAGER', 'MPLBACKEND')]",
}
#: Cells whose output goes past Python's streams; a kernel shows it at its next chance, or never.
BELOW_PYTHON: Mapping[str, str] = {
    "system": "import os\nprint('before'); os.system('echo system');",
    "descriptor": "os.write(1, b'to the descriptor\\n'); os.write(2, b'to the other\\n');",
    "child": "import subprocess\nsubprocess.run(['echo', 'child'], check=True);",
}
#: Cells that end with an error, by name; each is allowed to.
FAILING: Mapping[str, str] = {
    "raise": "def f():\n    return 1 / 0\n\nf()",
    "raise-after-output": "print('shown'); raise RuntimeError('after')",
    "raise-from": "try:\n    {}['k']\nexcept KeyError as error:\n"
    "    raise ValueError('wrapped\\n第二行') from error",
    "raise-group": "raise ExceptionGroup('g', [ValueError('a'), TypeError('b')])",
    "raise-base": "class Own(BaseException): pass\nraise Own('base')",
    "raise-in-coroutine": "async def g(): raise LookupError('within')\nawait g()",
    "syntax": "x = = 1",
    "indentation": "def f():\nreturn 1",
    "unknown-name": "undefined_name",
    "assertion": "assert 1 == 2, 'unequal'",
    "interrupt": "raise KeyboardInterrupt",
    "line-magic": "%no_such_magic",
    "cell-magic": "%%no_such_magic\nx",
    "repr-fails": "class F:\n    def _repr_html_(self): raise ValueError('no html')\n"
    "    def __repr__(self): return 'F()'\nF()",
    "input": "input('name? ')",
    "getpass": "import getpass\ngetpass.getpass()",
    "error-of-the-kit": "from kit.errors import Fault, SourceError\n"
    "raise SourceError(Fault('w', 'x', 'y', 'z'))",
    "traceback-shown": "try:\n    1/0\nexcept ZeroDivisionError:\n"
    "    get_ipython().showtraceback()",
}


def code_cell(source: str, *, name: str, tags: Sequence[str] = ()) -> NotebookNode:
    """Return a cell of code that has not been run; its name is its id."""
    cell: NotebookNode = v4.new_code_cell(source, metadata={"tags": list(tags)})
    cell.id = name
    return cell


def notebook_of(cells: Sequence[NotebookNode]) -> NotebookNode:
    """Return a notebook for the Python kernel."""
    notebook: NotebookNode = v4.new_notebook(cells=list(cells))
    notebook.metadata.kernelspec = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    return notebook


def workspace_with_cells(folder: Path, cells: Mapping[str, str]) -> Workspace:
    """Copy the examples into *folder*, their notebook with *cells* at its end, by name."""
    workspace = copied_workspace(folder)
    notebook = json.loads((PROJECT / "notebooks" / NOTEBOOK).read_text("utf-8"))
    notebook["cells"] += [code_cell(source, name=name) for name, source in cells.items()]
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / NOTEBOOK).write_text(json.dumps(notebook), "utf-8")
    return workspace
