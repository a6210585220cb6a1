"""What the index of a year costs: thousands of agencies read and written as one page."""

from __future__ import annotations

from benchmarks.timing import Options, kit, say, spread, timed
from builders.province import YEAR, Province
from builders.years import make_year

_MEGABYTE = 2**20


def indexed(options: Options) -> None:
    """Time ``kit review`` over made-up years, and weigh its page."""
    for size in options.sizes:
        workspace = make_year(options.folder / f"year-of-{size}", agencies=size)
        made = Province(workspace=workspace, agencies=())
        seconds = [timed(lambda: kit("review", str(YEAR), made=made))[0] for _ in range(3)]  # noqa: B023 - called at once
        page = workspace.outputs / str(YEAR) / "index.html"
        weight = page.stat().st_size / _MEGABYTE
        say(f"{size:5} agencies: {spread(seconds)} s, {weight:.2f} MB")
