"""Find the one thing behind findings that came together; :func:`find_causes` is the way in."""

from kit.checks.causes.find import find_causes

__all__ = ["find_causes"]
