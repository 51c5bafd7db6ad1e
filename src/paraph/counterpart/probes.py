"""Proposals worth making for their answer: which tell most of a party, and give away least.

The worth of putting a package to a party is the mutual information of its yes or no and its
preference (Lindley, "On a measure of the information provided by an experiment", 1956). What it
gives away is how far below our best we show that we would go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
from scipy.special import ndtr

from paraph.case import Case
from paraph.counterpart.deeds import find_deeds
from paraph.counterpart.evidence import Evidence, collect_evidence
from paraph.counterpart.knowledge import tabulate_knowledge
from paraph.counterpart.layout import Flags, Floats, Indices
from paraph.counterpart.mutual_gains import find_mutual_gains
from paraph.counterpart.posterior import Posterior
from paraph.counterpart.present import present_record
from paraph.counterpart.refusals import are_worse_than_refused
from paraph.negotiation import (
    Belief,
    Estimate,
    Package,
    RedLine,
    estimate_from,
    package_at,
    package_of,
)
from paraph.negotiation.beliefs import conditions_hold

_REPLY_NOISE = 0.1
_SURE_AT = 0.9
"""With this probability a package must be acceptable to us before we put it to anybody."""
_GIVEN_LEAST = 0.2
"""A package that gives up less than this part of our gain is a demand, and shows our wishes."""
_P_ACCEPT_LEAST = 0.3
"""Nobody takes a package for an offer that is less likely than this to be better than none."""
_LEAST_BITS = 0.1
_SHARE_LEAST = 0.25
"""An answer that is expected to tell less, or less than this part of the first, isn't worth it."""
_ABOUT_AS_MUCH = 0.8
"""An answer that tells this part of what another tells, or more, tells about as much."""
_CLEARLY = 0.01
"""A package is clearly better where it is worth so much more, on a side's scale of 0 to 1."""
_N_DRAWS_MOST = 80
_N_WAYS_MOST = 2000
_TILTS = np.linspace(0, 1, 9)
"""How much their gain counts beside ours, in packages worth trying."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A package put to a counterpart, and what its answer would tell.

    `p_accept` (0..1) is the probability that it says yes, if that means what it should: that it
    would rather have the package than no agreement; `information_bits` (0..1) what the
    answer is expected to tell of its preference; `our_value` what the package is worth to us.
    `share_given` (0..1) is the part of all that we could gain, from no agreement to our best
    package, that it shows we would give up. `crossed` are the red lines that the party declared
    and the package crosses.
    """

    package: Package
    p_accept: float
    information_bits: float
    our_value: Estimate
    share_given: float
    crossed: tuple[RedLine, ...] = ()


def rank_probes(
    case: Case, posterior: Posterior, ours: Belief, packages: Sequence[Package], *, n: int = 3
) -> tuple[Probe, ...]:
    """Rank packages worth putting to a party for its answer, the best first, at most n of them.

    They are taken greedily by information, times the part of our gain that they keep, less what
    the answers to those already taken would tell as well. Packages that we might not stand by
    are left out: those below no agreement to us, or across a red line of ours, in more than one
    draw in ten; so are those that nobody would take for an offer, because they give up less than a
    fifth of our gain or are better for the party than no agreement with less than 30 %; those whose
    answer tells next to nothing, those that the party has answered already, and those beside which
    another is on average better for both sides and tells about as much. Where it is known of no
    open issue what the party wants, nothing is put: asking comes first.

    Packages across a declared red line of theirs, with an option that they spoke against and didn't
    take since, or probably worse for them than one that they refused, are put only where nothing
    else is left.
    """
    evidence = collect_evidence(present_record(case, posterior), posterior.party_id)
    answered = _answered(evidence)
    packages = [package for package in packages if not _is_answered(package, answered)]
    if not packages or not _is_any_wish_told(case, posterior):
        return ()
    positions = np.array([package.positions(case.agenda) for package in packages], dtype=np.intp)
    values = ours.values_at(case.agenda, positions)
    given = _share_given(case, ours, values)
    p_yes = _p_yes(case, posterior.belief, positions)
    bits = np.array([find_information(np.stack((p, 1 - p))) for p in p_yes.T])
    is_ours = ours.accepts_at(case.agenda, positions).mean(axis=0) >= _SURE_AT
    is_offer = (given >= _GIVEN_LEAST) & (p_yes.mean(axis=0) >= _P_ACCEPT_LEAST)
    scores = np.where(is_ours & is_offer & (bits >= _LEAST_BITS), bits * (1 - given), 0.0)
    for is_last_resort in (
        _is_across(case, posterior.belief, positions),
        _is_spoken_against(evidence, positions),
        are_worse_than_refused(case, posterior.belief, evidence, positions),
    ):
        if np.any(scores[~is_last_resort] > 0):
            scores[is_last_resort] = 0.0
    theirs = posterior.belief.values_at(case.agenda, positions).mean(axis=0)
    scores[_is_outdone(values.mean(axis=0), theirs, np.where(scores > 0, bits, 0.0))] = 0.0
    return tuple(
        Probe(
            packages[place],
            float(p_yes[:, place].mean()),
            float(bits[place]),
            estimate_from(values[:, place]),
            float(given[place]),
            tuple(
                line for line in posterior.belief.red_lines if line.is_crossed_by(packages[place])
            ),
        )
        for place in _take(scores, p_yes, n)
    )


def propose_probes(case: Case, posterior: Posterior, ours: Belief) -> tuple[Package, ...]:
    """Propose packages from which to choose probes: best for some mix of our gain and theirs.

    What is settled stays, and linkages hold. Each is the best one, issue by issue, for our
    average preference and one draw of theirs at one of several mixes: once among the options that
    no red line of theirs rules out alone, and once among all. Beside each stands, if there is one,
    a package that a trade on two issues makes better for both sides on average. None where all is
    settled.
    """
    if not case.open_issue_ids:
        return ()
    kept = [acceptable_options(case, posterior.belief, issue.id) for issue in case.agenda.issues]
    all_options = [list(range(len(issue.options))) for issue in case.agenda.issues]
    ways = [[of or every for of, every in zip(kept, all_options, strict=True)], all_options]
    to_us, to_them = (
        [part.mean(axis=0) for part in belief.part_values()] for belief in (ours, posterior.belief)
    )
    found = []
    for options in ways:
        mixes = np.unique(_best_mixes(case, posterior, ours, options), axis=0)
        free = [
            [issue.position(case.settled[issue.id])] if issue.id in case.settled else list(places)
            for issue, places in zip(case.agenda.issues, options, strict=True)
        ]
        found += [mixes, find_mutual_gains(mixes, to_us, to_them, free)]
    rows = np.unique(np.concatenate(found), axis=0)
    packages = (package_at(case.agenda, row) for row in rows)
    return tuple(p for p in packages if all(linkage.allows(p) for linkage in case.linkages))


def _best_mixes(
    case: Case, posterior: Posterior, ours: Belief, options: Sequence[Sequence[int]]
) -> Indices:
    """Return positions[package, issue], each best for one mix, taken from options[issue]."""
    draws = np.arange(
        0, posterior.belief.n_draws, max(posterior.belief.n_draws // _N_DRAWS_MOST, 1)
    )
    columns = []
    for issue, theirs, own, places in zip(
        case.agenda.issues, posterior.belief.part_values(), ours.part_values(), options, strict=True
    ):
        if issue.id in case.settled:
            settled = issue.position(case.settled[issue.id])
            columns.append(np.full(len(_TILTS) * len(draws), settled, dtype=np.intp))
            continue
        mixed = (1 - _TILTS)[:, None, None] * own.mean(axis=0)[places] + (
            _TILTS[:, None, None] * theirs[draws][:, places]
        )
        columns.append(np.array(places, dtype=np.intp)[mixed.argmax(axis=2).ravel()])
    return np.column_stack(columns)


def _is_any_wish_told(case: Case, posterior: Posterior) -> bool:
    """Whether it is known of any open issue what a party probably wants."""
    rows = tabulate_knowledge(case, posterior)
    return any(row.is_told and row.issue_id not in case.settled for row in rows)


def _answered(evidence: Evidence) -> tuple[set[Package], set[Package]]:
    """Return what a party refused and never took, and what it offered or accepted."""
    taken = {offer.package for offer in evidence.offers}
    taken |= {reply.package for reply in evidence.replies if reply.is_accepted}
    refused = {reply.package for reply in evidence.replies if not reply.is_accepted}
    return refused - taken, taken


def _is_answered(package: Package, answered: tuple[set[Package], set[Package]]) -> bool:
    """Whether a package holds something refused, or was taken as it is."""
    refused, taken = answered
    choices = set(package.choices)
    return package in taken or any(choices.issuperset(part.choices) for part in refused)


def _is_across(case: Case, belief: Belief, positions: Indices) -> Flags:
    """Return, per package, whether it crosses a red line that the party declared."""
    across = np.zeros(len(positions), dtype=bool)
    for line in belief.red_lines:
        across |= conditions_hold(case.agenda, line.conditions, positions)
    return across


def _is_spoken_against(evidence: Evidence, positions: Indices) -> Flags:
    """Return, per package, whether it holds an option that the party last spoke against."""
    latest = {stance.option: stance for stance in evidence.stances if stance.power >= 1}
    against = {option: stance.entry for option, stance in latest.items() if stance.sign < 0}
    for deed in find_deeds(evidence):
        for issue_id, option_id in deed.package:
            option = evidence.layout.option(issue_id, option_id)
            if against.get(option, deed.entry) < deed.entry:
                del against[option]
    held = evidence.layout.choices(positions)
    return np.asarray(held[:, list(against)].any(axis=1))


def _is_outdone(ours: Floats, theirs: Floats, bits: Floats) -> Flags:
    """Return, per package, whether one that tells about as much is clearly better for both."""
    places = np.flatnonzero(bits > 0)
    is_outdone = np.zeros(len(bits), dtype=bool)
    for place in places:
        is_better = (ours[places] > ours[place] + _CLEARLY) & (
            theirs[places] > theirs[place] + _CLEARLY
        )
        is_outdone[place] = np.any(is_better & (bits[places] >= _ABOUT_AS_MUCH * bits[place]))
    return is_outdone


def acceptable_options(case: Case, belief: Belief, issue_id: str) -> list[int]:
    """Return the places of an issue's options that no red line of a party rules out alone."""
    issue = case.agenda.issue(issue_id)
    alone = [package_of({issue_id: option.id}) for option in issue.options]
    return [
        place
        for place, package in enumerate(alone)
        if not any(line.is_crossed_by(package) for line in belief.red_lines)
    ]


def _take(scores: Floats, p_yes: Floats, n: int) -> list[int]:
    """Return the places of the best scores, each less what those before it tell as well."""
    taken: list[int] = []
    left = scores.copy()
    least = max(_SHARE_LEAST * float(scores.max(initial=0.0)), 1e-9)
    while len(taken) < n and left.max() >= least:
        place = int(left.argmax())
        taken.append(place)
        shared = [find_overlap(p_yes[:, place], other) for other in p_yes.T]
        left = np.minimum(left, scores * (1 - np.array(shared)))
        left[taken] = 0.0
    return taken


def _p_yes(case: Case, belief: Belief, positions: Indices) -> Floats:
    """Return p_yes[draw, package]: how probably a party takes a package, red lines counted."""
    gaps = belief.values_at(case.agenda, positions) - belief.reservation[:, None]
    p_yes = np.asarray(ndtr(gaps / _REPLY_NOISE))
    assert belief.red_line_holds is not None
    for place, line in enumerate(belief.red_lines):
        crossed = conditions_hold(case.agenda, line.conditions, positions)
        p_yes[belief.red_line_holds[:, [place]] & crossed[None, :]] = 0.0
    return p_yes


def _share_given(case: Case, ours: Belief, values: Floats) -> Floats:
    """Return, per package, the part of our gain at best that it gives up (0..1)."""
    best, floor = _find_best(case, ours), float(ours.reservation.mean())
    room = max(best - floor, 1e-9)
    return np.asarray(np.clip((best - values.mean(axis=0)) / room, 0.0, 1.0))


def _find_best(case: Case, ours: Belief) -> float:
    """Return the mean value of our best package that keeps what is settled.

    The options of issues that interactions tie together are tried in all ways, the first of them
    where there are too many; each other issue is at its best by itself.
    """
    tied = {issue_id for interaction in ours.interactions for issue_id in interaction.issue_ids}
    places: list[list[int]] = []
    for issue, part in zip(case.agenda.issues, ours.part_values(), strict=True):
        mean = part.mean(axis=0)
        if issue.id in case.settled:
            places.append([issue.position(case.settled[issue.id])])
        else:
            n_tried = len(mean) if issue.id in tied else 1
            places.append(np.argsort(-mean, kind="stable")[:n_tried].tolist())
    rows = np.array(list(islice(product(*places), _N_WAYS_MOST)), dtype=np.intp)
    return float(ours.values_at(case.agenda, rows).mean(axis=0).max())


def find_information(p_answer: Floats) -> float:
    """Return the mutual information, in bits, of p_answer[answer, draw] and the draw."""
    return max(float(_entropy(p_answer.mean(axis=1)) - _entropy(p_answer).mean()), 0.0)


def _entropy(p: Floats) -> Floats:
    return np.asarray(-(p * np.log2(np.maximum(p, 1e-12))).sum(axis=0))


def find_overlap(one: Floats, other: Floats) -> float:
    """Return how much of one answer another tells (0..1): their squared correlation over draws."""
    spread = float(one.std() * other.std())
    if spread < 1e-9:
        return 0.0
    return float(min(((one - one.mean()) * (other - other.mean())).mean() / spread, 1.0) ** 2)
