"""The same reports by what people would run instead: papermill and nbconvert, two at a time."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.timing import JOBS, Options, kit, province, say, spread, timed
from builders.province import YEAR, Province

_CHROMIUM = """\
#!/bin/sh
exec {chromium} --disable-background-networking --host-resolver-rules='MAP * ~NOTFOUND' "$@"
"""


def commands(options: Options) -> None:
    """Print part (a): HTML and JSON beside the two commands for each agency."""
    _beside(
        options,
        ours="html,json",
        named="papermill, then jupyter nbconvert --to html",
        theirs=partial(_in_threads, to=("--to", "html")),
    )


def warm(options: Options) -> None:
    """Print part (b): HTML and JSON beside the libraries in two warm processes."""
    with ProcessPoolExecutor(JOBS, mp_context=get_context("spawn")) as pool:

        def theirs(made: Province, agencies: list[str], folder: Path) -> None:
            paths = [str(made.workspace.notebook())] * len(agencies)
            list(pool.map(_by_libraries, paths, agencies, [str(folder)] * len(agencies)))

        made = province(options, agencies=options.agencies)
        os.environ.update(_environment(made))
        with tempfile.TemporaryDirectory() as folder:
            theirs(made, _drawn(made, number=2 * JOBS), Path(folder))
        _beside(
            options,
            ours="html,json",
            named="papermill's and nbconvert's libraries, two warm processes",
            theirs=theirs,
        )


def webpdf(options: Options) -> None:
    """Print part (c): HTML and PDF beside papermill and nbconvert's PDF by Chromium."""
    chromium = shutil.which("chromium")
    if not chromium:
        say("(c) left out: there is no chromium; apt-get install chromium")
        return
    with tempfile.TemporaryDirectory() as browsers:
        os.environ["PLAYWRIGHT_BROWSERS_PATH"] = browsers
        program = _wanted_browser()
        program.parent.mkdir(parents=True)
        program.write_text(_CHROMIUM.format(chromium=chromium))
        program.chmod(0o755)
        _beside(
            options,
            ours="html,pdf",
            named="papermill, then jupyter nbconvert --to webpdf",
            theirs=partial(_in_threads, to=("--to", "webpdf", "--disable-chromium-sandbox")),
        )


def _beside(
    options: Options,
    *,
    ours: str,
    named: str,
    theirs: Callable[[Province, list[str], Path], None],
) -> None:
    """Take turns, so that a slow moment of the machine hits both; print seconds and ratio."""
    made = province(options, agencies=options.agencies)
    drawn = _drawn(made, number=options.others)
    rounds: list[tuple[float, float]] = []
    for _ in range(options.rounds):
        build = partial(
            kit, "build", str(YEAR), "--to", ours, "--force", "--jobs", str(JOBS), made=made
        )
        mine, _done = timed(build)
        with tempfile.TemporaryDirectory() as folder:
            other, _none = timed(partial(theirs, made, drawn, Path(folder)))
        rounds.append((mine / options.agencies, other / options.others))
    say(
        f"kit build --to {ours}, {options.agencies} agencies, beside {named}, {len(drawn)} agencies"
    )
    say(f"  kit, s a report       {spread(mine for mine, _ in rounds)}")
    say(f"  the other, s a report {spread(other for _, other in rounds)}")
    ratios = [other / mine for mine, other in rounds]
    say(f"  ratio                 {spread(ratios, digits=1)} over {len(rounds)} rounds")


def _drawn(made: Province, *, number: int) -> list[str]:
    return random.Random(7).sample(made.agencies, number)  # noqa: S311 - which to measure


def _environment(made: Province) -> dict[str, str]:
    workspace = made.workspace
    return {"KIT_PARAMS": str(workspace.params), "KIT_OUTPUTS": str(workspace.outputs)}


def _in_threads(made: Province, agencies: list[str], folder: Path, *, to: tuple[str, ...]) -> None:
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(partial(_by_commands, made, folder=folder, to=to), agencies))


def _by_commands(made: Province, agency: str, *, folder: Path, to: tuple[str, ...]) -> None:
    out = folder / f"{agency}.ipynb"
    parameters = ["-p", "year", str(YEAR), "-p", "agency", agency]
    notebook = str(made.workspace.notebook())
    for command in (
        ["papermill", notebook, str(out), *parameters],
        ["jupyter", "nbconvert", *to, str(out)],
    ):
        subprocess.run(
            [sys.executable, "-m", *command],
            check=True,
            capture_output=True,
            env=os.environ | _environment(made),
        )


def _by_libraries(notebook: str, agency: str, folder: str) -> None:
    import papermill

    out = Path(folder) / f"{agency}.ipynb"
    papermill.execute_notebook(
        notebook,
        str(out),
        parameters={"year": YEAR, "agency": agency},
        progress_bar=False,
        # The kernel warns about its own transport.
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    html, _ = _exporter().from_filename(str(out))
    out.with_suffix(".html").write_text(html, "utf-8")


@cache
def _exporter() -> Any:
    from nbconvert import HTMLExporter

    return HTMLExporter()


def _wanted_browser() -> Path:
    """Ask Playwright where it would have its own browser, so that Debian's can stand there."""
    import re

    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch()
        except Error as error:
            return Path(re.findall(r"exist at (\S+)", str(error))[0])
    message = "a browser in an empty folder"
    raise RuntimeError(message)
