"""A pay round, made up for these tests: numbers with units that `paraph new` would give."""

from paraph.negotiation import Agenda, Issue, Option, Party, Person, numeric_issue
from paraph.record import Participant
from paraph.record.notes import build_vocabulary

AGENDA = Agenda(
    (
        numeric_issue("pay", "Pay rise", low=1, high=6, step=1, unit="per cent"),
        numeric_issue("term", "Term of the agreement", low=12, high=36, step=6, unit="months"),
        Issue(
            "remote",
            "Remote work",
            (
                Option("d1", "1 day a week"),
                Option("d2", "2 days a week"),
                Option("d3", "3 days a week"),
            ),
        ),
        Issue(
            "pension",
            "Pension scheme",
            (
                Option("none", "No change"),
                Option("joint", "Joint fund"),
                Option("full", "Full company scheme"),
            ),
        ),
        Issue(
            "site",
            "Site guarantee",
            (
                Option("none", "None"),
                Option("to-2028", "To 2028"),
                Option("to-2030", "To 2030"),
            ),
        ),
    )
)
PARTIES = (
    Party("nordwerk", "Nordwerk AG", principal="Jürgen Maß", delegation=(Person("Anke Böhm"),)),
    Party("union", "IG Werk", principal="Bodo Weiß", delegation=(Person("Claire Dubois"),)),
)
PAY = build_vocabulary(
    AGENDA,
    PARTIES,
    we_id="nordwerk",
    people=(Participant("Pierre Lefèvre", "nordwerk"), Participant("Uwe Grün", "union")),
)
