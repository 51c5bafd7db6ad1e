"""Talks at a port, made up for these tests: a union of dockers, and whoever runs the port."""

from paraph.negotiation import (
    Agenda,
    Direction,
    Issue,
    Option,
    Party,
    Person,
    StatedPreference,
    StatedValues,
)
from paraph.record.notes import build_vocabulary, propose_moves

Said = list[tuple[str, str, dict[str, str] | tuple[str, ...]]]


def _issue(issue_id: str, label: str, **options: str) -> Issue:
    named = (Option(option_id.lstrip("_"), text) for option_id, text in options.items())
    return Issue(issue_id, label, tuple(named))


AGENDA = Agenda(
    (
        _issue(
            "wages",
            "Wage increase",
            **{f"_{n}": f"{n} per cent" for n in (2, 3, 4, 5, 6, 8)},
        ),
        _issue("hours", "Weekly hours", **{f"_{n}": f"{n} hours" for n in (35, 37, 38, 39, 40)}),
        _issue("rota", "Rota", employer="Rota set by the employer", joint="Joint rota"),
        _issue(
            "outsourcing", "Outsourcing", allowed="Outsourcing allowed", ban="Outsourcing banned"
        ),
        _issue("duration", "Duration", **{f"_{n}": f"{n} months" for n in (12, 24, 36)}),
        _issue("deposit", "Deposit for tools", none="No deposit", full="Full price as a deposit"),
    )
)  # fmt: skip
PARTIES = (
    Party("union", "Dockers Union", delegation=(Person("Olga Tarn"),)),
    Party("strand", "Strand Ports", delegation=(Person("Per Lind"), Person("Eva Holm"))),
)
PORT = build_vocabulary(AGENDA, PARTIES, we_id="union")
# The same, where the case says that the union wants more of a rise.
WANTING = build_vocabulary(
    AGENDA,
    (
        Party(
            "union",
            "Dockers Union",
            preference=StatedPreference(values=(StatedValues("wages", direction=Direction.MORE),)),
        ),
        PARTIES[1],
    ),
    we_id="union",
)


def said(note: str) -> Said:
    """The moves in short: party, kind, and package or issues."""
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in propose_moves(note, PORT)
    ]


def confidences(note: str) -> list[float]:
    return [m.move.confidence for m in propose_moves(note, PORT)]
