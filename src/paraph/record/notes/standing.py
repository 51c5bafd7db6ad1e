"""What lies on the table while a note is read: the last proposal of each party."""

from __future__ import annotations

from dataclasses import dataclass, field

from paraph.negotiation import NOTHING_SETTLED, Package
from paraph.record.sessions import Move, MoveKind

_MOST_PROPOSERS = 4
_LONG_AGO = -9


@dataclass
class Table:
    """The proposals that stand, each with the block of the note and the confidence it came with."""

    packages: dict[str, Package] = field(default_factory=dict)
    blocks: dict[str, int] = field(default_factory=dict)
    sureness: dict[str, float] = field(default_factory=dict)
    proposers: list[str] = field(default_factory=list)

    def against(self, party_id: str, issue_ids: tuple[str, ...]) -> tuple[Package, float]:
        """The last proposal of another party, cut to the issues named, if any are; how sure it is.

        The package is empty where none stands.
        """
        proposer = next((p for p in reversed(self.proposers) if p != party_id), "")
        package = self.packages.get(proposer, NOTHING_SETTLED)
        if issue_ids:
            package = Package(tuple(pair for pair in package if pair[0] in issue_ids))
        return package, self.sureness.get(proposer, 1.0)

    def is_turn_of(self, party_id: str, block: int) -> bool:
        """Whether a party speaks in the block after the one in which another proposed."""
        proposer = self.proposers[-1] if self.proposers else ""
        is_next = block - self.blocks.get(proposer, _LONG_AGO) == 1
        return is_next and proposer != party_id and bool(party_id)

    def take(self, move: Move, block: int) -> None:
        """Take up a move: a proposal stands, what is accepted is meant by "agreed" as well.

        Proposals in one turn are joined; what is rejected no longer stands.
        """
        party_id = move.party_id
        if move.kind is MoveKind.PROPOSE:
            is_joined = self.blocks.get(party_id) == block and self.proposers[-1:] == [party_id]
            before = self.packages.get(party_id, NOTHING_SETTLED)
            package = before.with_choices(move.package) if is_joined else move.package
            sureness = min(self.sureness.get(party_id, 1.0) if is_joined else 1.0, move.confidence)
            self.blocks[party_id] = block
            self._put(party_id, package, sureness)
        elif move.kind is MoveKind.ACCEPT and move.package:
            self._put(party_id, move.package, move.confidence)
        elif move.kind is MoveKind.REJECT:
            self._withdraw(move)

    def _put(self, party_id: str, package: Package, sureness: float) -> None:
        self.packages[party_id] = package
        self.sureness[party_id] = sureness
        self.proposers = [*self.proposers[1 - _MOST_PROPOSERS :], party_id]

    def _withdraw(self, move: Move) -> None:
        """Take a proposal that holds what was rejected off the table."""
        for party_id, package in self.packages.items():
            if party_id != move.party_id and set(move.package) & set(package):
                self.packages[party_id] = NOTHING_SETTLED
                self.proposers = [proposer for proposer in self.proposers if proposer != party_id]
