"""What the questions of homework are asked of: the case, and the facts many of them need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from paraph.case import Case
from paraph.negotiation import Issue, Party
from paraph.record import Level, Move, Paper, PaperKind, Session


@dataclass(frozen=True)
class Ground:
    """A case, and those of its open issues that decide the outcome."""

    case: Case
    decisive_ids: tuple[str, ...]

    @cached_property
    def open_issues(self) -> tuple[Issue, ...]:
        """The issues not agreed ad referendum."""
        return tuple(self.case.agenda.issue(issue_id) for issue_id in self.case.open_issue_ids)

    @cached_property
    def last_leaders_day(self) -> date | None:
        """The last day on which the principals met before the meeting that the case prepares."""
        prepared = self.case.meeting.day
        days = [
            s.last_day or s.day
            for s in self.case.sessions
            if s.level is Level.LEADERS and (prepared is None or s.day < prepared)
        ]
        return max(days, default=None)

    def papers(self, kind: PaperKind) -> tuple[Paper, ...]:
        """Return the papers of a kind that are on file."""
        return tuple(paper for paper in self.case.papers if paper.kind is kind)

    def moves_by(self, party_id: str) -> tuple[tuple[Session, Move], ...]:
        """Return a party's moves with their sessions, in the order of the record."""
        return tuple(
            (session, move)
            for session in self.case.sessions
            for move in session.moves
            if move.party_id == party_id
        )

    def sessions_on(self, party_id: str, issue_id: str) -> tuple[str, ...]:
        """Return pointers to the sessions in which a party spoke to an issue."""
        found = {
            point_session(session): None
            for session, move in self.moves_by(party_id)
            if issue_id in (*move.package.issue_ids, *move.compared_with.issue_ids, *move.issue_ids)
        }
        return tuple(found)

    def label(self, issue_id: str) -> str:
        """Return an issue's label."""
        return self.case.agenda.issue(issue_id).label

    def labels(self, issue_ids: tuple[str, ...] | list[str]) -> str:
        """Return the labels of some issues, as a list in words."""
        return ", ".join(self.label(issue_id) for issue_id in issue_ids)


def point_session(session: Session) -> str:
    """Return a pointer to a session."""
    return f"session {session.id}"


def point_paper(paper: Paper) -> str:
    """Return a pointer to a paper."""
    return f"paper {paper.title}"


def point_mandate(party: Party) -> str:
    """Return a pointer to a party's mandate."""
    return f"mandate of {party.name}"
