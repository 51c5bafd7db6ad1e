"""Pronouns and verbs of English by which the reader tells who does something in a clause."""

from __future__ import annotations

SELF = frozenset((
    "i", "we", "i'd", "i'll", "we'd", "we'll", "i'm", "i've", "we've", "we're", "my", "our",
    "ill", "im", "mine", "ours",
))  # fmt: skip
OTHER = frozenset((
    "you", "u", "you'd", "you'll", "you're", "you've", "your", "yours",
))  # fmt: skip
THEY = frozenset(("they", "they'd", "they'll", "they're", "they've"))
ONE = frozenset(("he", "she", "he'll", "she'll", "he'd", "she'd", "he's", "she's"))
THIRD = frozenset(("they", "their", "theirs", "he", "she", "they'd", "they'll", "they're"))
SUBJECTS = SELF | OTHER | THIRD
SAY = frozenset((
    "said", "says", "say", "told", "tells", "reported", "reports", "claimed", "claims",
    "believes", "believed", "hears", "heard",
))  # fmt: skip
ACTING = frozenset((
    "proposed", "proposes", "offered", "offers", "rejected", "rejects", "accepted", "accepts",
    "opposed", "opposes", "supported", "supports", "asked", "asks", "demanded", "demands",
    "suggested", "suggests", "insisted", "insists", "refused", "refuses", "declined", "declines",
    "called", "calls", "countered", "counters", "agreed", "agrees", "withdrew", "withdraws",
    "propose", "reject", "accept", "oppose", "support", "demand", "suggest", "insist", "refuse",
    "urged", "urges", "pressed", "presses", "invited", "invites", "encouraged", "encourages",
))  # fmt: skip
THINK = frozenset((
    "understand", "understood", "think", "thought", "believe", "believed", "assume", "assumed",
    "gather", "gathered", "know", "knew", "expect", "expected", "suspect", "suspected",
    "impression", "sense", "feeling", "guess", "hunch",
))  # fmt: skip
FINITE = frozenset((
    "would", "could", "will", "might", "may", "can", "is", "was", "are", "were", "has", "had",
    "have", "needs", "wants", "accepts", "accepted", "needed", "wanted", "rejects", "rejected",
    "supports", "supported", "opposes", "opposed", "proposed", "offered", "cannot", "can't",
    "won't", "wouldn't", "insists", "insisted", "prefers", "preferred", "does", "doesn't", "did",
    "didn't", "couldn't", "isn't", "wasn't", "hasn't", "hadn't", "cares", "cared",
))  # fmt: skip
VERBS = FINITE | ACTING | {"need", "needs", "want", "like", "enough", "plenty", "important"}
WANTING = frozenset((
    "wants", "wanted", "prefers", "preferred", "needs", "needed", "favours", "favoured", "favors",
    "tabled", "presented", "conceded", "raised", "turned", "signalled", "threatened",
    "approved", "endorsed", "backed", "welcomed", "dismissed", "confirmed", "ruled", "floated",
    "pushed", "moved", "insisted", "opposed", "consented", "wished", "sought", "requested",
))  # fmt: skip
AUXILIARIES = frozenset((
    "has", "have", "had", "would", "could", "will", "might", "may", "can", "cannot", "can't",
    "won't", "wouldn't", "couldn't", "did", "didn't", "does", "doesn't", "not", "never", "already",
    "also", "then", "later", "again", "now", "still", "hasn't", "finally", "first",
))  # fmt: skip
BEHIND_AUXILIARIES = frozenset((
    "offer", "table", "counter", "agree", "withdraw", "ask", "call", "prefer", "rather", "want",
    "like", "go", "take", "sign", "give", "concede", "approve", "endorse", "welcome", "need",
))  # fmt: skip
