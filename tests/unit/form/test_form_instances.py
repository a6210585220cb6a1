"""The rows and columns of sum rules."""

import pytest
from builders.filings import form

from kit.form.instances import rule_instances
from kit.form.kinds import AtLeast, Equal


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_column_rule_has_an_instance_a_column(edition: str) -> None:
    """Each of the seven columns of table three is balanced on its own."""
    of = form(edition)
    found = rule_instances(of.rules["R1"].kind, form=of)
    assert [instance.left[0].rsplit(".", 1)[1] for instance in found] == [
        "natural_person", "enterprise", "research", "welfare", "legal_service", "other", "total",
    ]  # fmt: skip
    assert all(len(instance.terms) == 4 for instance in found)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_row_rule_has_an_instance_a_row(edition: str) -> None:
    """Each row of table three adds up on its own, with six parts."""
    of = form(edition)
    found = rule_instances(of.rules["R3"].kind, form=of)
    rows = [instance.left[0].split(".")[1] for instance in found]
    assert rows == list(dict.fromkeys(a.split(".")[1] for a in of.tables["t3"].cells))
    assert all(len(instance.right) == 6 for instance in found)


def test_last_years_cells_keep_their_mark() -> None:
    """Cells of last year stay told apart from those of this year."""
    of = form()
    kind = of.rules["Y2"].kind
    rules, documents = rule_instances(kind, form=of)
    assert rules.right == ("last.t2.rules.in_force", "t2.rules.issued")
    assert rules.minus == ("t2.rules.repealed",)
    assert documents.left == ("t2.normative_documents.in_force",)


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_instance_of_every_sum_rule_has_both_sides(edition: str) -> None:
    """No row or column is left with nothing to compare."""
    of = form(edition)
    for rule in of.rules.values():
        if isinstance(rule.kind, Equal | AtLeast):
            assert all(i.left and i.right for i in rule_instances(rule.kind, form=of)), rule.id
