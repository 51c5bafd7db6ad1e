"""Talks between people with the moves read out of them, split into a tuning and a tested half."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks._human import Talk, find_human_data, read_casino, read_deal_or_no_deal
from benchmarks._priorities import Seen, seen_of
from paraph.record.notes import ProposedMove, propose_moves

ALL = 999
"""As a count of moves: all of them."""


@dataclass(frozen=True)
class ReadTalk:
    """A talk with the moves read out of it."""

    talk: Talk
    moves: tuple[ProposedMove, ...]

    def seen(self, *, has_form: bool) -> list[Seen]:
        """The moves in order; with the deals entered in the form where `has_form`."""
        placed = [(move.line, seen_of(move)) for move in self.moves]
        if has_form:
            placed += [(line, Seen(move, "form")) for line, move in self.talk.dealings]
        return [seen for _, seen in sorted(placed, key=lambda pair: pair[0])]

    def seen_until(self, party_id: str, n_moves: int, *, has_form: bool) -> list[Seen]:
        """What is seen before the move of a party that comes after its first `n_moves`."""
        seen = self.seen(has_form=has_form)
        own = [at for at, entry in enumerate(seen) if entry.move.party_id == party_id]
        return seen[: own[n_moves]] if n_moves < len(own) else seen


def read_talks() -> dict[str, tuple[list[ReadTalk], list[ReadTalk]]]:
    """Return name of the collection -> (tuning half, tested half).

    InputError if PARAPH_DATA doesn't lead to them.
    """
    folder = find_human_data()
    return {
        "CaSiNo": _split(_read(read_casino(folder / "casino"))),
        "Deal or No Deal": _split(_read(read_deal_or_no_deal(folder / "deal-or-no-deal"))),
    }


def _read(talks: Iterable[Talk]) -> list[ReadTalk]:
    return [ReadTalk(talk, propose_moves(talk.note, talk.vocabulary)) for talk in talks]


def _split(talks: Sequence[ReadTalk]) -> tuple[list[ReadTalk], list[ReadTalk]]:
    tune = [read for read in talks if read.talk.is_for_tuning]
    return tune, [read for read in talks if not read.talk.is_for_tuning]
