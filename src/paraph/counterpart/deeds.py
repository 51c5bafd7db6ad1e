"""Words against deeds: what a party says it wants, and its offers go against again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paraph.case import Case
from paraph.counterpart.evidence import Comparison, Evidence, Order
from paraph.counterpart.posterior import Contradiction
from paraph.counterpart.telling import tell_contradiction
from paraph.negotiation import Direction, EqualAnswer, Issue, Package, StatedValues
from paraph.negotiation.wording import listed

_N_AGAINST_LEAST = 2
"""So many different packages that go against a word are "again and again"; a word for an option
among three or more in no order needs one more, for there any other option counts as against it."""
_N_FOR_EACH = 3
"""And so many for each that goes along with it: a party that concedes started where it said."""
NEW_POSITION = "a new position, or they didn't mean it"
"""What words may be that come after the deeds that go against them."""
CONFIDENCE_LEAST = 0.5
"""A word that is held less surely is set against nothing."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a party did with a package: it offered, accepted or rejected it."""

    word: str
    package: Package
    entry: int

    @property
    def is_for(self) -> bool:
        """Whether it took the package."""
        return self.word != "rejected"


def find_deeds(evidence: Evidence) -> list[Deed]:
    """Return what a party offered or accepted on its own account, in order of time."""
    deeds = [Deed("offered", offer.package, offer.entry) for offer in evidence.offers]
    deeds += [Deed("accepted", r.package, r.entry) for r in evidence.replies if r.is_accepted]
    return sorted(deeds, key=lambda deed: deed.entry)


def find_words_belied(
    case: Case, evidence: Evidence, deeds: list[Deed]
) -> tuple[Contradiction, ...]:
    """Find words of a party that the packages it offered or accepted go against again and again.

    - A comparison, where they hold what was called worse (on a scale: what lies nearer to it).
    - A word for an option, where they hold another from then on (on a scale: one that lies
      farther away than half of it).
    - What is said to matter most, where they give us what we want most of it; or give way on it by
      half of its scale or more, while half of the issues that were said to matter less don't move.

    That must be so of two packages at least, and of three times as many as go along with the word.
    What was done before the word shows less, for the word may be a new position: there one more is
    needed, and the words say so. Each is told once, what went before its word last.
    """
    by_package = {deed.package: deed for deed in reversed(deeds)}
    different = sorted(by_package.values(), key=lambda deed: deed.entry)
    first: dict[object, _Belied] = {}
    for find in (_comparisons_belied, _stances_belied, _orders_belied):
        for belied in find(case, evidence, different):
            held = first.setdefault(belied.subject, belied)
            if held.is_after and not belied.is_after:
                first[belied.subject] = belied
    in_order = sorted(first.values(), key=lambda belied: belied.is_after)
    return tuple(belied.told(evidence) for belied in in_order)


@dataclass(frozen=True)
class _Belied:
    """A word, and the deeds that go against it.

    `subject` is what it is about, so that it is told once; `said` the word, and `done` what was
    done, both as they read after "they".
    """

    subject: object
    entry: int
    against: list[Deed]
    said: str
    done: str
    issue_ids: tuple[str, ...]

    @property
    def is_after(self) -> bool:
        """Whether the word came after all that goes against it."""
        return all(deed.entry < self.entry for deed in self.against)

    def told(self, evidence: Evidence) -> Contradiction:
        """Tell the contradiction; of a word that came after, what it may be as well."""
        n_packages = f"({len(self.against)} packages)"
        entries = [deed.entry for deed in self.against]
        if self.is_after:
            text = f"{self.done} {n_packages}, and only then {self.said}: {NEW_POSITION}"
            return tell_contradiction(evidence, entries, [self.entry], text, self.issue_ids)
        text = f"{self.said}, yet {self.done} {n_packages}"
        return tell_contradiction(evidence, [self.entry], entries, text, self.issue_ids)


def _against(
    entry: int, sides: Iterable[tuple[Deed, int]], n_least: int = _N_AGAINST_LEAST
) -> list[Deed]:
    """Return the deeds that go against a word (side -1) if they do so again and again; or none.

    If that is so of those since the word, they are the ones.
    """
    listed_sides = list(sides)
    n_along = sum(side > 0 for _, side in listed_sides)
    against = [deed for deed, side in listed_sides if side < 0]
    since = [deed for deed in against if deed.entry > entry]
    before = [deed for deed in against if deed.entry < entry]
    n_least = max(n_least, _N_FOR_EACH * n_along)
    if len(since) >= n_least:
        return since
    return before if len(before) > n_least else []


def _done(against: list[Deed]) -> str:
    return listed(list(dict.fromkeys(deed.word for deed in against)))


def _comparisons_belied(case: Case, evidence: Evidence, deeds: list[Deed]) -> Iterator[_Belied]:
    for said in evidence.comparisons:
        if said.equal is EqualAnswer.SAID or said.confidence < CONFIDENCE_LEAST:
            continue
        differing = [i for i in case.agenda.issues if _differs(said, i.id)]
        if not differing or said.better.issue_ids != said.worse.issue_ids:
            continue
        sides = ((deed, _side(said, differing, deed.package)) for deed in deeds)
        against = _against(said.entry, sides)
        if against:
            better, worse = (_name_choices(differing, p) for p in (said.better, said.worse))
            yield _Belied(
                (said.better, said.worse),
                said.entry,
                against,
                f"called {better} better than {worse}",
                f"{_done(against)} what is nearer to {worse}",
                tuple(issue.id for issue in differing),
            )


def _differs(said: Comparison, issue_id: str) -> bool:
    return issue_id in said.better and said.better[issue_id] != said.worse.as_dict().get(issue_id)


def name_choices(case: Case, package: Package) -> str:
    """Return the options of a package with their issues, in the agenda's order."""
    return _name_choices([issue for issue in case.agenda.issues if issue.id in package], package)


def _name_choices(issues: list[Issue], package: Package) -> str:
    return listed([f"{i.option(package[i.id]).label!r} on {i.label}" for i in issues])


def _side(said: Comparison, differing: list[Issue], package: Package) -> int:
    """Return 1 where a package lies with the better on all issues, -1 with the worse, or 0."""
    sides = {_side_on(issue, said, package) for issue in differing}
    return sides.pop() if len(sides) == 1 else 0


def _side_on(issue: Issue, said: Comparison, package: Package) -> int:
    if issue.id not in package:
        return 0
    at, better, worse = (issue.position(p[issue.id]) for p in (package, said.better, said.worse))
    if not issue.is_ordered:
        return (at == better) - (at == worse)
    gap = abs(at - worse) - abs(at - better)
    return (gap > 0) - (gap < 0)


def _stances_belied(case: Case, evidence: Evidence, deeds: list[Deed]) -> Iterator[_Belied]:
    layout = evidence.layout
    for said in evidence.stances:
        is_word = said.sign > 0 and said.confidence >= CONFIDENCE_LEAST
        if not (is_word and evidence.entries[said.entry].session_id):
            continue
        place = int(layout.issue_of[said.option])
        issue = case.agenda.issues[place]
        option = said.option - int(layout.starts[place])
        sides = (
            (deed, _side_of_option(issue, option, deed.package))
            for deed in deeds
            if deed.entry > said.entry
        )
        n_least = _N_AGAINST_LEAST + (not issue.is_ordered and len(issue.options) > 2)
        against = _against(said.entry, sides, n_least)
        if against:
            label = f"{issue.options[option].label!r} on {issue.label}"
            chosen = dict.fromkeys(issue.option(deed.package[issue.id]).label for deed in against)
            others = listed([f"{label!r}" for label in chosen])
            done = f"then {_done(against)} {others}"
            yield _Belied(said.option, said.entry, against, f"spoke for {label}", done, (issue.id,))


def _side_of_option(issue: Issue, option: int, package: Package) -> int:
    if issue.id not in package:
        return 0
    away = abs(issue.position(package[issue.id]) - option)
    is_away = 2 * away > len(issue.options) - 1 if issue.is_ordered else away > 0
    return -1 if is_away else 1


def _orders_belied(case: Case, evidence: Evidence, deeds: list[Deed]) -> Iterator[_Belied]:
    for said in evidence.orders:
        if said.confidence < CONFIDENCE_LEAST or not said.is_own:
            continue
        most = case.agenda.issues[said.issues[0]]
        word = f"said that {_over(case, said)}"
        ours = _our_best(case, most)
        sides = ((deed, _side_of_ours(most.id, ours, deed.package)) for deed in deeds)
        given = _against(said.entry, sides)
        if ours and given and not _spoke_for(evidence, most.id, ours):
            wanted = f"{most.option(ours).label!r} on {most.label}"
            done = f"{_done(given)} {wanted}, which is what we want most"
            yield _Belied(most.id, said.entry, given, word, done, (most.id,))
            continue
        moved = _against(said.entry, ((deed, -1) for deed in _given_way(most, deeds)))
        others = _less_important(case, said)
        held = [issue for issue in others if _is_held(issue, deeds)]
        is_half = held and 2 * len(held) >= len(others)
        if moved and is_half:
            done = f"gave way on {most.label} and not on {listed([issue.label for issue in held])}"
            yield _Belied(most.id, said.entry, moved, word, done, (most.id,))


def _over(case: Case, said: Order) -> str:
    labels = [case.agenda.issues[place].label for place in said.issues]
    if len(labels) == 1:
        return f"{labels[0]} matters most to them"
    return f"{labels[0]} matters more to them than {listed(labels[1:])}"


def _side_of_ours(issue_id: str, ours: str, package: Package) -> int:
    if issue_id not in package:
        return 0
    return -1 if package[issue_id] == ours else 1


def _spoke_for(evidence: Evidence, issue_id: str, option_id: str) -> bool:
    """Whether the party said that it wants an option: then it gives nothing up by it."""
    option = evidence.layout.option(issue_id, option_id)
    return any(said.option == option and said.sign > 0 for said in evidence.stances)


def _our_best(case: Case, issue: Issue) -> str:
    """Return the option that we said is best for us; empty where no single one was."""
    stated = [each for each in case.we.preference.values if each.issue_id == issue.id]
    return _best_of(issue, stated[0]) if stated else ""


def _best_of(issue: Issue, stated: StatedValues) -> str:
    if stated.ranking:
        return stated.ranking[0][0] if len(stated.ranking[0]) == 1 else ""
    if stated.direction is not None:
        return issue.options[-1 if stated.direction is Direction.MORE else 0].id
    by_value = sorted(stated.values, key=lambda pair: -pair[1].high)
    is_clear = len(by_value) > 1 and by_value[0][1].low > by_value[1][1].high
    return by_value[0][0] if is_clear else ""


def _given_way(issue: Issue, deeds: list[Deed]) -> list[Deed]:
    """Return the offers that lie away from the party's first by half of the scale or more."""
    named = [deed for deed in deeds if deed.word == "offered" and issue.id in deed.package]
    if not named:
        return []
    first = issue.position(named[0].package[issue.id])
    return [deed for deed in named if _side_of_option(issue, first, deed.package) < 0]


def _less_important(case: Case, said: Order) -> list[Issue]:
    """Return the open issues that were said to matter less than the first one."""
    all_others = [place for place in range(len(case.agenda)) if place != said.issues[0]]
    places = said.issues[1:] or tuple(all_others)
    issues = [case.agenda.issues[place] for place in places]
    return [issue for issue in issues if issue.id not in case.settled]


def _is_held(issue: Issue, deeds: list[Deed]) -> bool:
    """Whether the party never moved on an issue in three different offers or more."""
    offers = {d.package for d in deeds if d.word == "offered" and issue.id in d.package}
    return len(offers) > _N_AGAINST_LEAST and len({offer[issue.id] for offer in offers}) == 1
