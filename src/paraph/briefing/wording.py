"""Dates, packages and sources in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import sqrt

from paraph.briefing.blocks import Brief
from paraph.case import Case
from paraph.counterpart import ChangeOfMind, Contradiction, Knowledge, Repeat
from paraph.negotiation import Agenda, Issue, Package, Recalled
from paraph.negotiation.wording import SPACE, in_percent, listed
from paraph.readiness import Readiness
from paraph.record import Override

HEADER_LENGTH = 80
"""Characters of a title that fit the running head of a page."""
_PROBABLY_FROM = 0.5
"""An option that is less likely than this to be the best one is "perhaps" the best."""


def day_in_words(day: date) -> str:
    """Say a date in full.

    >>> day_in_words(date(2019, 2, 6))
    '6 February 2019'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Say a date in a table's few letters.

    >>> short_day(date(2019, 2, 6))
    '6 Feb 2019'
    """
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def days_in_words(first: date, last: date | None) -> str:
    """Say a span of days, naming month and year once where they are the same.

    >>> days_in_words(date(2019, 2, 6), date(2019, 2, 8))
    '6–8 February 2019'
    """
    if last is None or last == first:
        return day_in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    return f"{day_in_words(first)} – {day_in_words(last)}"


def count_in_words(n: int, noun: str, plural: str = "") -> str:
    """Say how many there are of something.

    >>> count_in_words(1, "session"), count_in_words(3, "session")
    ('1 session', '3 sessions')
    """
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def clipped(text: str, length: int) -> str:
    """Cut a text at a word, with a mark, where it is longer than `length` characters.

    >>> clipped("all nuclear facilities at Yongbyon", 24)
    'all nuclear facilities …'
    """
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return f"{(cut.rsplit(' ', 1)[0] if ' ' in cut else cut).rstrip(' ,;:.')} …"


def shortened(entry: str, length: int = 90) -> str:
    """Cut an entry of the record at a word where it is longer, and keep its day at the end.

    >>> shortened("talks: propose: Rent: 140; Term: 10 years (2024-04-10)", 40)
    'talks: propose: Rent … (2024-04-10)'
    """
    text, mark, day = entry.rpartition(" (")
    if len(entry) <= length or not (mark and day.endswith(")")):
        return clipped(entry, length)
    return f"{clipped(text, length - len(day) - len(mark))} ({day}"


def sentence(text: str) -> str:
    """Give a text a capital at its start and a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def printable(text: str) -> str:
    r"""Turn what doesn't print (control codes, halves of letters, breaks) into spaces.

    >>> printable("a\x1b[31m b")
    'a [31m b'
    """
    return "".join(letter if letter.isprintable() or letter == SPACE else " " for letter in text)


def package_in_words(agenda: Agenda, package: Package, most: int | None = None) -> str:
    """Say what a package settles, issue by issue in the agenda's order.

    `most` cuts the list and says how many issues are left out.
    """
    parts = [
        f"{issue.label}: {issue.option(package[issue.id]).label}"
        for issue in agenda.issues
        if issue.id in package
    ]
    if most is not None and len(parts) > most:
        return "; ".join([*parts[:most], f"and {len(parts) - most} more"])
    return "; ".join(parts) if parts else "nothing"


def difference_in_words(agenda: Agenda, package: Package, base: Package) -> str:
    """Say where a package differs from another; empty where it doesn't."""
    differing = [issue for issue, option in package if base.as_dict().get(issue) != option]
    kept = [issue for issue in package.issue_ids if issue not in differing]
    return package_in_words(agenda, package.without(kept)) if differing else ""


def sources_in_words(case: Case, source_ids: Iterable[str]) -> str:
    """Name sources by their ids; mark those that are disputed."""
    disputed = {source.id for source in case.sources if source.is_disputed}
    return ", ".join(
        f"{source_id} (disputed)" if source_id in disputed else source_id
        for source_id in source_ids
    )


def verdict_in_words(readiness: Readiness) -> str:
    """Say the rule's verdict, and that it is the rule's where a person decided above it."""
    return f"{readiness.verdict} by the rule" if readiness.override else str(readiness.verdict)


def decision_in_words(readiness: Readiness) -> str:
    """Say who set the rule's verdict aside, or stood by it, when and why; empty if nobody did."""
    override = readiness.override
    if override is None:
        return ""
    done = "Confirmed" if override.verdict is readiness.verdict else "Set aside"
    day = day_in_words(override.given)
    return f"{done} by {override.who.strip()} on {day}: {override_in_words(override)}"


def override_in_words(override: Override) -> str:
    """Say what a person decided, and why.

    >>> from paraph.record import Verdict
    >>> decided = Override(Verdict.GO, "The minister", date(2019, 2, 6), "the day is fixed")
    >>> override_in_words(decided)
    'GO, because the day is fixed.'
    """
    return sentence(f"{override.verdict.upper()}, because {override.reason}")


def repeat_in_words(repeat: Repeat) -> str:
    """Say where an act stands that was entered more than once, and which confidence was taken.

    >>> from paraph.counterpart import Place
    >>> places = (Place("talks", 1, 0.6), Place("talks", 4, 1.0), Place("second-note", 0, 0.6))
    >>> told = repeat_in_words(Repeat("reject: Rent: 140", date(2019, 2, 6), places))
    >>> print(told.replace(SPACE, " "))
    talks, moves 2 and 5; second-note, move 1: taken as certain, not at 60 %
    """
    by_session: dict[str, list[int]] = {}
    for place in repeat.places:
        by_session.setdefault(place.session_id, []).append(place.move_index)
    named = [f"{name}, {_moves_at(indices)}" for name, indices in by_session.items()]
    others = sorted({place.confidence for place in repeat.places} - {repeat.confidence})
    if not others:
        return "; ".join(named)
    taken = "as certain" if repeat.confidence == 1 else f"at {_exact_percent(repeat.confidence)}"
    left = listed([_exact_percent(confidence) for confidence in others], "or")
    return f"{'; '.join(named)}: taken {taken}, not at {left}"


_N_NUMBERS_MOST = 8
"""So many moves are named by their numbers; of more, the first of them and how many more."""


def _exact_percent(confidence: float) -> str:
    return f"{100 * confidence:.4g}{SPACE}%"


def _moves_at(indices: Sequence[int]) -> str:
    if indices[0] < 0:
        return "what was agreed"
    numbers = [str(index + 1) for index in indices]
    if len(numbers) > _N_NUMBERS_MOST:
        rest = len(numbers) - _N_NUMBERS_MOST + 1
        return f"moves {', '.join(numbers[: _N_NUMBERS_MOST - 1])} and {rest} more"
    return f"move{'s' * (len(numbers) > 1)} {listed(numbers)}"


def delay_in_words(readiness: Readiness) -> str:
    """Say what waiting costs us and what it therefore advises; empty where no cost is stated."""
    cost, n_advised = readiness.settings.delay_cost, readiness.n_meetings_advised
    if not cost:
        return ""
    return (
        f"At a cost to us of {cost:g} for each further meeting, it is worth most to us to hold "
        f"{n_advised or 'none'} first."
    )


def recalled_in_words(recalled: Recalled) -> str:
    """Say from which past case a preference starts, and how much less surely it is held than there.

    >>> recalled = Recalled("The mill", date(2023, 5, 8), 1.5, 1, "", ("rent",))
    >>> recalled_in_words(recalled).partition(": ")[2]
    'ranges are up to 1.5 times as wide. What is stated here goes first.'
    """
    day = f" (to {day_in_words(recalled.last_day)})" if recalled.last_day else ""
    where = f"“{recalled.title}”{day}"
    if not (recalled.weighed or recalled.valued or recalled.has_reservation):
        return f"All that was learnt of them in {where} is stated here, and that goes first."
    start = f"The starting point is what was learnt of them in {where}"
    if recalled.widening == 1:
        return f"{start}, as surely as there. What is stated here goes first."
    less = []
    if recalled.valued:
        less.append(
            f"what options were worth holds with a probability of {100 / recalled.widening:.0f} %"
        )
    if recalled.weighed or recalled.has_reservation:
        less.append(f"ranges are up to {recalled.widening:g} times as wide")
    return f"{start}: {', and '.join(less)}. What is stated here goes first."


def change_of_mind_in_words(change: ChangeOfMind) -> str:
    """Say that a party changed its mind, and from which of its moves it is read therefore.

    >>> change = ChangeOfMind(date(2024, 5, 3), 0.97, n_moves=7, n_moves_in_all=15)
    >>> change_of_mind_in_words(change).partition(": ")[2]
    'what follows is read from the moves since then (7 of 15).'
    """
    day, likely = day_in_words(change.day), in_percent(change.p_changed)
    moves = f"{change.n_moves} of {change.n_moves_in_all}"
    start = f"Since {day} they seem to want something else ({likely} likely)"
    if not change.is_followed:
        return (
            f"{start}, but the moves since then ({moves}) tell too little by themselves: what "
            "follows is of the whole record."
        )
    read = f"{start}: what follows is read from the moves since then ({moves})"
    if change.is_as_stated:
        return f"{read}."
    return f"{read}, without what is stated of them, which fits these less."


def contradiction_in_words(contradiction: Contradiction) -> str:
    """Say what doesn't fit together, and which change of mind that is told would explain it.

    >>> contradiction_in_words(Contradiction("", "", "spoke for it and against it"))
    'spoke for it and against it'
    """
    if contradiction.explained_by is None:
        return contradiction.description
    day = day_in_words(contradiction.explained_by)
    return f"{contradiction.description}; a change of mind about {day} would explain it"


def recalled_parts_in_words(agenda: Agenda, recalled: Recalled) -> str:
    """Say what was recalled, issue by issue; empty where nothing was."""
    parts = [
        f"the {what} of {listed([agenda.issue(issue_id).label for issue_id in issue_ids])}"
        for what, issue_ids in (("importance", recalled.weighed), ("options", recalled.valued))
        if issue_ids
    ]
    parts += ["what no agreement is worth"] * recalled.has_reservation
    return f"Recalled: {'; '.join(parts)}." if parts else ""


_OPPOSED_FROM = 0.6
_UNRELATED_TO = 0.2


def wish_in_words(issue: Issue, known: Knowledge) -> str:
    """Say what a party wants on an issue: no more than "perhaps" where it is likelier not that."""
    if not known.is_told:
        return "not known"
    label = issue.option(known.likely_option).label
    return label if known.p_likely_option >= _PROBABLY_FROM else f"perhaps {label}"


def opposition_in_words(p_opposed: float) -> str:
    """Say whether a party wants the opposite of what we want, as far as its moves tell.

    >>> opposition_in_words(0.84).partition(" (")[0]
    'Where their wishes are not stated, they probably want the opposite of what we want'
    """
    likely = f"{in_percent(p_opposed)} likely"
    start = "Where their wishes are not stated,"
    if p_opposed > _OPPOSED_FROM:
        return f"{start} they probably want the opposite of what we want ({likely})."
    if p_opposed < _UNRELATED_TO:
        return (
            f"{start} these have probably little to do with ours: look for trades "
            f"(that they want the opposite is {likely})."
        )
    return f"{start} it can't be told yet whether they want the opposite of ours ({likely})."


def steadiness_in_words(n_effective: float) -> str:
    """Say what the number of effective draws means for who reads percentages.

    By chance alone the share of n independent draws is off by up to half of 1/√n, mostly.

    >>> steadiness_in_words(412.3).partition(": ")[2]
    'drawn anew, a percentage would move by 2 points or so.'
    """
    points = max(round(50 / sqrt(max(n_effective, 1.0))), 1)
    rounded = round(n_effective, -1 if n_effective < 200 else -2)
    moved = "1 point" if points == 1 else f"{points} points"
    return (
        f"This rests on about {rounded:,.0f} independent guesses at what they want: drawn anew, "
        f"a percentage would move by {moved} or so."
    )


def origin_in_words(brief: Brief) -> str:
    """Say from which record and computation a brief comes, so that it can be made again."""
    day = f"record as of {day_in_words(brief.as_of)}, " if brief.as_of else ""
    return f"Paraph, case {brief.case_id}, {day}input {brief.digest}, seed {brief.seed}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
