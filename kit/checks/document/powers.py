"""Whether a body may make rules, by its name where that settles it."""

from __future__ import annotations

import re

from kit.checks.document.vocabulary import any_of
from kit.workspace import Agency

_GOVERNMENT = r"人民政府(?:办公[厅室])?"
_MAKES = re.compile(
    rf"(?:{any_of('powers', 'municipalities')}|[\u4e00-\u9fff]+{any_of('powers', 'provinces')})"
    rf"{_GOVERNMENT}"
    rf"|{any_of('powers', 'state')}[^省市州县区局部署]{{1,12}}(?:局|委员会|部|署|办公室)"
)
_NEVER = re.compile(rf".*(?:{any_of('powers', 'never')}{_GOVERNMENT}|街道办事处)")
_CITY = re.compile(rf".*市{_GOVERNMENT}")


def makes_rules(agency: Agency) -> bool:
    """Tell whether *agency* may make rules: its name decides, else what is entered of it.

    Examples
    --------
    >>> makes_rules(Agency(id="a", name="云江省人民政府", kind="government"))
    True
    >>> makes_rules(Agency(id="b", name="云溪县人民政府", kind="government", rule_making=True))
    False

    References
    ----------
    《中华人民共和国立法法》 articles 91 and 93.
    """
    if _NEVER.fullmatch(agency.name):
        return False
    # A city of a prefecture's rank has districts; one of a county's rank has not.
    is_city = agency.level == "city" and _CITY.fullmatch(agency.name)
    return bool(agency.rule_making or is_city or _MAKES.fullmatch(agency.name))
