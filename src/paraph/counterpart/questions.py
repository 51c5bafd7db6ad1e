"""Questions worth asking: which answers would tell us most, and reveal least about us.

The worth of a question is what its answer is expected to tell of the party's gains, what each
package is worth to it beyond no agreement (paraph.counterpart.stakes). Answers are noisy as in
the likelihood, and may be untrue.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.special import ndtr

from paraph.case import Case
from paraph.counterpart.answered import Answered
from paraph.counterpart.answers import COMPARISON_NOISE
from paraph.counterpart.evidence import collect_evidence
from paraph.counterpart.layout import Floats
from paraph.counterpart.posterior import Posterior
from paraph.counterpart.present import present_record
from paraph.counterpart.probes import acceptable_options, find_overlap
from paraph.counterpart.stakes import Stakes
from paraph.negotiation import NOTHING_SETTLED, Belief, Package, package_of

_P_TRUE = 0.85
"""The probability that an answer is meant."""
_ORDER_POWER = 3.0
_RESERVATION_NOISE = 0.1
_N_RESERVATION_BINS = 5
_SHARE_LEAST = 0.05
"""A question that is worth less than this part of the best on an issue isn't worth asking."""
_ABOUT_AS_MUCH = 0.8
"""Questions that are worth this part of the best one left are worth about as much as it."""
_P_MEANT_LEAST = 0.5
"""A red line that is less likely to be meant, as its party crossed it, isn't asked about."""
_N_PAIRS_EACH = 2
"""So many pairs of options of one issue are asked about at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a counterpart, and what its answer would tell.

    `first` and `second` are set where it compares two (partial) packages. `information_bits`
    is what the answer is expected to tell of the party's gains; `reveals` says what asking it
    gives away.
    """

    text: str
    issue_ids: tuple[str, ...]
    first: Package
    second: Package
    information_bits: float
    reveals: str
    is_about_importance: bool = False


@dataclass(frozen=True, eq=False)
class _Candidate:
    """A question with p_answer[answer, draw], and the share of its worth lost by revealing."""

    question: Question
    p_answer: Floats
    cost: float


def rank_questions(case: Case, posterior: Posterior, *, n: int = 8) -> tuple[Question, ...]:
    """Rank the questions worth asking a party, the best first, at most n of them.

    They are taken greedily by information, less what asking reveals about us (a tenth for
    comparing options of one issue, a fifth for a trade between two), less what the questions
    already taken would tell as well; as long as that is at least a twentieth of what the best one
    on an issue is worth (the question about no agreement is of a kind of its own). Of questions
    that are worth about as much, one on issues that were asked about least goes first, and of one
    issue two pairs of options are asked about at most. Settled issues aren't asked about, nor what
    the record or what is stated answers already (`Answered`) as far as the belief rests on it, and
    no option behind a declared red line of theirs is asked about, for they would refuse it, and no
    red line that they crossed themselves.
    """
    stakes = Stakes.of(case, posterior)
    record = present_record(case, posterior)
    party_id = posterior.party_id
    answered = Answered(record, party_id, collect_evidence(record, party_id))
    candidates = [
        each for each in _list_candidates(case, posterior) if not answered.covers(each.question)
    ]
    left = [(c, stakes.information(c.p_answer)) for c in candidates]
    taken: list[_Candidate] = []
    questions: list[Question] = []
    asked = [candidate.question for candidate, _ in left]
    scores = np.array([bits * (1 - c.cost) for c, bits in left])
    on_issues = [score for score, (c, _) in zip(scores, left, strict=True) if c.question.issue_ids]
    least = max(_SHARE_LEAST * max(on_issues, default=0.0), 1e-6)
    overlap = np.zeros(len(left))
    while len(taken) < n and len(left) > len(taken):
        is_left = [not _is_one_too_many(question, questions) for question in asked]
        worth = scores * (1 - overlap) * is_left
        if worth.max() < least:
            break
        place = _choose(worth, asked, questions)
        candidate, bits = left[place]
        taken.append(candidate)
        questions.append(replace(candidate.question, information_bits=bits))
        overlap = np.maximum(
            overlap, [find_overlap(candidate.p_answer[0], c.p_answer[0]) for c, _ in left]
        )
        overlap[place] = 1.0
    return tuple(questions)


def _choose(worth: Floats, asked: Sequence[Question], taken: Sequence[Question]) -> int:
    """Return the place of the best question; of those about as good, on issues asked about least.

    What matters most is asked about all issues, and counts for none.
    """
    counts = Counter(issue_id for each in taken for issue_id in _issues_asked(each))

    def prefer(place: int) -> tuple[int, float]:
        most = max((counts[issue_id] for issue_id in _issues_asked(asked[place])), default=0)
        return -most, float(worth[place])

    near = np.flatnonzero(worth >= _ABOUT_AS_MUCH * worth.max())
    return max((int(place) for place in near), key=prefer)


def _issues_asked(question: Question) -> tuple[str, ...]:
    return () if question.is_about_importance else question.issue_ids


def _is_one_too_many(question: Question, taken: Sequence[Question]) -> bool:
    """Whether enough pairs of options of its issue are asked about already."""
    if not question.first or len(question.issue_ids) > 1:
        return False
    alike = [each for each in taken if each.first and each.issue_ids == question.issue_ids]
    return len(alike) >= _N_PAIRS_EACH


def compare_packages(case: Case, belief: Belief, first: Package, second: Package) -> Floats:
    """Return p_prefers[draw]: how probably a party that means it says `first` is better."""
    return np.asarray(ndtr(value_gaps(case, belief, first, second) / COMPARISON_NOISE))


def value_gaps(case: Case, belief: Belief, first: Package, second: Package) -> Floats:
    """Return gap[draw], the first's value less the second's, as a share of what they touch."""
    touched = [case.agenda.position(i) for i in {*first.issue_ids, *second.issue_ids}]
    positions = np.array([first.positions(case.agenda), second.positions(case.agenda)])
    values = belief.values_at(case.agenda, positions)
    scope = np.maximum(belief.weights[:, touched].sum(axis=1), 1e-9)
    return np.asarray((values[:, 0] - values[:, 1]) / scope)


def _list_candidates(case: Case, posterior: Posterior) -> Iterator[_Candidate]:
    yield from _ask_importance(case, posterior)
    yield from _ask_alternative(posterior)
    yield from _ask_options(case, posterior)
    yield from _ask_trades(case, posterior)
    yield from _ask_red_lines(case, posterior)


def _ask_importance(case: Case, posterior: Posterior) -> Iterator[_Candidate]:
    issue_ids = case.open_issue_ids
    if len(issue_ids) < 2:
        return
    places = [case.agenda.position(issue_id) for issue_id in issue_ids]
    strength = np.maximum(posterior.belief.weights[:, places].T, 1e-9) ** _ORDER_POWER
    question = Question(
        "Which of the open issues matters most to you?",
        issue_ids,
        NOTHING_SETTLED,
        NOTHING_SETTLED,
        0.0,
        "nothing about us",
        is_about_importance=True,
    )
    yield _Candidate(question, _may_be_untrue(strength / strength.sum(axis=0)), 0.0)


def _ask_alternative(posterior: Posterior) -> Iterator[_Candidate]:
    edges = np.linspace(0, 1, _N_RESERVATION_BINS + 1)[1:-1]
    below = ndtr((edges[:, None] - posterior.belief.reservation) / _RESERVATION_NOISE)
    ends = np.concatenate((np.zeros((1, below.shape[1])), below, np.ones((1, below.shape[1]))))
    question = Question(
        "What will you do if there is no agreement, and how well could you live with it?",
        (),
        NOTHING_SETTLED,
        NOTHING_SETTLED,
        0.0,
        "that we think of no agreement too",
    )
    yield _Candidate(question, _may_be_untrue(np.diff(ends, axis=0)), 0.1)


def _ask_options(case: Case, posterior: Posterior) -> Iterator[_Candidate]:
    for issue_id in case.open_issue_ids:
        issue = case.agenda.issue(issue_id)
        open_to_them = acceptable_options(case, posterior.belief, issue_id)
        values = posterior.belief.option_values[case.agenda.position(issue_id)]
        for one, other in _likely_pairs(values, open_to_them):
            first = package_of({issue.id: issue.options[one].id})
            second = package_of({issue.id: issue.options[other].id})
            text = (
                f"On {issue.label}: which is better for you, {issue.options[one].label} or "
                f"{issue.options[other].label}?"
            )
            question = Question(
                text, (issue.id,), first, second, 0.0, "which options we have in mind"
            )
            yield _Candidate(question, _two_answers(case, posterior, first, second), 0.1)


_N_PAIRS_MOST = 40


def _likely_pairs(values: Floats, options: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of options of values[draw, option] whose difference is known least."""
    pairs = list(combinations(options, 2))
    spread = [-float((values[:, a] - values[:, b]).std()) for a, b in pairs]
    return [pairs[place] for place in np.argsort(spread, kind="stable")[:_N_PAIRS_MOST]]


def _ask_trades(case: Case, posterior: Posterior) -> Iterator[_Candidate]:
    for one, other in combinations(case.open_issue_ids, 2):
        if any(len(acceptable_options(case, posterior.belief, i)) < 2 for i in (one, other)):
            continue
        (best, worst), (best_other, worst_other) = (_ends(case, posterior, i) for i in (one, other))
        first = package_of({one: best, other: worst_other})
        second = package_of({one: worst, other: best_other})
        text = f"Which would you rather have: {_say(case, first)}, or {_say(case, second)}?"
        question = Question(
            text, (one, other), first, second, 0.0, f"that we would trade {_labels(case, first)}"
        )
        yield _Candidate(question, _two_answers(case, posterior, first, second), 0.2)


def _ask_red_lines(case: Case, posterior: Posterior) -> Iterator[_Candidate]:
    belief = posterior.belief
    assert belief.red_line_holds is not None
    for place, line in enumerate(belief.red_lines):
        if all(issue_id in case.settled for issue_id in line.issue_ids):
            continue
        holds = belief.red_line_holds[:, place].astype(np.float64)
        if holds.mean() < _P_MEANT_LEAST:
            continue
        labels = " and ".join(case.agenda.issue(i).label for i in line.issue_ids)
        question = Question(
            f"Is there any case in which your red line on {labels} could move?",
            line.issue_ids,
            NOTHING_SETTLED,
            NOTHING_SETTLED,
            0.0,
            "that the red line stands in our way",
        )
        p_yes = 0.3 + 0.4 * (1 - holds)
        yield _Candidate(question, _may_be_untrue(np.stack((p_yes, 1 - p_yes))), 0.3)


def _ends(case: Case, posterior: Posterior, issue_id: str) -> tuple[str, str]:
    """Return the options most probably their best and, of those they may accept, their worst."""
    issue = case.agenda.issue(issue_id)
    places = acceptable_options(case, posterior.belief, issue_id)
    mean = posterior.belief.option_values[case.agenda.position(issue_id)].mean(axis=0)[places]
    best, worst = int(mean.argmax()), int(mean.argmin())
    if best == worst:
        best, worst = 0, 1
    return issue.options[places[best]].id, issue.options[places[worst]].id


def _say(case: Case, package: Package) -> str:
    issues = [issue for issue in case.agenda.issues if issue.id in package]
    return " and ".join(
        f"“{issue.option(package[issue.id]).label}” for {issue.label}" for issue in issues
    )


def _labels(case: Case, package: Package) -> str:
    return " against ".join(case.agenda.issue(issue_id).label for issue_id in package.issue_ids)


def _two_answers(case: Case, posterior: Posterior, first: Package, second: Package) -> Floats:
    p_first = compare_packages(case, posterior.belief, first, second)
    return _may_be_untrue(np.stack((p_first, 1 - p_first)))


def _may_be_untrue(p_answer: Floats) -> Floats:
    return np.asarray(_P_TRUE * p_answer + (1 - _P_TRUE) / p_answer.shape[0])
