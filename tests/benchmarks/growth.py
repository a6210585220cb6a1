"""How the cost of a batch grows with its size: time, memory, and what nothing changed costs."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from functools import partial

import psutil
from benchmarks.timing import JOBS, Options, kit, kit_command, province, say, spread, timed
from builders.province import YEAR, Province

_MARKS = ("✓", "!", "✗")
_TO = ("--to", "html,json")


def growth(options: Options) -> None:
    """Print part (e): seconds and memory by number of agencies."""
    say("agencies  wall s  s a report  reports done: parent MB + fork server MB")
    for size in options.sizes:
        made = province(options, agencies=size)
        started = time.perf_counter()
        seen = dict(_watched(made, at={10, 100, size}))
        wall_s = time.perf_counter() - started
        memory = ", ".join(f"{n}: {ours:.0f} + {server:.0f}" for n, (ours, server) in seen.items())
        say(f"{size:8}  {wall_s:6.1f}  {wall_s / size:10.3f}  {memory}")
        read, written = (_bytes(made, name=name) for name in ("params", "outputs"))
        say(f"          bytes a report: {read:.0f} read, {written:.0f} written")


def changed(options: Options) -> None:
    """Print part (f): the largest province where nothing changed, and where one report did."""
    size = max(options.sizes)
    made = province(options, agencies=size)
    build = ("build", str(YEAR), *_TO, "--jobs", str(JOBS))
    kit(*build, made=made)
    narrative = made.workspace.inputs(YEAR, made.agencies[0]) / "narrative.md"
    written = narrative.read_text("utf-8")
    rounds = []
    for turn in range(options.rounds):
        none, _ = timed(partial(kit, *build, made=made))
        narrative.write_text(f"{written}\n第{turn + 1}次补充。\n", "utf-8")
        one, _ = timed(partial(kit, *build, made=made))
        alone, _ = timed(partial(kit, *build, made.agencies[0], "--force", made=made))
        rounds.append((none, one, alone))
    narrative.write_text(written, "utf-8")
    say(f"{size} agencies, seconds in all")
    say(f"  nothing changed            {spread(none for none, *_ in rounds)}")
    say(f"  one changed                {spread(one for _, one, _ in rounds)}")
    say(f"  that one alone             {spread(alone for *_, alone in rounds)}")
    say(f"  one changed, beyond alone  {spread(one - alone for _, one, alone in rounds)}")


def faults(options: Options) -> None:
    """Print what becomes of the largest province with 3 % of faults, each kind once or more."""
    size = max(options.sizes)
    made = province(options, agencies=size, faulty=round(size * 0.03))
    seconds, ended = timed(partial(kit, "build", str(YEAR), "--jobs", str(JOBS), made=made))
    folder = made.workspace.outputs / str(YEAR)
    states = json.loads((folder / "batch.json").read_bytes())["agencies"]
    failed = {state["agency"] for state in states if state["state"] == "failed"}
    found = {s["agency"] for s in states if s["state"] == "built" and s["findings"]["error"]}
    folders = [path for path in folder.iterdir() if path.is_dir()]
    whole = [path for path in folders if (path / "manifest.json").is_file()]
    expected = failed == made.refused() and failed | found == set(made.faulty)
    say(
        f"{size} agencies, {len(made.faulty)} faulty: {seconds:.0f} s, exit code {ended.returncode}"
    )
    say(f"  built without an error {size - len(failed | found)}, with errors {len(found)}")
    say(f"  refused {len(failed)}; each as its fault wants: {expected}")
    say(f"  complete folders {len(whole)}, half-written ones {len(folders) - len(whole)}")


def _watched(made: Province, *, at: set[int]) -> Iterator[tuple[int, tuple[float, float]]]:
    """Build a province and give the memory of parent and fork server when so many are done."""
    command = kit_command("build", str(YEAR), *_TO, "--force", "--jobs", str(JOBS), made=made)
    done = 0
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        for line in process.stderr or ():
            if not line.startswith(_MARKS):
                continue
            done += 1
            if done in at:
                yield done, _memory_mb(psutil.Process(process.pid))


def _memory_mb(parent: psutil.Process) -> tuple[float, float]:
    """Return the resident memory of a batch's parent and of its fork server, in MB."""
    servers = [child for child in parent.children() if "forkserver" in " ".join(child.cmdline())]
    sizes = (sum(one.memory_info().rss for one in some) for some in ([parent], servers))
    ours, server = sizes
    return ours / 1e6, server / 1e6


def _bytes(made: Province, *, name: str) -> float:
    """Return the bytes a report has in a folder, on the average of those that have any."""
    folder = getattr(made.workspace, name)
    files = [path for path in folder.glob(f"{YEAR}/*/*") if path.is_file()]
    return sum(path.stat().st_size for path in files) / len({path.parent for path in files})
