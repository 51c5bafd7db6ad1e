"""Which options a clause names: by their words near the issue, or by a number in its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from paraph.negotiation import Issue, Option
from paraph.record.notes.quantities import (
    TIMES,
    Scale,
    is_counting_else,
    is_left,
    own_stems_of,
    scale_of,
    unit_at,
)
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import Word, content_stems, is_number, number_of

_NEAR = 8
_NEAR_NO = 2
_TELLING_SHARE = 0.5
_DENIALS = frozenset(("no", "not", "none", "without", "never"))
_WAIVING = frozenset(("waiv", "forgo", "forego"))
_IFS = frozenset(("if", "provided", "providing", "unless"))
_RANGE_WORDS = frozenset(("to", "and", "-", "–", "or", "nor"))


@dataclass(frozen=True, slots=True)
class NamedOption:
    """An option that a clause names. `is_exact` is false for a number between two options.

    `number` is the number by which it was named, if it was; `is_implied` says that only its issue
    was, as in "offices" of "no offices" and "offices"; `is_denial` that its label begins with "no".
    """

    issue_id: str
    option_id: str
    is_exact: bool = True
    number: float = 0.0
    is_implied: bool = False
    is_denial: bool = False


def find_options(
    words: Sequence[Word], mentions: Sequence[Mention], vocabulary: Vocabulary
) -> tuple[NamedOption, ...]:
    """Find the options named near each mention of an issue; two for a range of numbers.

    Words stand for the mention that they are nearest to. An option needs over half of the words
    that tell it from the issue's other options, and more than any other option.
    """
    named: list[NamedOption] = []
    for issue_id in dict.fromkeys(mention.id for mention in mentions):
        issue = vocabulary.agenda.issue(issue_id)
        near = _places_near(words, issue_id, mentions)
        if scale := scale_of(issue):
            named.extend(_find_numbers(issue, scale, words, near))
        elif option := _find_worded(issue, [words[place] for place in near]):
            named.append(option)
    return tuple(named)


def _places_near(
    words: Sequence[Word], issue_id: str, mentions: Sequence[Mention]
) -> tuple[int, ...]:
    """The places at most `_NEAR` from a mention of the issue, and not nearer to another one.

    On each side of an "if" only the mentions there count, if there are any.
    """
    n_ifs = list(accumulate(word.lower in _IFS for word in words))
    sides = {n_ifs[at] for mention in mentions for at in (mention.first, mention.last)}
    distances: dict[int, tuple[int, str]] = {}
    for mention in mentions:
        for place in range(
            max(0, mention.first - _NEAR), min(len(words), mention.last + _NEAR + 1)
        ):
            away = max(mention.first - place, place - mention.last, 0)
            own_sides = (n_ifs[mention.first], n_ifs[mention.last])
            if n_ifs[place] in sides and n_ifs[place] not in own_sides:
                continue
            if place not in distances or away < distances[place][0]:
                distances[place] = (away, mention.id)
    return tuple(place for place in sorted(distances) if distances[place][1] == issue_id)


def _find_worded(issue: Issue, near: Sequence[Word]) -> NamedOption | None:
    """The one option whose own words stand there best; None where none or several do."""
    of_issue = frozenset((*content_stems(issue.label), *content_stems(issue.id)))
    own = [_own_stems(option, of_issue) for option in issue.options]
    telling = of_issue.union(*(kinds for sets in own for kinds in sets))
    near = [word for at, word in enumerate(near) if not _denies_else(near, at, telling)]
    stems = {word.stem for word in near} | {"none" for word in near if word.lower == "none"}
    stems |= {"no", "none"} if stems & _WAIVING else set()
    n_with = Counter(stem for sets in own for stem in set().union(*sets))
    scores = [
        max((_share(stems, kinds, n_with, len(own)) for kinds in sets), default=0.0) for sets in own
    ]
    best = max(scores)
    if best <= _TELLING_SHARE:
        option = _find_affirmative(issue)
        return NamedOption(issue.id, option.id, is_implied=True) if option else None
    if scores.count(best) > 1:
        return None
    option = issue.options[scores.index(best)]
    return NamedOption(issue.id, option.id, is_denial=bool(_DENIALS & _first_words(option)))


def _denies_else(words: Sequence[Word], at: int, telling: frozenset[str]) -> bool:
    """Whether "no" stands before what is none of these stems: "no problem with audits"."""
    behind = words[at + 1 : at + 1 + _NEAR_NO]
    is_before_noun = bool(behind) and behind[0].is_content
    return words[at].lower == "no" and is_before_noun and telling.isdisjoint(w.stem for w in behind)


def _find_affirmative(issue: Issue) -> Option | None:
    """Of two options, "no offices" and "offices", the one that a bare mention means."""
    denied = [option for option in issue.options if _DENIALS & _first_words(option)]
    is_pair = len(issue.options) == 2 and len(denied) == 1
    return next((o for o in issue.options if o not in denied), None) if is_pair else None


def _first_words(option: Option) -> set[str]:
    return {stem for text in (option.id, option.label) for stem in content_stems(text)[:1]}


def _own_stems(option: Option, of_issue: frozenset[str]) -> list[frozenset[str]]:
    """The stems of an option's label and id, without those that name its issue anyway."""
    return [frozenset(content_stems(text)) - of_issue for text in (option.label, option.id)]


def _share(stems: set[str], own: frozenset[str], n_with: Counter[str], n_options: int) -> float:
    """The share of an option's telling words that stand there, 0..1; rarer words weigh more."""
    weights = {stem: 1 / n_with[stem] for stem in own if n_with[stem] < max(n_options, 2)}
    total = sum(weights.values())
    return sum(weights[stem] for stem in weights.keys() & stems) / total if total else 0.0


def _find_numbers(
    issue: Issue, scale: Scale, words: Sequence[Word], near: Sequence[int]
) -> list[NamedOption]:
    """The options nearest to the numbers: the one with its unit, or both ends of a range.

    A number that counts something else is passed over.
    """
    own = own_stems_of(issue, scale)
    if not scale.unit:  # a number of them may be of any noun, but of no time
        own |= {word.stem for word in words} - TIMES
    places = [at for at in near if is_number(words[at].lower) and _counts(words[at])]
    places = [at for at in places if not is_left(words, at)]
    with_unit = [at for at in places if scale.unit and unit_at(words, at) == scale.unit]
    chosen = with_unit or [at for at in places if not is_counting_else(words, at, own)]
    if chosen and chosen[0] >= 2 and words[chosen[0] - 1].lower in _RANGE_WORDS:
        start = [at for at in places if at == chosen[0] - 2]
        chosen = start + chosen
    numbers = dict.fromkeys(number_of(words[at].lower) for at in chosen[:2])
    found = [(scale.nearest(number), number) for number in numbers]
    return [NamedOption(issue.id, *nearest, number) for nearest, number in found if nearest]


def _counts(word: Word) -> bool:
    return word.lower not in ("a", "an", "no", "none", "single", "both", "couple")
