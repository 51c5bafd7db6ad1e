"""Comparisons of issues as they are written, and whether they can hold beside the rest."""

import pytest
from pydantic import ValidationError

from paraph.formats.casefolder.comparisons import find_clashes
from paraph.formats.casefolder.preference_entries import PreferencesEntry
from paraph.formats.casefolder.yaml_edits import keep_entries
from paraph.negotiation import Comparative, Importance, Interval, StatedImportance

MUCH, MORE, SOMEWHAT, ABOUT = Comparative
ISSUES = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("much more than b", MUCH),
        ("is much more important than b", MUCH),
        ("matters more than b", MORE),
        ("Somewhat more than b", SOMEWHAT),
        ("about as much as b", ABOUT),
        ("is as important as b", ABOUT),
        ("about as important as  b", ABOUT),
    ],
)
def test_plain_ways_to_say_it_are_understood(words: str, meant: Comparative) -> None:
    assert PreferencesEntry(compared=[{"a": words}]).compared == (("a", meant, "b"),)
    assert PreferencesEntry(compared={"a": words}).compared == (("a", meant, "b"),)


@pytest.mark.parametrize(
    "written", ["a: more than b", [["a", "b"]], [{}], [{"a": 2}], [{"a": "twice b"}], {}]
)
def test_what_is_no_comparison_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        PreferencesEntry(compared=written)


def test_a_circle_of_comparisons_cannot_hold() -> None:
    stated = StatedImportance(compared=(("a", MORE, "b"), ("b", MORE, "c"), ("c", ABOUT, "a")))
    ((place, against),) = find_clashes(stated, ISSUES)
    assert place == 2
    assert set(against) == {"“a: more than b”", "“b: more than c”"}


def test_bounds_that_just_meet_hold_together() -> None:
    # a is at least 1.25 times b; c at most 1.25 times b, and about as much as a.
    compared = (("a", MORE, "b"), ("c", ABOUT, "b"), ("a", ABOUT, "c"))
    assert list(find_clashes(StatedImportance(compared=compared), ISSUES)) == []


@pytest.mark.parametrize(
    ("stated", "against"),
    [
        (StatedImportance(ranking=(("b",), ("a",))), "the ranking of 'b' above 'a'"),
        (StatedImportance(ranking=(("b",), ("c",), ("a",))), "the ranking of 'b' above 'c'"),
        (
            StatedImportance(shares=(("a", Interval(0.1, 0.3)), ("b", Interval(0.2, 0.4)))),
            "the share of 'a'",
        ),
        (
            StatedImportance(words=(("a", Importance.HIGH), ("b", Importance.MEDIUM))),
            "",
        ),
        (
            StatedImportance(words=(("a", Importance.HIGH), ("b", Importance.HIGH))),
            "“a: high”",
        ),
        # Nothing weighs more than the weightiest, and b nearly does.
        (StatedImportance(words=(("b", Importance.DECISIVE),)), "“b: decisive”"),
        (StatedImportance(shares=(("b", Interval(0.6, 0.7)),)), "the share of 'b'"),
        (StatedImportance(shares=(("b", Interval(0.4, 0.7)),)), ""),
    ],
)
def test_much_more_is_held_against_what_else_is_stated(
    stated: StatedImportance, against: str
) -> None:
    both = StatedImportance(
        stated.shares, stated.words, stated.ranking, compared=(("a", MUCH, "b"),)
    )
    clashes = list(find_clashes(both, ISSUES))
    assert [place for place, _ in clashes] == ([0] if against else [])
    assert all(against in said for _, said in clashes)


def test_what_goes_against_the_rest_by_itself_is_not_laid_to_a_comparison() -> None:
    shares = (("a", Interval(0.1, 0.1)), ("b", Interval(0.2, 0.2)))
    stated = StatedImportance(shares, ranking=(("a",), ("b",)), compared=(("a", MUCH, "b"),))
    assert list(find_clashes(stated, ISSUES)) == []


LIST = """\
compared:
  - a: more than b  # as they said
  # of c
  - c: much more than d
  - {b: about as much as c}
basis: x
"""


@pytest.mark.parametrize(
    ("text", "kept", "left"),
    [
        (LIST, [0, 2], LIST.replace("  - c: much more than d\n", "")),
        (LIST, [1], "compared:\n  # of c\n  - c: much more than d\nbasis: x\n"),
        (LIST, [], "  # of c\nbasis: x\n"),
        ("compared: [{a: more than b}, {c: more than b}]\n", [1], "compared: [{c: more than b}]\n"),
    ],
)
def test_comparisons_are_taken_out_and_all_else_stays(
    text: str, kept: list[int], left: str
) -> None:
    assert keep_entries(text, ("compared",), kept) == left
