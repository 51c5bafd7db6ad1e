"""Issues, the agenda, and packages."""

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.errors import InputError, UnknownNameError, suggest
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    Issue,
    Option,
    Package,
    numeric_issue,
    package_at,
    package_of,
)


def issue(issue_id: str, *option_ids: str) -> Issue:
    return Issue(issue_id, issue_id.title(), tuple(Option(o, o.title()) for o in option_ids))


AGENDA = Agenda((issue("rent", "low", "mid", "high"), issue("term", "short", "long")))
choices = st.fixed_dictionaries(
    {}, optional={i.id: st.sampled_from([o.id for o in i.options]) for i in AGENDA.issues}
)


def test_of_one_the_unit_is_one() -> None:
    terms = numeric_issue("term", "Term", low=1, high=2, step=0.5, unit="years of service")
    assert [o.label for o in terms.options] == [
        "1 year of service",
        "1.5 years of service",
        "2 years of service",
    ]
    shares = numeric_issue("pay", "Pay", low=1, high=1, step=1, unit="per cent")
    assert shares.options[0].label == "1 per cent"


def test_an_agenda_knows_its_shape_and_its_order() -> None:
    assert AGENDA.issue_ids == ("rent", "term")
    assert AGENDA.shape == (3, 2)
    assert AGENDA.n_packages == 6
    assert len(AGENDA) == 2
    assert "term" in AGENDA
    assert "deposit" not in AGENDA
    assert AGENDA.issue("rent").position("high") == 2
    assert AGENDA.issue("rent").option("mid").label == "Mid"


def test_unknown_names_are_answered_with_the_nearest_one() -> None:
    with pytest.raises(UnknownNameError, match="unknown issue 'rentt'; did you mean 'rent'"):
        AGENDA.position("rentt")
    with pytest.raises(UnknownNameError, match="known: short, long"):
        AGENDA.issue("term").position("never")
    assert suggest("x", []) == ""
    assert suggest("zzz", [str(number) for number in range(20)]).endswith("6, 7, …")


def test_an_issue_without_options_or_with_one_twice_is_refused() -> None:
    with pytest.raises(InputError, match="no option"):
        issue("rent")
    with pytest.raises(InputError, match="names an option twice"):
        issue("rent", "low", "low")
    with pytest.raises(InputError, match="names an issue twice"):
        Agenda((issue("rent", "low"), issue("rent", "high")))


def test_a_numeric_issue_holds_both_ends_and_each_step() -> None:
    built = numeric_issue("term", "Term", low=5, high=20, step=5, unit="years")
    assert [option.id for option in built.options] == ["5", "10", "15", "20"]
    assert [option.number for option in built.options] == [5, 10, 15, 20]
    assert built.options[0].label == "5 years"
    assert built.is_ordered
    tenths = numeric_issue("rate", "Rate", low=0, high=0.3, step=0.1, unit="%")
    assert [option.id for option in tenths.options] == ["0", "0.1", "0.2", "0.3"]


def test_large_numbers_keep_all_their_digits() -> None:
    built = numeric_issue("sum", "Sum", low=1_000_000, high=1_000_002, step=1, unit="")
    assert [option.id for option in built.options] == ["1000000", "1000001", "1000002"]


@pytest.mark.parametrize(
    ("low", "high", "step"),
    [(1, 0, 1), (0, 1, 0), (0, 1, -1), (0, 1e4, 1), (0, 1e308, 1e-9), (0, nan, 1), (0, inf, inf)],
)
def test_a_range_that_makes_no_sense_is_refused(low: float, high: float, step: float) -> None:
    with pytest.raises(InputError):
        numeric_issue("term", "Term", low=low, high=high, step=step, unit="")


def test_packages_are_equal_whatever_their_order() -> None:
    assert Package((("term", "long"), ("rent", "low"))) == package_of(
        {"rent": "low", "term": "long"}
    )
    with pytest.raises(InputError, match="settles an issue twice"):
        Package((("rent", "low"), ("rent", "high")))
    with pytest.raises(KeyError):
        NOTHING_SETTLED["rent"]


@given(choices)
def test_a_package_and_its_positions_are_the_same(chosen: dict[str, str]) -> None:
    package = package_of(chosen)
    assert package.as_dict() == chosen
    assert package_at(AGENDA, package.positions(AGENDA)) == package
    assert package.is_complete(AGENDA) == (len(chosen) == 2)
    assert package.positions(AGENDA).count(-1) == 2 - len(chosen)


@given(choices, choices)
def test_choices_put_over_a_package_hold(first: dict[str, str], second: dict[str, str]) -> None:
    both = package_of(first).with_choices(package_of(second))
    assert both.as_dict() == {**first, **second}
    assert both.agrees_with(package_of(second))
    agrees = all(second.get(issue_id, option) == option for issue_id, option in first.items())
    assert package_of(first).agrees_with(package_of(second)) == agrees
    assert both.without(tuple(second)).as_dict() == {
        issue_id: option for issue_id, option in first.items() if issue_id not in second
    }
