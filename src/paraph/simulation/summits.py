"""The principals' meeting, played many times: whether it ends in agreement, and in which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np

from paraph.errors import InputError
from paraph.negotiation import Agenda, Belief, Linkage, Package
from paraph.negotiation.beliefs import Flags, Floats, Indices
from paraph.simulation.exchanges import Exchanges, bargain
from paraph.simulation.situations import Setting, Situation, open_situation
from paraph.simulation.standing import take_up
from paraph.simulation.table import is_listable, lay_table
from paraph.simulation.tactics import BALANCED, Tactic, TacticMixture

METHOD = (
    "alternating offers by simulation: each run draws what every party wants and how it bargains"
)
_RUNS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class SummitSettings:
    """How the principals' meeting is played.

    `n_exchanges`: proposals made there, all sides together. `tactics`: how the parties
    bargain, one mixture for all or one for each. `p_walkout`: see `Exchanges`.
    """

    n_exchanges: int = 6
    n_runs: int = 2000
    seed: int = 1
    tactics: tuple[TacticMixture, ...] = (BALANCED,)
    p_walkout: float = 0.0

    def __post_init__(self) -> None:
        if self.n_exchanges < 1 or self.n_runs < 1:
            raise InputError("a simulation needs at least one exchange and one run")
        if not 0 <= self.p_walkout <= 1:
            raise InputError(f"a probability lies in 0..1, not {self.p_walkout:g}")


@dataclass(frozen=True, eq=False)
class Summits:
    """What came of the meetings that were played, one run each.

    `positions[run, issue]`: the package agreed, -1 where none. `values[run, party]`: its value
    to each party, the reservation value where there is no agreement. `n_used[run]`: proposals
    made. `has_walked_out[run]`: a party left early. `has_zone[run]`: some package on the table
    suited all. `tactics[run, party]` index `tactic_names`; `draws[run, party]` the beliefs.
    `is_listed`: every package could come on the table, not a sample only.
    """

    party_ids: tuple[str, ...]
    is_agreed: Flags
    positions: Indices
    values: Floats
    n_used: Indices
    tactic_names: tuple[str, ...]
    tactics: Indices
    draws: Indices
    method: str
    settings: SummitSettings
    seed: int
    digest: str
    has_walked_out: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    has_zone: Flags = field(default_factory=lambda: np.zeros(0, dtype=np.bool_))
    is_listed: bool = True

    @property
    def p_agreement(self) -> float:
        """The share of runs that ended in agreement."""
        return float(self.is_agreed.mean())


def play_summits(
    agenda: Agenda,
    beliefs: Sequence[Belief],
    linkages: Sequence[Linkage],
    settled: Package,
    settings: SummitSettings | None = None,
) -> Summits:
    """Play the principals' meeting many times over what is still open.

    Each run draws one preference from each belief and a tactic for each party. InputError if
    the beliefs don't fit the agenda, or what is settled contradicts the linkages.
    """
    chosen = settings or SummitSettings()
    setting = Setting(agenda, tuple(beliefs), tuple(linkages))
    rng = np.random.default_rng(chosen.seed)
    situation = open_situation(setting, settled, chosen.n_runs, rng)
    return play_summits_from(situation, chosen)


def play_summits_from(
    situation: Situation, settings: SummitSettings, tactics: Indices | None = None
) -> Summits:
    """Play the meeting once in each run of a situation, `settings.n_runs` notwithstanding.

    `tactics[run, party]` index the tactics of the mixtures in order; None: drawn by share.
    """
    rng = np.random.default_rng([settings.seed, 1])
    known = tuple(tactic for mixture in settings.tactics for tactic in mixture.tactics)
    if tactics is None:
        tactics = draw_tactics(settings.tactics, situation.draws.shape, rng)
    parts = [
        _play(situation.take(runs), known, tactics[runs], settings, rng)
        for runs in _batches(situation)
    ]
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return Summits(
        party_ids=situation.setting.party_ids,
        is_agreed=joined["is_agreed"],
        positions=joined["positions"],
        values=joined["values"],
        n_used=joined["n_used"],
        tactic_names=tuple(tactic.name for tactic in known),
        tactics=tactics,
        draws=situation.draws,
        method=METHOD,
        settings=replace(settings, n_runs=situation.n_runs),
        seed=settings.seed,
        digest=digest_of(situation),
        has_walked_out=joined["has_walked_out"],
        has_zone=joined["has_zone"],
        is_listed=is_listable(situation),
    )


def draw_tactics(
    mixtures: tuple[TacticMixture, ...], shape: tuple[int, ...], rng: np.random.Generator
) -> Indices:
    """Draw tactics[run, party] as indices into the tactics of all mixtures in order."""
    n_runs, n_parties = shape
    if len(mixtures) not in (1, n_parties):
        raise InputError("name one mixture of tactics for all parties, or one for each")
    chosen = np.empty((n_runs, n_parties), dtype=np.intp)
    first = 0
    for party, mixture in enumerate(mixtures):
        size = (n_runs, n_parties) if len(mixtures) == 1 else n_runs
        drawn = first + rng.choice(len(mixture.tactics), size=size, p=mixture.shares)
        if len(mixtures) == 1:
            return drawn
        chosen[:, party] = drawn
        first += len(mixture.tactics)
    return chosen


def digest_of(situation: Situation) -> str:
    """Return a fingerprint of everything that a simulation starts from."""
    setting = situation.setting
    print_of = sha256(repr((setting.agenda, setting.linkages)).encode())
    for belief in setting.beliefs:
        print_of.update(repr((belief.party_id, belief.interactions, belief.red_lines)).encode())
        assert belief.red_line_holds is not None
        arrays = (belief.weights, belief.reservation, belief.red_line_holds, *belief.option_values)
        for array in arrays:
            print_of.update(np.ascontiguousarray(array).tobytes())
    print_of.update(repr(setting.standing).encode())
    for array in (situation.draws, situation.settled, situation.stands):
        print_of.update(np.ascontiguousarray(array).tobytes())
    return print_of.hexdigest()[:16]


def _batches(situation: Situation) -> list[slice]:
    """Split the runs so that the tables stay small, but not where runs share theirs."""
    size = situation.n_runs if is_listable(situation) else _RUNS_AT_ONCE
    return [slice(first, first + size) for first in range(0, situation.n_runs, size)]


def _play(
    situation: Situation,
    known: tuple[Tactic, ...],
    tactics: Indices,
    settings: SummitSettings,
    rng: np.random.Generator,
) -> dict[str, Floats | Flags | Indices]:
    table = lay_table(situation, rng)
    exchanges = Exchanges(settings.n_exchanges, settings.p_walkout)
    played = bargain(table, known, tactics, exchanges, rng)
    is_agreed = played.agreed >= 0
    runs = np.arange(situation.n_runs)
    found = table.positions_at(runs, np.maximum(played.agreed, 0)).astype(np.intp)
    positions = np.where(is_agreed[:, None], found, -1)
    worth = table.ranking.values[table.rows, np.maximum(played.agreed, 0)[:, None]]
    values = np.where(is_agreed[:, None], worth, table.ranking.reservation[table.rows])
    values = values.astype(np.float64)
    left = np.flatnonzero(~is_agreed & ~played.has_walked_out & situation.stands.any(axis=1))
    if left.size:
        insisted = played.floor.insisted_at_the_end(left)
        taken, taken_positions, taken_values = take_up(situation.take(left), insisted)
        is_agreed[left] = taken
        positions[left[taken]] = taken_positions[taken]
        values[left[taken]] = taken_values[taken]
    return {
        "is_agreed": is_agreed,
        "positions": positions,
        "values": values,
        "n_used": played.n_used,
        "has_walked_out": played.has_walked_out,
        "has_zone": table.has_zone(),
    }
