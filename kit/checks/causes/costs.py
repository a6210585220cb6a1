"""What speaks for and against one way of being wrong, as the data weighs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import log

from kit.checks.agreement.slips import swapped
from kit.datafile import read_yaml
from kit.errors import FormError

#: The data has whole numbers: tenths of nats, and percent where it is about shares.
_TENTHS, _PERCENT = 10, 100
#: What is off by so many was counted wrong; a number of one digit is like another by
#: chance; no count has more digits than these.
NEAR, _TWO_DIGITS, _MOST_DIGITS = 9, 10, 15


@cache
def load_costs() -> Mapping[str, Mapping[str, float]]:
    """Return the costs of each group of the data, in nats, and when a cause is settled, as shares.

    Raises
    ------
    FormError
        If the data is not what its schema wants.
    """
    content = files("kit.checks.data").joinpath("causes.yaml").read_bytes()
    data = read_yaml(content, schema="causes", where="data/causes.yaml", error=FormError)
    return {group: _scaled(node["costs"], group=group) for group, node in data.items()}


def _scaled(costs: Mapping[str, int], *, group: str) -> Mapping[str, float]:
    scale = _PERCENT if group == "settled" else _TENTHS
    return {name: cost / scale for name, cost in costs.items()}


def typing_cost(slip: str, *, meant: int) -> float:
    """Return what speaks against *meant* having been typed wrong by a *slip*."""
    return load_costs()["typed"][slip] + log(_ways(slip, len(str(meant))))


def _ways(slip: str, digits: int) -> int:
    """Return in how many ways a number of so many *digits* could have gone wrong by a slip."""
    ways: dict[str, int] = {
        "swapped": max(1, digits - 1),
        # The digit beside it once more, or another one of those near it.
        "one_more": 3 * (digits + 1),
        "one_less": digits,
        "one_digit": 9 * digits,
        "near": 2 * NEAR,
        "other": 10 ** min(digits + 1, _MOST_DIGITS),
    }
    return ways.get(slip, 1)


def moving_cost(moved: str, *, cases: int, of: int) -> float:
    """Return what speaks against so many *cases* having been moved *of* those there were."""
    cost = load_costs()["moved"][moved]
    # A part may be of any size, but a case or two are the usual ones.
    return cost if moved != "part" else cost - log(0.5 / max(1, of) + 0.5 / 2 ** min(cases, 60))


def typing_slip(
    found: int, meant: int, *, beside: Sequence[int] = (), parts: Sequence[int] = ()
) -> str:
    """Return the slip by which *meant* is typed as *found*, the likeliest first.

    Parameters
    ----------
    beside
        What stands in the cells beside it.
    parts
        What is added up in it, when it is a total.

    Examples
    --------
    >>> typing_slip(21, 12), typing_slip(122, 12), typing_slip(12, 3, parts=[1, 2, 0])
    ('swapped', 'one_more', 'run_on')
    """
    if _is_run_on(str(found), parts):
        return "run_on"
    by_digits = _digit_slip(str(found), str(meant))
    if by_digits:
        return by_digits
    if found >= _TWO_DIGITS and found in beside:
        return "neighbour"
    return "near" if abs(found - meant) <= NEAR else "other"


def _is_run_on(digits: str, parts: Sequence[int]) -> bool:
    """Whether *digits* are those of *parts* side by side, one after the other."""
    runs = (parts[a:b] for a, b in combinations(range(len(parts) + 1), 2) if b - a > 1)
    return any(run[0] and "".join(map(str, run)) == digits for run in runs)


def _digit_slip(now: str, was: str) -> str:
    """Return the slip that makes the digits *was* to *now*; empty when none does."""
    if int(now) in set(swapped(Fraction(was))):
        return "swapped"
    if was != "0" and len(now) > 1 and was in _one_less(now):
        return "one_more"
    if now != "0" and len(was) > 1 and now in _one_less(was):
        return "one_less"
    if now == "0":
        return "emptied"
    is_one = len(now) == len(was) and sum(a != b for a, b in zip(now, was, strict=True)) == 1
    return "one_digit" if is_one else ""


def _one_less(digits: str) -> set[str]:
    """Return *digits* with each one left out in turn."""
    return {digits[:at] + digits[at + 1 :] for at in range(len(digits))}
