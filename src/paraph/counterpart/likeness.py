"""Options and issues that nothing on record tells apart.

Where an issue's options are in no order and neither a statement nor a move distinguishes two of
them, the posterior treats them alike; its draws differ by chance alone. The same goes for two
issues of as many such options that came and went together in every move; and, on a list or a scale
of which nothing is known, not even which end is the better, for the first and the last option, the
second and the last but one, and so on. What is said of them is therefore taken from all of them
together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paraph.counterpart.evidence import Comparison, Evidence
from paraph.counterpart.layout import Floats
from paraph.counterpart.option_priors import ListedOptions, RankedOptions, ScaledOptions
from paraph.counterpart.prior import Prior
from paraph.negotiation import EqualAnswer, Interaction

Groups = tuple[tuple[int, ...], ...]
_Mark = tuple[str, int]


@dataclass(frozen=True)
class Likeness:
    """What nothing tells apart: `options[issue]` places of options, `issues` places of issues.

    `parts` are places on the axis of all options, in groups that add the same to a package's value.
    """

    options: tuple[Groups, ...]
    issues: Groups
    parts: Groups


def find_likeness(
    prior: Prior, evidence: Evidence, interactions: Sequence[Interaction], *, is_opposed: bool
) -> Likeness:
    """Find options and issues that nothing tells apart.

    Where the party counts as opposed to us, our own values tell its options apart as well.
    """
    marks = _mark_options(evidence, interactions)
    by_name = _mark_issues(evidence)
    options: list[Groups] = []
    issues: dict[object, list[int]] = {}
    parts: dict[object, list[int]] = {}
    for issue in range(len(prior.options)):
        start = prior.layout.rows(issue).start
        held = _group_options(prior, issue, marks, is_opposed=is_opposed)
        groups = tuple(map(tuple, held.values()))
        options.append(groups)
        may_match = not is_opposed and _is_free(prior, issue) and not prior.weights.is_stated
        shape = sorted((marks[start + group[0]], len(group)) for group in groups)
        key = (repr(shape), tuple(by_name[issue])) if may_match else issue
        issues.setdefault(key, []).append(issue)
        for group in groups:
            mark = repr(marks[start + group[0]]) if may_match else group
            parts.setdefault((key, mark), []).extend(start + place for place in group)
    return Likeness(
        tuple(options), tuple(map(tuple, issues.values())), tuple(map(tuple, parts.values()))
    )


def pool(rows: Floats, groups: Groups) -> Floats:
    """Give the rows of each group one mean, whether rows[row] or rows[row, draw]."""
    pooled = rows.copy()
    for group in groups:
        pooled[list(group)] = rows[list(group)].mean(axis=0)
    return pooled


def _is_free(prior: Prior, issue: int) -> bool:
    """Whether an issue's options are in no order and no statement tells any of them apart."""
    options = prior.options[issue]
    is_unranked = isinstance(options, RankedOptions) and not options.tiers
    return is_unranked and not _is_named(prior, issue)


def _is_named(prior: Prior, issue: int) -> bool:
    """Whether no agreement is said to be like a package that holds an option of the issue."""
    return prior.like is not None and bool(prior.like[prior.layout.rows(issue)].any())


def _group_options(
    prior: Prior, issue: int, marks: list[list[_Mark]], *, is_opposed: bool
) -> dict[object, list[int]]:
    rows = prior.layout.rows(issue)
    is_free = _is_free(prior, issue)
    against = prior.against[issue] if is_opposed and is_free else None
    has_no_end = _has_no_end(prior, issue, marks, is_opposed=is_opposed)
    held: dict[object, list[int]] = {}
    n_options = rows.stop - rows.start
    for place in range(n_options):
        worth = 0.0 if against is None else round(float(against[place]), 1)
        key: object = min(place, n_options - 1 - place) if has_no_end else place
        if is_free:
            key = (tuple(marks[rows.start + place]), worth)
        held.setdefault(key, []).append(place)
    return held


def _has_no_end(prior: Prior, issue: int, marks: list[list[_Mark]], *, is_opposed: bool) -> bool:
    """Whether nothing tells one end of an issue's list or scale from the other."""
    options, rows = prior.options[issue], prior.layout.rows(issue)
    if any(marks[rows]) or _is_named(prior, issue):
        return False
    if is_opposed and prior.against[issue] is not None:
        return False
    if isinstance(options, ScaledOptions):
        places = options.places
        is_even = all(abs(a + b - 1) < 1e-9 for a, b in zip(places, places[::-1], strict=True))
        return options.direction is None and is_even
    return isinstance(options, ListedOptions)


def _mark_issues(evidence: Evidence) -> list[list[_Mark]]:
    """Return marks[issue]: the entries that speak of each issue, and how."""
    marks: list[list[_Mark]] = [[] for _ in evidence.layout.agenda.issues]
    for order in evidence.orders:
        for rank, issue in enumerate(order.issues):
            marks[issue].append((f"rank {rank}", order.entry))
    for mention in evidence.mentions:
        for issue in mention.issues:
            marks[issue].append(("mention", mention.entry))
    return marks


def _mark_options(evidence: Evidence, interactions: Sequence[Interaction]) -> list[list[_Mark]]:
    """Return marks[option]: the entries and interactions in which each option figures."""
    layout = evidence.layout
    marks: list[list[_Mark]] = [[] for _ in range(layout.n_options)]
    named = [("offer", item.package, item.entry) for item in evidence.offers]
    named += [("reply", item.package, item.entry) for item in evidence.replies]
    for item in evidence.comparisons:
        roles = ("equal", "equal") if _is_even(item) else ("better", "worse")
        named += [(roles[0], item.better, item.entry), (roles[1], item.worse, item.entry)]
    for role, package, entry in named:
        for issue_id, option_id in package:
            marks[layout.option(issue_id, option_id)].append((role, entry))
    for stance in evidence.stances:
        marks[stance.option].append((f"stance {stance.sign}", stance.entry))
    for number, interaction in enumerate(interactions):
        for condition in interaction.conditions:
            for option_id in condition.option_ids:
                marks[layout.option(condition.issue_id, option_id)].append(("tie", number))
    return marks


def _is_even(item: Comparison) -> bool:
    """Whether a comparison says the same of both: about equal, and different on one issue alone.

    Of packages that differ on more, "A with X is as good as B with Y" isn't "B with X as A with Y".
    """
    n_apart = len(set(item.better) - set(item.worse))
    return item.equal is EqualAnswer.SAID and n_apart == 1
