"""The names by which a note calls the parties of a case and their people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from paraph.negotiation import Party
from paraph.record.notes.words import STOP_WORDS, Word, find_stem, split_words
from paraph.record.sessions import Participant

_SHORTEST_DISTINCT = 4
_SHORTEST_INITIALS = 2
_LONGEST_INITIALS = 5
_NO_INITIALS = frozenset(("AM", "PM", "IT", "OK", "NO", "SO", "HR", "PR", "TV", "ID", "CV", "PS"))
"""Letters that mean something else than the party whose initials they are."""


@dataclass(frozen=True)
class Names:
    """Names of parties, their people and other participants.

    A word that names an issue (`of_issues` are stems) doesn't stand for a party by itself.
    """

    parties: tuple[Party, ...]
    people: tuple[Participant, ...]
    of_issues: frozenset[str]

    def find(self, words: Sequence[Word]) -> Iterator[tuple[str, int, int]]:
        """Yield (party id, first, last place) of each name in a list of words, in order."""
        at = 0
        while at < len(words):
            for name, party_id, _ in self._index.get(_plain(words[at].text), ()):
                if _is_name(words[at : at + len(name)], name):
                    if party_id:
                        yield party_id, at, at + len(name) - 1
                    at += len(name) - 1
                    break
            at += 1

    def called(self, name: str) -> str:
        """The party that has exactly this name, or whose person has these initials, "AB"."""
        exact = self._party_by_name.get(name.lower(), "")
        return exact or self._with_initials(name.replace(".", "").replace(" ", ""))

    def _with_initials(self, letters: str) -> str:
        if not (letters.isupper() and letters.isalpha()):
            return ""
        with_them = {party_id for name, party_id in self._people if _initials_of(name) == letters}
        return with_them.pop() if len(with_them) == 1 else ""

    @cached_property
    def _party_by_name(self) -> dict[str, str]:
        """Name in small letters -> party id, of the first who has it."""
        named = [(name.lower(), party_id) for name, party_id in self._list()]
        return dict(reversed(named))

    @cached_property
    def _people(self) -> tuple[tuple[str, str], ...]:
        """(name, party id) of everybody who is known; the id is empty for observers."""
        people = [(person.name, party.id) for party in self.parties for person in party.delegation]
        people += [(party.principal, party.id) for party in self.parties if party.principal]
        return (*people, *((person.name, person.party_id) for person in self.people))

    @cached_property
    def _index(self) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
        """First word of a name, in small letters -> (words, party id, name as given)."""
        index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, party_id in self._list():
            words = tuple(word.text for word in split_words(name))
            if words:
                index.setdefault(words[0].lower(), []).append((words, party_id, name))
        return {
            first: tuple(sorted(set(entries), key=lambda entry: (-len(entry[0]), entry)))
            for first, entries in index.items()
        }

    def _list(self) -> Iterable[tuple[str, str]]:
        people = self._people
        parties_with: dict[str, set[str]] = {}
        for name, party_id in people:
            for part in name.split():
                parties_with.setdefault(part, set()).add(party_id)
        for party in self.parties:
            yield party.id, party.id
            yield party.name, party.id
            if party.id.isalpha() and len(party.id) >= _SHORTEST_DISTINCT:
                yield f"the {party.id}", party.id
        yield from self._list_short_names()
        for name, party_id in people:
            yield name, party_id
            parts = name.split()
            for part in dict.fromkeys((parts[0], parts[-1])) if parts else ():
                is_word = part.lower() in STOP_WORDS  # "The" of "The company"
                if len(parties_with[part]) == 1 and len(part) > 1 and not is_word:
                    yield part, party_id

    def _list_short_names(self) -> Iterable[tuple[str, str]]:
        """The last word of a party's name, where it is no other's and no issue's: "the union".

        And the initials of three words or more, or of "IG Werk": "IGW".
        """
        words = [(word, party) for party in self.parties for word in party.name.split()]
        n_with = Counter(word.lower() for word, _ in words)
        for party in self.parties:
            last = party.name.split()[-1] if " " in party.name else ""
            is_own = last.isalpha() and last[:1].isupper() and n_with[last.lower()] == 1
            if is_own and len(last) >= _SHORTEST_DISTINCT and find_stem(last) not in self.of_issues:
                yield last, party.id
                yield f"the {last}", party.id
        initials = [(_initials_of(party.name), party.id) for party in self.parties]
        n_with_initials = Counter(letters for letters, _ in initials)
        for letters, party_id in initials:
            is_own = n_with_initials[letters] == 1 and letters not in _NO_INITIALS
            if is_own and len(letters) >= _SHORTEST_INITIALS:
                yield letters, party_id


def _initials_of(name: str) -> str:
    """The initials of a name of several words; a word in capitals counts whole: "IG Werk", IGW."""
    parts = name.replace("-", " ").split()
    letters = (part if part.isupper() and len(part) > 1 else part[0].upper() for part in parts)
    joined = "".join(letters)
    return joined if len(parts) > 1 and joined.isalpha() else ""


def _is_name(words: Sequence[Word], name: tuple[str, ...]) -> bool:
    """Whether words are a name. A single word needs its capital; "us" and the like, all of them."""
    if len(words) != len(name):
        return False
    if len(name) == 1 and name[0].lower() in STOP_WORDS:
        return words[0].text in (name[0].upper(), name[0].upper() + "'s")
    if len(name) == 1 and not words[0].text[0].isupper():
        return False
    if len(name) == 1 and len(name[0]) <= _LONGEST_INITIALS and name[0].isupper():
        return words[0].text in (name[0], f"{name[0]}'s", f"{name[0]}’s")
    return all(_plain(word.text) == part.lower() for word, part in zip(words, name, strict=True))


def _plain(word: str) -> str:
    """A word in small letters without the "'s" of what is somebody's."""
    return word.lower().removesuffix("'s").removesuffix("’s")
