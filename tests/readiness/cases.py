"""Small cases whose readiness can be foreseen."""

from dataclasses import replace
from datetime import date

import numpy as np

from paraph.case import Case, CaseSettings, PlannedMeeting
from paraph.negotiation import (
    Agenda,
    Authority,
    Belief,
    Definition,
    Issue,
    Mandate,
    MandateItem,
    Option,
    Party,
    Person,
    Term,
    package_of,
)
from paraph.record import Level, Move, MoveKind, Opening, Session

AGENDA = Agenda(
    tuple(
        Issue(
            name, name.title(), tuple(Option(f"{k}", f"{name} {k}", f"text {k}") for k in range(3))
        )
        for name in ("inspection", "relief", "offices")
    )
)


def mandate(authority: Authority = Authority.STAFF, issued: date | None = None) -> Mandate:
    items = tuple(MandateItem(issue_id, authority) for issue_id in AGENDA.issue_ids)
    return Mandate(items, issued_by="the cabinet", issued=issued)


def prepared_case() -> Case:
    """A case in which everything decisive is on record."""
    day = date(2020, 3, 2)
    parties = tuple(
        Party(
            party_id,
            name,
            principal=f"Principal of {name}",
            delegation=(Person("A", "lead"), Person("B", "second"), Person("C", "note-taker")),
            mandate=mandate(issued=date(2020, 1, 1)),
        )
        for party_id, name in (("us", "Ourland"), ("them", "Theirland"))
    )
    session = Session(
        id="2020-03-02-geneva",
        day=day,
        place="Geneva",
        moves=(
            Move("us", MoveKind.PROPOSE, package_of({"inspection": "2", "relief": "0"})),
            Move("them", MoveKind.PROPOSE, package_of({"inspection": "0", "relief": "2"})),
            Move("us", MoveKind.ASK, issue_ids=("offices",)),
            Move("them", MoveKind.ANSWER, issue_ids=("relief", "offices")),
        ),
        is_joint_record=True,
    )
    openings = tuple(
        Opening(ours, package_of({"relief": "1"}), shown=((theirs, day),))
        for ours, theirs in (("us", "them"), ("them", "us"))
    )
    given = tuple(Definition(party.id, "all of it", date(2020, 1, 5)) for party in parties)
    return Case(
        id="test",
        title="Test",
        we_id="us",
        agenda=AGENDA,
        parties=parties,
        terms=(Term("relief", "Relief", given, ("relief",), agreed_text="all of it", agreed=day),),
        sessions=(session,),
        openings=openings,
        meeting=PlannedMeeting(day=date(2020, 4, 1), place="Vienna", n_exchanges=6),
        settings=CaseSettings(seed=3),
    )


def believe(
    case: Case, reservations: tuple[float, float] = (0.3, 0.3), n_draws: int = 200
) -> tuple[Belief, Belief]:
    """Two parties opposed on every issue, who care for different ones."""
    rng = np.random.default_rng(0)
    rising = np.tile(np.linspace(0, 1, 3), (n_draws, 1))
    held = []
    for party, (reservation, weights) in enumerate(
        zip(reservations, ([6.0, 2.0, 2.0], [2.0, 6.0, 2.0]), strict=True)
    ):
        held.append(
            Belief(
                party_id=case.parties[party].id,
                weights=rng.dirichlet(weights, n_draws),
                option_values=(rising if party == 0 else 1 - rising,) * 3,
                reservation=np.clip(rng.normal(reservation, 0.05, n_draws), 0, 1),
            )
        )
    return held[0], held[1]


def with_session(case: Case, session: Session) -> Case:
    """The case with one more session."""
    return replace(case, sessions=(*case.sessions, session))


def leaders_met(day: date) -> Session:
    """A session of the principals."""
    return Session(id=f"{day}-summit", day=day, level=Level.LEADERS)
