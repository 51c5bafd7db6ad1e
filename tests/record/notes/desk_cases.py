"""Three made-up cases as their desks would write them: a licence, a river, a ceasefire."""

from paraph.negotiation import Agenda, Issue, Option, Party, Person
from paraph.record import Participant
from paraph.record.notes import Vocabulary, build_vocabulary, propose_moves

Said = list[tuple[str, str, dict[str, str] | tuple[str, ...]]]


def _issue(issue_id: str, label: str, **options: str) -> Issue:
    return Issue(issue_id, label, tuple(Option(name, text) for name, text in options.items()))


_LICENCE = Agenda(
    (
        _issue("fee", "Annual fee", f8="EUR 800,000", f9="EUR 900,000", f10="EUR 1,000,000"),
        _issue("term", "Contract term", y1="1 year", y3="3 years", y5="5 years"),
        _issue(
            "support",
            "Support hours",
            office="Office hours",
            extended="Extended hours",
            round="Round the clock",
        ),
        _issue(
            "liability",
            "Liability cap",
            one="one annual fee",
            two="two annual fees",
            unlimited="unlimited",
        ),
        _issue(
            "audit",
            "Audit rights",
            none="No audits",
            yearly="One audit a year",
            any="Audits at any time",
        ),
    )
)
LICENCE = build_vocabulary(
    _LICENCE,
    (
        Party("nordbank", "Nordbank", delegation=(Person("Karin Lind"), Person("Pia Aho"))),
        Party("ardent", "Ardent Software", delegation=(Person("Jon Cole"),)),
    ),
    we_id="nordbank",
)

_RIVER = Agenda(
    (
        _issue(
            "flow",
            "Minimum flow at the border",
            **{f"m{n}": f"{n} cubic metres per second" for n in (120, 150, 180)},
        ),
        _issue(
            "dam", "Filling of the dam", **{f"y{n}": f"over {n} years" for n in (3, 5, 8)}
        ),
        _issue("data", "Exchange of data", monthly="monthly", daily="daily", live="in real time"),
    )
)  # fmt: skip
RIVER = build_vocabulary(
    _RIVER, (Party("marna", "Marna"), Party("telk", "Republic of Telk")), we_id="marna"
)

_TRUCE = Agenda(
    (
        _issue("line", "Line of separation", current="current front lines", river="the river"),
        _issue(
            "weapons", "Heavy weapons", **{f"km{n}": f"withdrawn {n} km" for n in (10, 20, 50)}
        ),
        _issue(
            "monitors", "Monitors", un="UN monitors", joint="joint patrols", nobody="no monitors"
        ),
        _issue("duration", "Duration of the truce", d30="30 days", d60="60 days", d90="90 days"),
    )
)  # fmt: skip
TRUCE = build_vocabulary(
    _TRUCE, (Party("gov", "Government"), Party("front", "Vale Front")), we_id="gov"
)

_PAY = Agenda(
    (
        _issue("pay", "Pay rise", **{f"p{n}": f"{n} %" for n in (2, 3, 4, 5)}),
        _issue("shifts", "Length of shifts", h8="8 hours", h12="12 hours", mixed="a mix of both"),
        _issue("training", "Training days", d2="2 days", d4="4 days", d6="6 days"),
    )
)
PAY = build_vocabulary(
    _PAY,
    (Party("trust", "Hospital Trust"), Party("union", "Nurses' Union")),
    we_id="trust",
    people=(Participant("Grant", "union"), Participant("Bell", "trust")),
)


def said(note: str, vocabulary: Vocabulary) -> Said:
    """The moves in short: party, kind, and package or issues."""
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in propose_moves(note, vocabulary)
    ]
