"""Offers that divide stocks: "you take two of the boats, and we keep the rest".

One pass over the words of a sentence keeps who the next quantity is for. Verbs of getting give
it to their subject, verbs of giving to the other side, "for me" and "to you" to whom they name,
and "for" after a verb of trading turns the direction. Quantities in a negated part are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paraph.record.notes.words import Word, is_number, number_of

_SELF = frozenset((
    "i", "we", "me", "us", "my", "our", "mine", "ours", "i'd", "i'll", "we'd", "we'll", "i'm",
    "i've", "ill", "id", "myself", "im",
))  # fmt: skip
_OTHER = frozenset((
    "you", "u", "your", "yours", "you'd", "you'll", "you're", "yourself", "ya",
))  # fmt: skip
_TAKE = frozenset(("take", "keep", "get", "have", "taking", "keeping", "getting", "gets"))
_OWNED = {"mine": True, "ours": True, "yours": False}
_GET = frozenset((
    "get", "lemme", "gets", "take", "takes", "keep", "keeps", "have", "receive", "want", "need",
    "needs", "like", "prefer", "accept", "getting", "taking", "keeping", "having", "receiving",
    "got", "retain", "claim", "wanted", "love", "use", "settle",
))  # fmt: skip
_GIVE = frozenset((
    "give", "gives", "giving", "offer", "offering", "spare", "let", "letting", "send", "hand",
    "trade", "trading", "swap", "swapping", "exchange", "leave", "concede", "provide", "gave",
    "gimme", "part", "cede",
))  # fmt: skip
_NEGATIONS = frozenset((
    "not", "don't", "can't", "cannot", "won't", "couldn't", "wouldn't", "didn't", "doesn't",
    "never", "dont", "cant", "wont",
))  # fmt: skip
_BREAKS = frozenset((",", ";", ".", "!", "?", "but", "-", "–"))
_REST = frozenset(("rest", "remaining", "remainder", "else", "leftover"))
_VAGUE = frozenset((
    "some", "extra", "more", "less", "any", "much", "enough", "few", "lot", "lots", "many",
    "additional", "most", "fewer", "plenty", "tons", "bunch", "preference", "interest",
))  # fmt: skip
_FAR_BACK = 4


@dataclass
class _Item:
    position: int
    issue_id: str
    n_units: float
    is_ours: bool | None
    is_counted: bool


@dataclass
class ShareReading:
    """What one sentence offers: units that the speaker gets, per issue, as `packages`.

    `is_explicit` says that every quantity had a holder in so many words.
    """

    packages: list[dict[str, float]] = field(default_factory=list)
    is_explicit: bool = True


class _Reader:
    def __init__(self, words: Sequence[Word], places: dict[int, str], stock: dict[str, float]):
        self.words = [word.lower for word in words]
        self.places = places
        self.stock = stock
        self.items: list[_Item] = []
        self.run: list[_Item] = []
        self.alternatives: list[int] = []
        self.subject: bool | None = None
        self.holder: bool | None = None
        self.is_giving = self.is_moving = self.is_negated = False
        self.last_issue = ""
        self.was_all = False

    def read(self) -> ShareReading:
        for at, word in enumerate(self.words):
            self._read_direction(at, word)
            if at in self.places:
                self._read_issue(at)
            elif word in _REST:
                self._read_rest(at)
            elif is_number(word) and word not in ("a", "an", "no"):
                self._read_bare_number(at)
            elif word == "or":
                self.alternatives.append(at)
        return self._conclude()

    def _read_direction(self, at: int, word: str) -> None:
        if word in _BREAKS:
            self.is_negated = self.is_moving = False
            if word != ",":
                self.run = []
        elif word in _NEGATIONS:
            self.is_negated = True
        elif word in _SELF or word in _OTHER:
            self._read_pronoun(at, is_self=word in _SELF)
        elif word in _GIVE:
            self.is_giving = self.is_moving = True
            self.run = []
            self.holder = None if self.subject is None else not self.subject
            if word == "gimme":
                self.holder = True
        elif word in _GET:
            self.is_giving = False
            self.is_moving = word in _TAKE
            self.run = []
            self.holder = True if self.subject is None else self.subject
        elif word == "for":
            self._read_for(at)

    def _read_pronoun(self, at: int, *, is_self: bool) -> None:
        before = self.words[at - 1] if at else ""
        word = self.words[at]
        if before in ("for", "to") and word not in ("my", "our", "your", "i", "we"):
            if self.run and self.run[-1].position >= at - 3:
                for item in self.run:
                    item.is_ours = is_self
                self.run = []
            self.holder = is_self
        elif word in _OWNED and self.run:
            for item in self.run:
                item.is_ours = is_self
        elif before in _GIVE and word not in ("my", "our", "your"):
            self.holder = self.subject = is_self
        elif word not in ("my", "our", "your"):
            self.subject = is_self

    def _read_for(self, at: int) -> None:
        """Turn the direction at "for" where goods follow that are given in return."""
        behind = self.words[at + 1 : at + 5]
        is_return = self.words[max(0, at - 1)] in ("exchange", "return")
        has_goods = any(place in self.places for place in range(at + 1, at + 5))
        if has_goods and (self.is_giving or is_return) and self.run and self.holder is not None:
            self.holder = not self.holder
            if behind[0] in ("your", "my"):
                self.holder = behind[0] == "your"
            self.run = []

    def _read_issue(self, at: int) -> None:
        issue_id = self.places[at]
        self.last_issue = issue_id
        n_units = self._quantity_before(at)
        if n_units is None:
            n_units = self._quantity_after(at)
        if n_units is not None and 0 <= n_units <= self.stock[issue_id]:
            self._add(at, issue_id, n_units)

    def _quantity_before(self, at: int) -> float | None:
        stock = self.stock[self.places[at]]
        for back in range(1, _FAR_BACK + 1):
            place = at - back
            if place < 0 or place in self.places or self.words[place] in _BREAKS:
                break
            word = self.words[place]
            if word in _VAGUE:
                self.was_all = False
                return None
            if word == "all" or (word == "both" and stock == 2):
                self.was_all = True
                return stock
            if is_number(word):
                self.was_all = False
                return number_of(word)
            if word in ("the", "that") and self._is_taken(place):
                self.was_all = True
                return stock
        is_listed = self.words[at - 1 : at] == ["and"] and at - 2 in self.places
        is_bare = self.is_moving and (self.words[at].endswith("s") or stock == 1)
        if is_bare or (is_listed and self.was_all):
            self.was_all = True
            return stock
        return None

    def _is_taken(self, place: int) -> bool:
        """Whether "the" follows a verb of giving or getting, or goes on with a list of goods."""
        before = self.words[place - 1] if place else ""
        is_after = before in _GET or before in _GIVE or before in ("you", "me", "and", "for", ",")
        return is_after and not self._has_number(place - 3, place)

    def _has_number(self, first: int, last: int) -> bool:
        near = self.words[max(0, first) : last]
        return any((is_number(word) and word != "a") or word in _VAGUE for word in near)

    def _quantity_after(self, at: int) -> float | None:
        """Read "food: 2", unless the number belongs to the next issue."""
        behind = at + 1
        if behind < len(self.words) and self.words[behind] in (":", "-", "=", "x"):
            behind += 1
        is_digit = behind < len(self.words) and self.words[behind][0].isdecimal()
        is_taken = any(place in self.places for place in range(behind + 1, behind + 3))
        return number_of(self.words[behind]) if is_digit and not is_taken else None

    def _read_bare_number(self, at: int) -> None:
        """Read a number without its issue: "2 food for me and 1 for you", "one of each"."""
        behind = self.words[at + 1 : at + 4]
        n_units = number_of(self.words[at])
        if behind[:1] == ["each"] or behind[:2] == ["of", "each"]:
            for issue_id, stock in self.stock.items():
                if n_units <= stock:
                    self._add(at, issue_id, n_units)
            return
        is_for = (
            behind[:1] in (["for"], ["to"])
            and bool(behind[1:2])
            and (behind[1] in _SELF or behind[1] in _OTHER)
        )
        is_end = not behind or behind[0] in (".", ",", "?", "!")
        if self.last_issue and (is_for or is_end) and n_units <= self.stock[self.last_issue]:
            self._add(at, self.last_issue, n_units)

    def _read_rest(self, at: int) -> None:
        behind = self.words[at + 1 : at + 5]
        named = [word for word in behind if word in ("you", "yours", "me", "mine", "us", "ours")]
        if named and self.words[at] != "else":
            self.holder = named[0] not in ("you", "yours")
        settled = {item.issue_id for item in self.items}
        if settled and not self.is_negated:
            for issue_id, stock in self.stock.items():
                if issue_id not in settled:
                    self._add(at, issue_id, stock)

    def _add(self, at: int, issue_id: str, n_units: float) -> None:
        if self.is_negated:
            return
        item = _Item(at, issue_id, n_units, self.holder, is_counted=not self.was_all)
        self.items.append(item)
        self.run.append(item)

    def _conclude(self) -> ShareReading:
        reading = ShareReading()
        package: dict[str, float] = {}
        since = 0
        for item in self.items:
            if item.is_ours is None and not item.is_counted:
                continue
            is_ours = True if item.is_ours is None else item.is_ours
            reading.is_explicit = reading.is_explicit and item.is_ours is not None
            amount = item.n_units if is_ours else self.stock[item.issue_id] - item.n_units
            is_other = item.issue_id in package and package[item.issue_id] != amount
            if is_other and any(since < place < item.position for place in self.alternatives):
                reading.packages.append(package)
                package, since = {}, item.position
            package[item.issue_id] = amount
        if package:
            reading.packages.append(package)
        return reading


def read_shares(
    words: Sequence[Word], places: dict[int, str], stock: dict[str, float]
) -> ShareReading:
    """Read what a sentence offers of the stocks.

    `places`: word index -> issue id, where a stock is named; `stock`: issue id -> units there
    are. The amounts in the result are units for the speaker.
    """
    if not places and not any(word.lower in _REST or word.lower == "each" for word in words):
        return ShareReading()
    return _Reader(words, places, stock).read()
