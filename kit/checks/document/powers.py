"""Whether a body may make rules, by its name where that settles it."""

from __future__ import annotations

from kit.checks.document.vocabulary import pattern_of
from kit.workspace import Agency

_MAKES = pattern_of("powers", "makers")
_NEVER = pattern_of("powers", "never_makers")
_CITY = pattern_of("powers", "city")


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
