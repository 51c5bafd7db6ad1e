"""Advice: what to propose next, what to trade for what, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paraph.advice.proposals import Proposal, choose_packages, describe_proposal
from paraph.advice.steps import Ground, choose_steps
from paraph.advice.trades import Trade, find_common_ground, find_trades
from paraph.analysis import Landing
from paraph.case import Case
from paraph.negotiation import Belief, Package
from paraph.readiness import Readiness
from paraph.record import MoveKind


@dataclass(frozen=True, slots=True)
class AdviceSettings:
    """How sure advice must be before it is given.

    `our_floor`: the probability that we would take a package ourselves, below which it
    isn't proposed; `trade_at_least`: the probability that a trade pays both sides;
    `common_at_least`: the probability that both sides want the same.
    """

    our_floor: float = 0.8
    trade_at_least: float = 0.65
    common_at_least: float = 0.6


@dataclass(frozen=True)
class Advice:
    """What to do next, resting on the beliefs and the landing given.

    `common_ground`: (issue id, option id, probability that all want it); `next_steps` are
    three. `seed` is that of the beliefs; the advice itself draws nothing at random.
    """

    proposals: tuple[Proposal, ...]
    trades: tuple[Trade, ...]
    common_ground: tuple[tuple[str, str, float], ...]
    questions: tuple[str, ...]
    next_steps: tuple[str, ...]
    method: str
    settings: AdviceSettings
    seed: int
    digest: str


def advise(
    case: Case,
    beliefs: Sequence[Belief],
    landing: Landing,
    readiness: Readiness,
    questions: Sequence[str],
    settings: AdviceSettings | None = None,
) -> Advice:
    """Choose packages to propose, trades to make, and three next steps.

    What a counterpart has refused on record is never proposed again. `beliefs` hold ours
    first, then one for each counterpart in the case's order;
    `questions` are those worth asking, best first; with several counterparts each says whom.
    """
    settings = settings or AdviceSettings()
    trades = _trades(case, beliefs, settings)
    proposals = _proposals(case, beliefs, landing, trades, settings)
    common = find_common_ground(
        case.agenda, beliefs, case.open_issue_ids, at_least=settings.common_at_least
    )
    ground = Ground(proposals, trades, common, tuple(questions))
    return Advice(
        proposals=proposals,
        trades=trades,
        common_ground=common,
        questions=tuple(questions),
        next_steps=choose_steps(case, readiness, ground),
        method="packages by gain and probability of acceptance; trades by rates of exchange",
        settings=settings,
        seed=landing.seed,
        digest=case.digest,
    )


def _proposals(
    case: Case,
    beliefs: Sequence[Belief],
    landing: Landing,
    trades: Sequence[Trade],
    settings: AdviceSettings,
) -> tuple[Proposal, ...]:
    refused = _refused(case)
    packages = [
        found.package
        for found in landing.packages
        if not any(_holds(found.package, part) for part in refused)
    ]
    chosen = choose_packages(case.agenda, beliefs, packages, our_floor=settings.our_floor)
    return tuple(
        describe_proposal(
            case,
            beliefs,
            package,
            purpose=purpose,
            trades=trades,
        )
        for purpose, package in chosen
    )


def _refused(case: Case) -> tuple[Package, ...]:
    """What counterparts have refused on record: packages, parts of packages, single options."""
    return tuple(
        move.package
        for session in case.sessions
        for move in session.moves
        if move.kind is MoveKind.REJECT and move.party_id != case.we_id and move.package
    )


def _holds(package: Package, part: Package) -> bool:
    return all(issue_id in package and package[issue_id] == option for issue_id, option in part)


def _trades(case: Case, beliefs: Sequence[Belief], settings: AdviceSettings) -> tuple[Trade, ...]:
    ours, *theirs = beliefs
    return tuple(
        trade
        for party, belief in zip(case.counterparts, theirs, strict=True)
        for trade in find_trades(
            case.agenda,
            ours,
            belief,
            case.open_issue_ids,
            their_name=party.name,
            at_least=settings.trade_at_least,
        )
    )
