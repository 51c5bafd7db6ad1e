"""Moves found in a sentence, before the sentence is put to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from paraph.negotiation import NOTHING_SETTLED, Package, package_of
from paraph.record.notes.acts import Act
from paraph.record.notes.clauses import Clause
from paraph.record.notes.cues import AFFIRMATION, FIGURE
from paraph.record.notes.grammar import SUBJECTS, VERBS
from paraph.record.notes.options import NamedOption
from paraph.record.notes.quantities import CURRENCIES
from paraph.record.notes.vocabulary import Mention, Vocabulary
from paraph.record.notes.words import STOP_WORDS, is_number, number_of
from paraph.record.sessions import MoveKind

_FEW_CLAUSES = 2
_FEW_WORDS = 6
_OBJECTS = frozenset(("us", "me", "you", "them", "him", "her"))
_STAYING = frozenset((
    "still", "now", "at", "stays", "remains", "stuck", "stands", "currently", "-", "–", ":", "=",
))  # fmt: skip
_STANDING = frozenset(("we", "us", "they", "them"))
_CONDITION = re.compile(
    r"(?:[,;] ?)?(?:and |but |so |then )?(?:only )?(?:if|provided|providing|on condition|"
    r"as long as|so long as|in exchange|in return|subject to|when|unless|once|assuming|should|"
    r"were)(?!\w)"
)
_HANGING = re.compile(
    r"(?<!\w)(?:if|provided|providing|on condition|as long as|so long as|in exchange|in return|"
    r"subject to|unless|(?:conditional|contingent|dependent) (?:up)?on)(?!\w)"
)
_REFUSING = re.compile(
    r"(?:and |but )?(?:neither|no|not|never|anything but)(?! more| less| later)(?!\w)"
)
_RANGE = re.compile(rf"{FIGURE}(?: ?%| \w+)? ?(?:to|and|or|nor|-|–) ")
_DENIED = re.compile(r"^(?:but |and |, )+(?:\w+ )?(?:not|never|cannot|\w+n't)(?!\w)")
_SIGNING = re.compile(r"(?<!\w)(?:sign|agree|accept|settle|join|stay|move|deal)")
_YOU_GET = re.compile(
    r"^(?:and |but |then |so |ok,? )?(?:you|u)(?:(?:'d|'ll| would| will| can| could) (?:have|do)|"
    r"(?:'d|'ll| would| will| can| could)? ?(?:get|take|keep|receive))(?!\w)|(?<!\w)for you(?!\w)"
)
BINDING = (MoveKind.REJECT, MoveKind.OPPOSE, MoveKind.RESERVE)


@dataclass(frozen=True, slots=True)
class Finding:
    """A move before its sentence is put to it."""

    kind: MoveKind
    party_id: str
    rule: str
    package: Package = NOTHING_SETTLED
    over: Package = NOTHING_SETTLED
    equal_to: Package = NOTHING_SETTLED
    issue_ids: tuple[str, ...] = ()
    slighted_ids: tuple[str, ...] = ()
    reported_by: str = ""
    is_hedged: bool = False
    is_inexact: bool = False


def accepts_another(acts: list[Act | None], named: list[tuple[NamedOption, ...]]) -> bool:
    """Whether something is accepted beside another offer: "it had asked for 5, and accepted 4"."""
    pairs = [
        (act, of) for act, of in zip(acts, named, strict=True) if act and not act.is_conditional
    ]
    offered = {
        (o.issue_id, o.option_id) for a, of in pairs if a.kind is MoveKind.PROPOSE for o in of
    }
    accepted = {
        (o.issue_id, o.option_id) for a, of in pairs if a.kind is MoveKind.ACCEPT for o in of
    }
    return bool({issue for issue, _ in offered} & {issue for issue, _ in accepted - offered})


def join_offers(
    clauses: tuple[Clause, ...],
    acts: list[Act | None],
    named: list[tuple[NamedOption, ...]],
    speaker_id: str,
) -> Iterator[Finding]:
    """Join what the clauses of an offer name: "if you …, we could …" is one package.

    It is the offer of whoever would do what hangs on the condition; `speaker_id` is empty in prose.
    """
    offering = [
        (clause, act)
        for clause, act in zip(clauses, acts, strict=True)
        if act and act.kind in (MoveKind.PROPOSE, MoveKind.ACCEPT)
    ]
    own = [pair for pair in offering if pair[0].is_own and not pair[1].is_conditional]
    clause = (own or offering)[0][0]
    is_told = not own and _CONDITION.match(clause.text) is not None
    if is_told:
        main = _find_main(clauses, acts, named)
        if main is None or not (speaker_id or _is_named(main, clause)):
            return
        clause = main
    clause = _as_sharer(clause, speaker_id, is_sharing=is_told)
    options = [
        option
        for said, part, of in zip(clauses, acts, named, strict=True)
        if not (part and part.kind in BINDING)
        if not (part is None and _DENIED.search(said.text))
        for option in of
    ]
    if options and clause.party_id and not _is_half_read(clauses, options):
        is_hedged = any(a.is_hedged for _, a in offering) or (is_told and not speaker_id)
        yield from findings_of(clause, Act(MoveKind.PROPOSE, "offer", is_hedged), options)


def _find_main(
    clauses: tuple[Clause, ...], acts: list[Act | None], named: list[tuple[NamedOption, ...]]
) -> Clause | None:
    """The clause that hangs on a condition before it: "if we take A, Tarn will give B".

    None where it offers nothing, or something that wasn't read: half of a package is another one.
    """
    return next(
        (
            clause
            for clause, act, options in zip(clauses, acts, named, strict=True)
            if clause.party_id
            and not (act and act.kind in BINDING)
            and not _CONDITION.match(clause.text)
            and (options or (not clause.issues and (act or _is_joining(clause))))
        ),
        None,
    )


def _is_joining(clause: Clause) -> bool:
    """Whether a clause without options says yes to what hangs on a condition: "we sign", "ok"."""
    text = clause.text
    return _SIGNING.search(text) is not None or AFFIRMATION.match(text) is not None


def _is_half_read(clauses: tuple[Clause, ...], options: list[NamedOption]) -> bool:
    """Whether a condition names an issue of which no option was read."""
    read = {option.issue_id for option in options}
    return any(_has_figure_before_if(clause, options) for clause in clauses) or any(
        mention.id not in read and not mention.is_hint
        for clause in clauses
        for mention in _conditioned(clause)
    )


def _has_figure_before_if(clause: Clause, options: list[NamedOption]) -> bool:
    """Whether a number before "if" was read as none of the options: "four if we get 36 months".

    Beside options in words, which may hold numbers of their own, only "40k" surely isn't read.
    """
    hanging = None if _CONDITION.match(clause.text) else _HANGING.search(clause.text)
    if hanging is None:
        return False
    end = clause.words[0].start + hanging.start()
    before = [word.lower for word in clause.words if word.end <= end]
    is_worded = any(option.number == 0.0 for option in options)
    numbers = {
        number_of(word)
        for word, behind in zip(before, [*before[1:], ""], strict=True)
        if is_number(word) and word not in STOP_WORDS and (behind == "k" or not is_worded)
    }
    return bool(numbers) and numbers.isdisjoint(option.number for option in options)


def _conditioned(clause: Clause) -> Iterator[Mention]:
    """The issues of a condition, and of what hangs on one in the same clause."""
    if _CONDITION.match(clause.text) or _HANGING.search(clause.text):
        yield from clause.issues


def _is_named(main: Clause, condition: Clause) -> bool:
    """Whether a clause has a subject of its own, and not only that of the condition before it."""
    is_other = main.party_id != condition.party_id
    return is_other or any(word.lower in SUBJECTS for word in main.words)


def _as_sharer(clause: Clause, speaker_id: str, *, is_sharing: bool) -> Clause:
    """Put what "you get" in talk down to the speaker, who says what each side is to have."""
    is_yours = not clause.is_own and not clause.reported_by
    if speaker_id and is_yours and (is_sharing or _YOU_GET.search(clause.text)):
        return replace(clause, party_id=speaker_id, is_own=True)
    return clause


def bare_package(
    clauses: tuple[Clause, ...], named: list[tuple[NamedOption, ...]], speaker_id: str
) -> Iterator[Finding]:
    """Read options said without a verb as an offer: "80 and 24 months?", "24 months, not more".

    One option alone is an offer where nothing else is said. "Neither 80 nor 90" rejects both, and
    "no patrols" patrols.
    """
    options = [o for of in named for o in of if not (o.is_implied and _says_more(clauses))]
    is_but = any(clause.text.startswith("but ") for clause in clauses)  # "ok, 90, but then …"
    # "All right, 90 then": see what follows.
    is_yes = AFFIRMATION.match(clauses[0].text) is not None and not is_but
    is_alone = (
        not is_yes
        and len(clauses) <= _FEW_CLAUSES
        and all(clause.is_verbless and not _has_object(clause) for clause in clauses)
    )
    is_range = len(options) == len({option.issue_id for option in options})
    is_alone = is_alone and (is_range or _RANGE.search(clauses[0].text) is not None)
    if len({option.issue_id for option in options}) > 1 or (options and is_alone):
        is_refused = _REFUSING.match(clauses[0].text) is not None
        is_refused = is_refused and not any(option.is_denial for option in options)
        kind, rule = (MoveKind.REJECT, "reject") if is_refused else (MoveKind.PROPOSE, "offer")
        said = _as_sharer(clauses[0], speaker_id, is_sharing=False)
        yield from findings_of(said, Act(kind, rule, is_hedged=True), options)


def _has_object(clause: Clause) -> bool:
    """Whether "us" stands behind what may be a verb: "this takes us to 100"; or it asks why."""
    pairs = pairwise(clause.words)
    return clause.text.startswith("why") or any(
        first.is_content and not is_number(first.lower) and second.lower in _OBJECTS
        for first, second in pairs
    )


def _says_more(clauses: tuple[Clause, ...]) -> bool:
    """Whether clauses hold more than names of issues: "subletting stays out"."""
    return any(
        word.is_content and not any(m.first <= at <= m.last for m in clause.issues)
        for clause in clauses
        for at, word in enumerate(clause.words)
    )


def bare_positions(
    clauses: tuple[Clause, ...], named: list[tuple[NamedOption, ...]], vocabulary: Vocabulary
) -> Iterator[Finding]:
    """Read in prose what a party stands at without a verb: "we 80, Trust 100"."""
    for clause, options in zip(clauses, named, strict=True):
        parties = vocabulary.find_parties(clause.words)
        start = next((at for at, w in enumerate(clause.words) if w.text[0].isalnum()), 0)
        colons = {at + 1 for at, word in enumerate(clause.words) if word.text == ":"}
        ends = [m.last for m in parties if m.first in {start, *colons}]
        ends += [start] if clause.words[start].lower in _STANDING else []
        is_small = bool(vocabulary.party_named(clause.words[start].text))  # "union 5 %"
        ends += [start] if not ends and is_small else []
        behind = [w for w in clause.words[ends[0] + 1 :] if w.lower not in _STAYING] if ends else []
        is_bare = bool(behind) and (is_number(behind[0].lower) or behind[0].stem in CURRENCIES)
        is_bare = is_bare and not any(word.lower in VERBS for word in clause.words)
        if is_bare and options and len(clause.words) - ends[0] <= _FEW_WORDS:
            yield from findings_of(clause, Act(MoveKind.PROPOSE, "offer", is_hedged=True), options)


def findings_of(clause: Clause, act: Act, options: Iterable[NamedOption]) -> Iterator[Finding]:
    """One move for the options named; a second one where a range names two of an issue."""
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    is_inexact = False
    for option in options:
        is_second = first.get(option.issue_id, option.option_id) != option.option_id
        target = second if is_second else first
        target[option.issue_id] = option.option_id
        is_inexact = is_inexact or not option.is_exact
    for choices in (first, {**first, **second} if second else {}):
        if choices and clause.party_id:
            yield Finding(
                act.kind,
                clause.party_id,
                act.rule,
                package_of(choices),
                reported_by=clause.reported_by,
                is_hedged=act.is_hedged or clause.is_doubtful,
                is_inexact=is_inexact,
            )
