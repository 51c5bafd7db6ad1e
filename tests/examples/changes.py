"""Changes to a case's record, as staff could have made them in the weeks before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from paraph.case import Case
from paraph.negotiation import (
    Authority,
    Interval,
    MandateItem,
    RedLine,
    StatedReservation,
    package_of,
)
from paraph.record import Session


def with_meeting(case: Case, day: date, agreed: Mapping[str, str]) -> Case:
    """Add a working-level meeting with a joint record, which agrees on some issues."""
    session = Session(
        id=f"{day}-added",
        day=day,
        agreed=package_of(agreed),
        is_joint_record=True,
        title="added",
    )
    sessions = sorted((*case.sessions, session), key=lambda one: (one.day, one.id))
    return replace(case, sessions=tuple(sessions))


def with_shared_definitions(case: Case, day: date) -> Case:
    """Agree on the definition of every term."""
    terms = tuple(
        term if term.agreed else replace(term, agreed_text="as agreed", agreed=day)
        for term in case.terms
    )
    return replace(case, terms=terms)


def with_openings_shown(case: Case, day: date) -> Case:
    """Prepare the openings by a day, and show each to the other side's staff."""
    openings = tuple(
        replace(
            opening,
            prepared=day,
            shown=tuple((p.id, day) for p in case.parties if p.id != opening.party_id),
        )
        for opening in case.openings
    )
    return replace(case, openings=openings)


def with_authority(case: Case, party_id: str, day: date) -> Case:
    """Put on record that a party's ministers may settle every issue."""
    items = tuple(
        MandateItem(issue_id=issue, authority=Authority.MINISTERS, issued=day)
        for issue in case.agenda.issue_ids
    )
    parties = tuple(
        replace(party, mandate=replace(party.mandate, items=items, issued=day))
        if party.id == party_id
        else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def with_reservation(case: Case, party_id: str, low: float, high: float) -> Case:
    """State another range for what no agreement is worth to a party."""
    parties = tuple(
        replace(
            party,
            preference=replace(
                party.preference,
                reservation=StatedReservation(
                    value=Interval(low, high), batna=party.preference.reservation.batna
                ),
            ),
        )
        if party.id == party_id
        else party
        for party in case.parties
    )
    return replace(case, parties=parties)


def with_red_lines(case: Case, party_id: str, lines: tuple[RedLine, ...]) -> Case:
    """Replace a party's red lines."""
    parties = tuple(
        replace(party, red_lines=lines) if party.id == party_id else party for party in case.parties
    )
    return replace(case, parties=parties)
