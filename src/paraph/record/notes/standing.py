"""What lies on the table while a note is read: the last proposal of each party."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from paraph.negotiation import NOTHING_SETTLED, Package
from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.findings import Finding
from paraph.record.sessions import Move, MoveKind

_MOST_PROPOSERS = 4
_LONG_AGO = -9
_UNSURE = 0.3
"""How sure a proposal counts beside which its party has made another one that wasn't read."""
_SAID_AGAIN = re.compile(
    r"(?<!\w)(?:repeat|reiterat|renew|confirm|explain|defend|insist|maintain|stood|stand|stick|stuck|"
    r"present|justif|rais|recall)"
)


@dataclass
class Table:
    """The proposals that stand, each with the block of the note and the confidence it came with.

    `unread` are the parties that have made another proposal since, which wasn't read.
    """

    packages: dict[str, Package] = field(default_factory=dict)
    blocks: dict[str, int] = field(default_factory=dict)
    sureness: dict[str, float] = field(default_factory=dict)
    proposers: list[str] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def against(self, party_id: str, issue_ids: tuple[str, ...]) -> tuple[Package, float]:
        """The last proposal of another party, cut to the issues named, if any are; how sure it is.

        The package is empty where none stands.
        """
        proposer = next((p for p in reversed(self.proposers) if p != party_id), "")
        package = self.packages.get(proposer, NOTHING_SETTLED)
        if issue_ids:
            package = Package(tuple(pair for pair in package if pair[0] in issue_ids))
        sureness = self.sureness.get(proposer, 1.0)
        is_unread = any(each != party_id for each in self.unread)
        return package, min(sureness, _UNSURE) if is_unread else sureness

    def is_turn_of(self, party_id: str, block: int) -> bool:
        """Whether a party speaks in the block after the one in which another proposed."""
        proposer = self.proposers[-1] if self.proposers else ""
        is_next = block - self.blocks.get(proposer, _LONG_AGO) == 1
        return is_next and proposer != party_id and bool(party_id)

    def miss_unread(
        self, clauses: Iterable[Clause], acts: Iterable[Act | None], findings: Iterable[Finding]
    ) -> None:
        """Keep in mind who proposed something of which no option was read."""
        read = {each.party_id for each in findings if each.kind is MoveKind.PROPOSE}
        for clause, act in zip(clauses, acts, strict=True):
            is_new = act is not None and act.kind is MoveKind.PROPOSE
            if is_new and clause.party_id not in read and not _SAID_AGAIN.search(clause.text):
                self.unread.add(clause.party_id)

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
            self.unread.discard(party_id)
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
