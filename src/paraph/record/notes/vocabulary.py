"""The words by which a note names the issues, options, parties and people of a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from paraph.negotiation import Agenda, Issue, Party, Term
from paraph.record.notes.words import STOP_WORDS, Word, content_stems, split_words
from paraph.record.sessions import Participant

_SHORTEST_DISTINCT = 4
_MOST_STEMS = 8


@dataclass(frozen=True, slots=True)
class Division:
    """An issue that divides a stock between two parties: its number is what `party_id` gets."""

    issue_id: str
    party_id: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a list of words that names an issue or a party, `first` to `last` included.

    `is_hint` says that the words only point to the issue ("thirsty" to water).
    """

    id: str
    first: int
    last: int
    is_hint: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """What a note may talk about: the agenda, the parties, and the words for them.

    Words are derived from ids, labels and stems; `synonyms` adds more as (issue id, words or
    phrases). `we_id` is the party whose staff wrote the note ("we", "our side"); `people` took
    part beyond the delegations; `divisions` are issues that divide a stock; `hints` are words that
    point to an issue without naming it.
    """

    agenda: Agenda
    parties: tuple[Party, ...]
    we_id: str = ""
    people: tuple[Participant, ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    divisions: tuple[Division, ...] = ()
    hints: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def others_than(self, party_id: str) -> tuple[str, ...]:
        """The parties other than this one."""
        return tuple(party.id for party in self.parties if party.id != party_id)

    def other_than(self, party_id: str) -> str:
        """The one other party where there are two of them; empty where that isn't clear."""
        others = self.others_than(party_id)
        return others[0] if party_id and len(others) == 1 else ""

    @cached_property
    def issue_phrases(self) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
        """First stem of a phrase -> (stems, issue id, whether it only hints), longest first."""
        index: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        for stems, issue_id in self._list_issue_phrases():
            index.setdefault(stems[0], []).append((stems, issue_id, False))
        for issue_id, words in self.hints:
            for stems in (content_stems(word) for word in words):
                index.setdefault(stems[0], []).append((stems, issue_id, True))
        return {
            first: tuple(sorted(set(entries), key=lambda entry: (-len(entry[0]), entry)))
            for first, entries in index.items()
        }

    def _list_issue_phrases(self) -> Iterable[tuple[tuple[str, ...], str]]:
        n_issues_with = Counter(
            stem for issue in self.agenda.issues for stem in set(self._stems_of(issue))
        )
        synonyms = dict(self.synonyms)
        for issue in self.agenda.issues:
            named = (issue.label, issue.id, *synonyms.get(issue.id, ()))
            phrases = [content_stems(name)[:_MOST_STEMS] for name in named]
            phrases += [
                (stem,)
                for stem in self._stems_of(issue)
                if n_issues_with[stem] == 1 and len(stem) >= _SHORTEST_DISTINCT
            ]
            yield from ((stems, issue.id) for stems in phrases if stems)

    @staticmethod
    def _stems_of(issue: Issue) -> tuple[str, ...]:
        """Stems by which an issue may be known: of its id and label, and of its options.

        The unit of a numeric issue counts; its numbers don't. Words of quantity belong to
        options alone.
        """
        texts = [issue.id, issue.label, issue.unit]
        if not issue.unit:
            texts += [text for option in issue.options for text in (option.id, option.label)]
        stems = (stem for text in texts for stem in content_stems(text))
        return tuple(stem for stem in stems if stem.isalpha() and stem not in _QUANTITIES)

    @cached_property
    def party_names(self) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
        """First word of a name, in small letters -> (words, party id, name as given)."""
        index: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for name, party_id in self._list_names():
            words = tuple(word.text for word in split_words(name))
            if words:
                index.setdefault(words[0].lower(), []).append((words, party_id, name))
        return {
            first: tuple(sorted(set(entries), key=lambda entry: (-len(entry[0]), entry)))
            for first, entries in index.items()
        }

    def _list_names(self) -> Iterable[tuple[str, str]]:
        people = [(person.name, party.id) for party in self.parties for person in party.delegation]
        people += [(party.principal, party.id) for party in self.parties if party.principal]
        people += [(person.name, person.party_id) for person in self.people]
        n_with_last = Counter(name.split()[-1] for name, _ in set(people) if name.split())
        for party in self.parties:
            yield party.id, party.id
            yield party.name, party.id
        for name, party_id in people:
            yield name, party_id
            parts = name.split()
            if len(parts) > 1 and n_with_last[parts[-1]] == 1:
                yield parts[-1], party_id
                yield parts[0], party_id

    def find_issues(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find where issues are named, longest phrase first; stop words are skipped over."""
        places = [index for index, word in enumerate(words) if word.is_content]
        stems = [words[index].stem for index in places]
        mentions = []
        at = 0
        while at < len(stems):
            for phrase, issue_id, is_hint in self.issue_phrases.get(stems[at], ()):
                if tuple(stems[at : at + len(phrase)]) == phrase:
                    last = places[at + len(phrase) - 1]
                    mentions.append(Mention(issue_id, places[at], last, is_hint))
                    at += len(phrase) - 1
                    break
            at += 1
        return tuple(mentions)

    def find_parties(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find where parties or their people are named, in order."""
        mentions = []
        at = 0
        while at < len(words):
            for name, party_id, _ in self.party_names.get(words[at].text.lower(), ()):
                if _is_name(words[at : at + len(name)], name):
                    mentions.append(Mention(party_id, at, at + len(name) - 1))
                    at += len(name) - 1
                    break
            at += 1
        return tuple(mention for mention in mentions if mention.id)

    def party_called(self, name: str) -> str:
        """The id of the party that a name stands for; empty where the name isn't known."""
        words = split_words(name)
        return next((m.id for m in self.find_parties(words)), "")


_QUANTITIES = frozenset(("all", "partial", "none", "half"))


def _is_name(words: Sequence[Word], name: tuple[str, ...]) -> bool:
    """Whether words are a name. A name that is also a common word ("us") needs its capitals."""
    if len(words) != len(name):
        return False
    if len(name) == 1 and name[0].lower() in STOP_WORDS:
        return words[0].text in (name[0].upper(), name[0].upper() + "'s")
    return all(
        word.text.lower().removesuffix("'s").removesuffix("’s") == part.lower()
        for word, part in zip(words, name, strict=True)
    )


def build_vocabulary(
    agenda: Agenda,
    parties: Sequence[Party],
    *,
    we_id: str = "",
    people: Iterable[Participant] = (),
    terms: Iterable[Term] = (),
) -> Vocabulary:
    """Build the vocabulary of a case from its agenda, parties, people and key terms."""
    words: dict[str, list[str]] = {}
    for term in terms:
        if len(term.issue_ids) == 1:
            words.setdefault(term.issue_ids[0], []).extend((term.label, term.id))
    return Vocabulary(
        agenda=agenda,
        parties=tuple(parties),
        we_id=we_id,
        people=tuple(people),
        synonyms=tuple((issue_id, tuple(named)) for issue_id, named in words.items()),
    )
