"""A case written by hand: two firms over a licence, with every kind of entry in it."""

from datetime import date

from paraph.case import Case, PlannedMeeting, TextVersion
from paraph.negotiation import (
    Agenda,
    Authority,
    Condition,
    Definition,
    Importance,
    Interval,
    Issue,
    Mandate,
    MandateItem,
    Option,
    Party,
    Person,
    RedLine,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    StatedValues,
    Term,
    numeric_issue,
    package_of,
)
from paraph.record import (
    Event,
    Judgement,
    Level,
    Move,
    MoveKind,
    Opening,
    Paper,
    PaperKind,
    Participant,
    Role,
    Session,
    Source,
)

AS_OF = date(2024, 3, 1)


def sample_agenda() -> Agenda:
    fee = numeric_issue("fee", "Yearly fee", low=1, high=10, step=1, unit="million EUR")
    return Agenda(
        (
            fee,
            Issue(
                "field",
                "Field of use",
                (Option("narrow", "Pumps only"), Option("wide", "All machines")),
            ),
            Issue(
                "territory",
                "Territory",
                (Option("eu", "European Union"), Option("world", "Worldwide")),
            ),
            Issue(
                "audit", "Right of audit", (Option("yearly", "Every year"), Option("none", "None"))
            ),
        )
    )


def sample_case() -> Case:
    return Case(
        id="licence",
        title="A licence between two firms",
        we_id="us",
        agenda=sample_agenda(),
        parties=(_us(), _them()),
        terms=(
            Term(
                "machine",
                "machine",
                (
                    Definition("us", "what the patent names", date(2024, 2, 1), ("A",)),
                    Definition("them", "anything that moves", date(2024, 2, 2), ("B",)),
                ),
                ("field",),
            ),
        ),
        texts=(TextVersion("The Licensee [shall][may] pay a fee.", date(2024, 2, 5), "First"),),
        sessions=(_session(),),
        openings=(Opening("us", package_of({"fee": "4"}), prepared=date(2024, 2, 20)),),
        papers=(Paper(PaperKind.LEGAL_MEMO, "Scope of the patent", date(2024, 1, 9), "Counsel"),),
        events=(Event("agreement", "The chairs agree on a licence by June.", date(2024, 6, 1)),),
        judgements=(
            Judgement("agreement", "Ines Moreau", Role.STAFF, date(2024, 2, 21), 0.3),
            Judgement("agreement", "Anna Weiss", Role.PRINCIPAL, date(2024, 2, 22), 0.8),
        ),
        sources=(Source("A", "Minutes of 5 February"), Source("B", "A trade paper", True)),
        meeting=PlannedMeeting(date(2024, 3, 15), "Geneva", Level.LEADERS),
        as_of=AS_OF,
    )


def _us() -> Party:
    never = RedLine((Condition("fee", ("1",)),), reason="below cost", source_ids=("A",))
    return Party(
        "us",
        "Alpine Pumps",
        "Anna Weiss",
        (Person("Ines Moreau", "counsel"),),
        StatedPreference(
            StatedImportance(
                shares=(("fee", Interval(0.3, 0.5)),),
                words=(("field", Importance.HIGH),),
                ranking=(("fee",), ("field", "territory")),
            ),
            (StatedValues("field", ranking=(("narrow",), ("wide",))),),
            StatedReservation(Interval(0.3, 0.5), "licence a rival"),
            basis="board paper of 9 January",
            source_ids=("A",),
        ),
        (never,),
        Mandate(
            (
                MandateItem("fee", Authority.PRINCIPAL, note="not under 3 million"),
                MandateItem("audit", Authority.STAFF),
            )
        ),
    )


def _them() -> Party:
    return Party("them", "Boreal Machines", "Bo Lind")


def _session() -> Session:
    return Session(
        "2024-02-05-geneva",
        date(2024, 2, 5),
        "Geneva",
        last_day=date(2024, 2, 6),
        title="First round",
        participants=(Participant("Ines Moreau", "us"), Participant("Ole Dahl", "them")),
        moves=(
            Move("them", MoveKind.PROPOSE, package_of({"fee": "2", "field": "wide"})),
            Move(
                "them",
                MoveKind.SIGNAL,
                issue_ids=("fee", "territory"),
                reported_by="a supplier",
                confidence=0.6,
                source_ids=("B",),
            ),
            Move("us", MoveKind.REJECT, package_of({"fee": "2"}), text="Too low."),
        ),
        agreed=package_of({"audit": "yearly"}),
        is_joint_record=True,
        source_ids=("A",),
    )
