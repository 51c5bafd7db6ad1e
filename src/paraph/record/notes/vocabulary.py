"""The words by which a note names the issues, options, parties and people of a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from paraph.negotiation import Agenda, Party, Term
from paraph.record.notes.names import Names
from paraph.record.notes.phrases import Phrase, Strength, find_sharers, list_phrases, stems_of
from paraph.record.notes.quantities import (
    Scale,
    is_counting_else,
    own_stems_of,
    scale_of,
    unit_at,
)
from paraph.record.notes.words import (
    Word,
    find_stem,
    is_idiom,
    is_number,
    number_of,
    split_words,
)
from paraph.record.sessions import Participant

_SHORTEST_CUT = 3
_LEAST_SPELT = 20


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

    def word_for(self, party_id: str) -> str:
        """The word by which options call a party: "Trust" in "Trust does the works"."""
        party = next((party for party in self.parties if party.id == party_id), None)
        names = split_words(f"{party.name} {party.id}") if party else ()
        own = (word.lower for word in names if word.is_content)
        return next((word for word in own if word in self._option_words), "")

    @cached_property
    def _option_words(self) -> frozenset[str]:
        labels = (option.label for issue in self.agenda.issues for option in issue.options)
        return frozenset(word.lower for label in labels for word in split_words(label))

    def others_than(self, party_id: str) -> tuple[str, ...]:
        """The parties other than this one."""
        return tuple(party.id for party in self.parties if party.id != party_id)

    def other_than(self, party_id: str) -> str:
        """The one other party where there are two of them; empty where that isn't clear."""
        others = self.others_than(party_id)
        return others[0] if party_id and len(others) == 1 else ""

    @cached_property
    def issue_phrases(self) -> dict[str, tuple[Phrase, ...]]:
        """First stem of a phrase -> the phrases that begin with it, the longest first."""
        index: dict[str, set[Phrase]] = {}
        for phrase in list_phrases(self.agenda, self.parties, self.synonyms, self.hints):
            index.setdefault(phrase.stems[0], set()).add(phrase)
        return {
            first: tuple(sorted(phrases, key=lambda phrase: phrase.sort_key))
            for first, phrases in index.items()
        }

    def find_ambiguous(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Find the issues of which a word may name any: "bonus" where there are two of them.

        None where other words tell which of them is meant.
        """
        named = {mention.id for mention in self.find_issues(words)}
        found: dict[str, None] = {}
        for stem in dict.fromkeys(word.stem for word in words if word.is_content):
            owners = self._sharers.get(stem, ())
            found |= dict.fromkeys(owners if named.isdisjoint(owners) else ())
        return tuple(found)

    @cached_property
    def _sharers(self) -> dict[str, tuple[str, ...]]:
        """Telling stem of labels -> their issues, where it names none of them by itself."""
        return find_sharers(self.agenda, self.issue_phrases)

    def find_issues(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find where issues are named, longest phrase first; stop words are skipped over.

        A clue counts beside another clue to the same issue, or beside its name.
        """
        told = (at for at, word in enumerate(words) if word.is_content)
        places = [at for at in told if not is_idiom(words, at)]
        stems = [words[index].stem for index in places]
        found: list[tuple[Phrase, Mention]] = []
        at = 0
        while at < len(stems):
            for phrase in self.issue_phrases.get(stems[at], ()):
                if tuple(stems[at : at + len(phrase.stems)]) == phrase.stems:
                    last = places[at + len(phrase.stems) - 1]
                    is_hint = phrase.strength is Strength.HINT
                    found.append((phrase, Mention(phrase.issue_id, places[at], last, is_hint)))
                    at += len(phrase.stems) - 1
                    break
            at += 1
        named = {phrase.issue_id for phrase, _ in found if phrase.strength is Strength.NAME}
        n_clues = Counter(issue for issue, _ in {(p.issue_id, p.stems) for p, _ in found})
        return tuple(
            mention
            for phrase, mention in found
            if phrase.strength is not Strength.CLUE
            or phrase.issue_id in named
            or n_clues[phrase.issue_id] > 1
        )

    def is_cut_short(self, word: str) -> bool:
        """Whether letters are the start of a word of the case, and no whole word: "appr"."""
        longer = (known for known in self._label_words if known.startswith(word))
        return len(word) >= _SHORTEST_CUT and word not in self._label_words and any(longer)

    def write_out(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """Write out words of the case that are cut short with a stop: "appr." of apprentices."""
        written = list(words)
        for at, (word, stop) in enumerate(pairwise(written[:-1])):  # a last stop ends it
            is_cut = stop.text == "." and word.end == stop.start and self.is_cut_short(word.lower)
            longer = [known for known in self._label_words if known.startswith(word.lower)]
            if is_cut and len({find_stem(known) for known in longer}) == 1:
                written[at] = replace(word, lower=longer[0])
        return tuple(written)

    def find_clues(self, words: Sequence[Word]) -> tuple[str, ...]:
        """Find the issues of which a word may tell an option, though it is no name: "voluntary"."""
        stems = dict.fromkeys(word.stem for word in words if word.is_content)
        phrases = (phrase for stem in stems for phrase in self.issue_phrases.get(stem, ()))
        clues = (p.issue_id for p in phrases if len(p.stems) == 1 and p.strength is Strength.CLUE)
        return tuple(dict.fromkeys(clues))

    @cached_property
    def _label_words(self) -> frozenset[str]:
        """The words of all labels, in small letters."""
        issues = self.agenda.issues
        labels = [issue.label for issue in issues]
        labels += [option.label for issue in issues for option in issue.options]
        return frozenset(word.lower for label in labels for word in split_words(label))

    def find_measures(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find numbers whose unit tells the issue: "24 months", "EUR 90", "3 per cent".

        Where several issues are counted in it, the one that has this number as an option.
        """
        mentions = []
        for at, word in enumerate(words):
            unit = unit_at(words, at) if is_number(word.lower) else ""
            counted = [issue_id for issue_id, scale in self._scales.items() if scale.unit == unit]
            if unit and len(counted) > 1:
                number = number_of(word.lower)
                counted = [i for i in counted if self._scales[i].holds(number)]
            if unit and len(counted) == 1:
                mentions.append(Mention(counted[0], at, min(at + 1, len(words) - 1)))
        return tuple(mentions)

    @cached_property
    def _scales(self) -> dict[str, Scale]:
        """Issue id -> its scale, for the issues whose options are numbers."""
        scales = {issue.id: scale_of(issue) for issue in self.agenda.issues}
        return {issue_id: scale for issue_id, scale in scales.items() if scale}

    def find_figures(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find bare figures that are an option of one numeric issue only: "80 is too low".

        A figure that counts or numbers something else is none: "EUR 3 m", "2 hours", "item 4". One
        that stands in an option of another issue, too, is a hint.
        """
        mentions = []
        for at, word in enumerate(words):
            number = number_of(word.lower) if is_number(word.lower) else 0.0
            if not word.text[0].isdecimal() and number < _LEAST_SPELT:
                continue
            owners = [i for i, scale in self._scales.items() if scale.holds(number)]
            if len(owners) == 1 and not self._is_claimed(words, at, owners[0]):
                mentions.append(Mention(owners[0], at, at, number in self._worded_numbers))
        return tuple(mentions)

    @cached_property
    def _worded_numbers(self) -> frozenset[float]:
        """Numbers in the labels of options of issues without a scale: "2 days a week"."""
        worded = (issue for issue in self.agenda.issues if issue.id not in self._scales)
        words = (w for i in worded for option in i.options for w in split_words(option.label))
        return frozenset(number_of(word.lower) for word in words if word.text[0].isdecimal())

    def _is_claimed(self, words: Sequence[Word], at: int, issue_id: str) -> bool:
        """Whether a figure counts something else, or is "for" another issue: "3 for the fund"."""
        own = own_stems_of(self.agenda.issue(issue_id), self._scales[issue_id])
        if is_counting_else(words, at, own):
            return True
        if at + 1 >= len(words) or words[at + 1].lower not in ("for", "of", "on", "in"):
            return False
        if at + 2 < len(words) and is_number(words[at + 2].lower):  # "90 for 8 years"
            return False
        behind = self.find_issues(words[at + 2 : at + 5])
        return any(m.id != issue_id and m.first <= 1 for m in behind)

    def find_parties(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """Find where parties or their people are named, in order."""
        return tuple(Mention(*place) for place in self._names.find(words))

    def party_named(self, name: str) -> str:
        """The id of the party that has exactly this name, or whose person has it; else empty."""
        return self._names.called(name)

    def party_called(self, name: str) -> str:
        """The id of the party that a name stands for; empty where the name isn't known.

        As before a colon: "We" and initials of people stand for their party there.
        """
        if called := self._names.called(name):
            return called
        named = self.find_parties(split_words(name))
        return self.side_called(name) or (named[0].id if named else "")

    def side_called(self, name: str) -> str:
        """Our side for "us", the other one for "they", where there is but one; else empty."""
        if name.lower() in _OURS:
            return self.we_id
        return self.other_than(self.we_id) if name.lower() in _THEIRS else ""

    @cached_property
    def _names(self) -> Names:
        of_issues = frozenset(s for issue in self.agenda.issues for s in stems_of(issue))
        return Names(self.parties, self.people, of_issues)


_OURS = frozenset(("we", "us", "our side"))
_THEIRS = frozenset(("they", "them", "their side", "the other side", "other side"))


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
