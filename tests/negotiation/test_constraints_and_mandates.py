"""Red lines, linkages and mandates."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.negotiation import (
    AtMost,
    Authority,
    Condition,
    IfThen,
    Mandate,
    MandateItem,
    Package,
    RedLine,
    package_of,
)

OPTIONS = ("x", "y", "z")
PACKAGES = [package_of({"a": a, "b": b, "c": c}) for a, b, c in product(OPTIONS, repeat=3)]
conditions = st.lists(
    st.builds(
        Condition,
        st.sampled_from("abc"),
        st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(tuple),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


def test_a_condition_is_false_of_an_open_issue() -> None:
    condition = Condition("a", ("x", "y"))
    assert condition.holds(package_of({"a": "y"}))
    assert not condition.holds(package_of({"a": "z"}))
    assert not condition.holds(Package())


def test_a_red_line_is_crossed_only_by_all_its_parts_together() -> None:
    line = RedLine((Condition("a", ("x",)), Condition("b", ("x", "y"))))
    assert line.is_crossed_by(package_of({"a": "x", "b": "y", "c": "z"}))
    assert not line.is_crossed_by(package_of({"a": "x", "b": "z"}))
    assert not line.is_crossed_by(package_of({"a": "x"}))
    assert line.issue_ids == ("a", "b")


@given(conditions)
def test_a_red_line_is_the_opposite_of_all_conditions(together: tuple[Condition, ...]) -> None:
    for package in PACKAGES:
        crossed = RedLine(together).is_crossed_by(package)
        assert crossed == all(package[c.issue_id] in c.option_ids for c in together)


@given(conditions, conditions)
def test_if_then_is_logical_implication(
    premises: tuple[Condition, ...], conclusions: tuple[Condition, ...]
) -> None:
    linkage = IfThen(premises, conclusions)
    for package in PACKAGES:
        is_premise = RedLine(premises).is_crossed_by(package)
        is_conclusion = RedLine(conclusions).is_crossed_by(package)
        assert linkage.allows(package) == (not is_premise or is_conclusion)


@given(conditions, st.integers(0, 3))
def test_at_most_counts_conditions(listed: tuple[Condition, ...], limit: int) -> None:
    linkage = AtMost(limit, listed)
    for package in PACKAGES:
        n_held = len([c for c in listed if c.holds(package)])
        assert linkage.allows(package) == (n_held <= limit)


def test_a_linkage_names_each_issue_once() -> None:
    a, b = Condition("a", ("x",)), Condition("b", ("y",))
    assert IfThen((a, b), (a,)).issue_ids == ("a", "b")
    assert AtMost(1, (b, a, b)).issue_ids == ("b", "a")


@pytest.mark.parametrize(
    ("package", "is_allowed"),
    [
        ({}, True),
        ({"rent": "low"}, True),
        ({"rent": "high"}, False),
        ({"term": "long"}, True),
        ({"rent": "low", "deposit": "none"}, False),
        ({"fit-out": "ours"}, False),
    ],
)
def test_staff_may_agree_within_their_mandate_only(
    package: dict[str, str], *, is_allowed: bool
) -> None:
    mandate = Mandate(
        (
            MandateItem("rent", Authority.STAFF, ("low", "mid")),
            MandateItem("term", Authority.STAFF),
            MandateItem("deposit", Authority.PRINCIPAL),
        )
    )
    assert mandate.lets_staff_agree(package_of(package)) is is_allowed
    assert mandate.item("fit-out").authority is Authority.UNKNOWN
