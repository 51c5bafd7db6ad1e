"""Hypothesis strategies: issues, packages and what is stated of them, awkwardly named."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from paraph.case import PastNegotiation
from paraph.negotiation import (
    Agenda,
    Choice,
    Comparative,
    Condition,
    Direction,
    EqualAnswer,
    Importance,
    Interaction,
    Interval,
    Issue,
    LikeLastTime,
    Option,
    Package,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    numeric_issue,
    package_of,
)
from paraph.record import (
    MoveKind,
)

T = TypeVar("T")
FIRST, LAST = date(2019, 1, 1), date(2019, 2, 28)
AWKWARD = (
    *("rent", "fit-out", "5", "05", "1.10", "-3", "1e3", "null", "~", "no", "true", "2019-01-01"),
    *("§ 3: x", "- y", "#z", "é", "a, b", "{q}", "[r]", "*s", "&t", "!u", "|", ">", "%v", "@w"),
    *("'q'", '"', "a: b", "a #b", "?", "-", "...", "---", "<<", "=", "x" * 150, "\\", "`", "日本"),
)
COMPARES = (MoveKind.SIGNAL, MoveKind.ANSWER, MoveKind.SUPPORT)
NAMES_ISSUES = (MoveKind.ASK, MoveKind.SIGNAL, MoveKind.ANSWER, MoveKind.SUPPORT)


def examples(number: int) -> settings:
    """Settings for tests of whole cases: shrinking one of them would take minutes."""
    return settings(
        max_examples=number,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.large_base_example),
    )


days = st.dates(FIRST, LAST)
maybe_days = st.none() | days
# Free text is slow to draw, so it stands in one place only: the summary.
free_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
texts = st.sampled_from(
    (
        *("", "a: b\n- c", " two  spaces ", "tab\there", "line\n\nline\n", "# no comment"),
        *("long " * 40, "\x85", "\u2028x", "\n", "'", '"\\', "{a}", "null", "1", "x\x00", "ü\r\n"),
    )
)
labels = st.sampled_from(("A label", "a: b", " x ", "\n", "1", "null", "\x85ü"))
shares = st.floats(0, 1)
past = st.builds(PastNegotiation, shares, st.booleans())
source_ids = st.lists(st.sampled_from("ABCD"), unique=True, max_size=2).map(tuple)


def some(entries: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(entries, max_size=most).map(tuple)


def subsets(names: tuple[str, ...], *, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), unique=True, min_size=least, max_size=3).map(tuple)


intervals = st.tuples(shares, shares).map(lambda pair: Interval(min(pair), max(pair)))
exact_or_ranges = intervals | shares.map(lambda share: Interval(share, share))


@st.composite
def issues(draw: st.DrawFn, issue_id: str) -> Issue:
    if draw(st.integers(0, 3)) == 0:
        step = draw(st.sampled_from((0.1, 0.25, 1, 5, 100_000)))
        low = draw(st.integers(-3, 3)) * step
        built = numeric_issue(
            issue_id, draw(labels), low=low, high=low + 3 * step, step=step, unit=draw(texts)
        )
    else:
        names = draw(st.lists(st.sampled_from(AWKWARD), unique=True, min_size=2, max_size=4))
        numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
        options = tuple(Option(n, draw(labels), draw(texts), draw(numbers)) for n in names)
        built = Issue(issue_id, draw(labels), options, draw(texts), draw(st.booleans()))
    return replace(built, chapter=draw(texts), tabled=draw(maybe_days))


@st.composite
def packages(draw: st.DrawFn, agenda: Agenda, *, least: int = 0) -> Package:
    chosen = draw(subsets(agenda.issue_ids, least=least))
    options = {i: [option.id for option in agenda.issue(i).options] for i in chosen}
    return package_of({i: draw(st.sampled_from(ids)) for i, ids in options.items()})


@st.composite
def conditions(draw: st.DrawFn, agenda: Agenda, *, least: int = 1) -> tuple[Condition, ...]:
    chosen = draw(subsets(agenda.issue_ids, least=least))
    # One option is always left out, so that no red line rules out an issue altogether.
    options = {i: tuple(option.id for option in agenda.issue(i).options[1:]) for i in chosen}
    return tuple(Condition(i, draw(subsets(ids, least=1))) for i, ids in options.items())


@st.composite
def rankings(draw: st.DrawFn, names: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    ranked = draw(st.permutations(names))
    cut = draw(st.integers(0, len(ranked)))
    first = tuple(ranked[:cut])
    rest = tuple((name,) for name in ranked[cut:])
    return ((first,) if first else ()) + rest


@st.composite
def stated_values(draw: st.DrawFn, issue: Issue) -> StatedValues:
    names = tuple(option.id for option in issue.options)
    form = draw(st.sampled_from(("values", "ranking", "direction", "nothing")))
    if form == "values":
        valued = draw(subsets(names, least=1))
        return StatedValues(issue.id, tuple((name, draw(exact_or_ranges)) for name in valued))
    if form == "nothing" or (form == "direction" and not issue.is_ordered):
        return StatedValues(issue.id)
    ranking = draw(rankings(names)) if form == "ranking" else ()
    direction = draw(st.sampled_from(Direction)) if issue.is_ordered else None
    return StatedValues(issue.id, (), ranking, direction)


last_times = st.builds(
    LikeLastTime,
    st.sampled_from(("../old", "a folder: with # signs", "null", "1", "-")),
    st.just("") | st.sampled_from(AWKWARD),
    st.floats(1, 10),
)


@st.composite
def preferences(draw: st.DrawFn, agenda: Agenda) -> StatedPreference:
    form = draw(st.sampled_from(("shares", "words", "ranking", "compared", "nothing")))
    chain = draw(st.permutations(agenda.issue_ids))
    least = st.floats(0, 1 / len(agenda))
    stated = {
        "shares": StatedImportance(
            shares=tuple((i, Interval(draw(least), 1.0)) for i in draw(subsets(agenda.issue_ids)))
        ),
        "words": StatedImportance(
            words=tuple(
                (i, draw(st.sampled_from(Importance))) for i in draw(subsets(agenda.issue_ids))
            )
        ),
        "ranking": StatedImportance(ranking=draw(rankings(agenda.issue_ids))),
        "compared": StatedImportance(
            compared=tuple(
                (one, draw(st.sampled_from(Comparative)), other) for one, other in pairwise(chain)
            )
        ),
        "nothing": StatedImportance(),
    }
    return StatedPreference(
        importance=stated[form],
        values=tuple(draw(stated_values(agenda.issue(i))) for i in draw(subsets(agenda.issue_ids))),
        reservation=draw(
            st.builds(StatedReservation, st.none() | exact_or_ranges, texts)
            | st.builds(StatedReservation, st.none(), texts, packages(agenda))
        ),
        interactions=draw(
            some(st.builds(Interaction, conditions(agenda), st.floats(-1, 1)), most=1)
        ),
        basis=draw(texts),
        stated=draw(maybe_days),
        source_ids=draw(source_ids),
        discount=draw(st.just(1.0) | st.floats(0, 1)),
        like_last_time=draw(st.none() | last_times),
    )


@st.composite
def choices(draw: st.DrawFn, agenda: Agenda) -> Choice:
    chosen = draw(subsets(agenda.issue_ids, least=1))
    options = {i: [option.id for option in agenda.issue(i).options] for i in chosen}
    better = {i: draw(st.sampled_from(ids)) for i, ids in options.items()}
    other = [option for option in options[chosen[0]] if option != better[chosen[0]]]
    worse = {**better, chosen[0]: draw(st.sampled_from(other))}
    equal = draw(st.none() | st.sampled_from(EqualAnswer))
    return Choice(package_of(better), package_of(worse), draw(maybe_days), equal)
