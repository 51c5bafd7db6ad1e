"""A small agenda of two parties, made up for these tests."""

from paraph.negotiation import Agenda, Issue, Option, Party, Person, numeric_issue
from paraph.record.notes import Division, Vocabulary, build_vocabulary

AGENDA = Agenda(
    (
        Issue(
            "quota",
            "Fishing quota",
            (
                Option("none", "No change"),
                Option("partial", "Partial increase"),
                Option("full", "Full increase"),
            ),
        ),
        Issue(
            "harbour",
            "Access to the harbour",
            (Option("no", "No access"), Option("open", "Access for all vessels")),
        ),
        Issue(
            "patrols",
            "Joint patrols",
            (Option("coast", "Along the coast"), Option("sea", "On the high sea")),
        ),
        numeric_issue("term", "Term of the treaty", low=5, high=20, step=5, unit="years"),
    )
)
PARTIES = (
    Party("north", "Northland", principal="Ana Berg", delegation=(Person("Olaf Lind"),)),
    Party("us", "Southmark", principal="Ida Holm", delegation=(Person("Per Skov"),)),
)
VOCABULARY = build_vocabulary(AGENDA, PARTIES, we_id="us")

GOODS = Agenda(
    tuple(numeric_issue(name, name, low=0, high=3, step=1, unit="") for name in ("boat", "net"))
)
DIVIDED = Vocabulary(
    GOODS,
    (Party("a", "Ada"), Party("b", "Bo")),
    divisions=(Division("boat", "a"), Division("net", "a")),
)
