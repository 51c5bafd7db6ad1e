"""The annex on each party: what is known of a counterpart, what is stated of ourselves."""

from __future__ import annotations

from paraph.briefing.blocks import Block, Column, Heading, Item, Listing, Paragraph, Table
from paraph.briefing.findings import Findings
from paraph.briefing.wording import (
    change_of_mind_in_words,
    contradiction_in_words,
    count_in_words,
    day_in_words,
    opposition_in_words,
    recalled_in_words,
    recalled_parts_in_words,
    repeat_in_words,
    sentence,
    short_day,
    sources_in_words,
    wish_in_words,
)
from paraph.case import Case
from paraph.counterpart import Drift, Posterior
from paraph.negotiation import Agenda, Interval, Issue, Party, StatedValues
from paraph.negotiation.wording import (
    conditions_in_words,
    estimate_in_percent,
    in_percent,
    scale_in_words,
    value_in_words,
)

N_OPTIONS = 7
"""How many options of one issue a table shows; of a longer scale, as many steps evenly."""


def counterpart_blocks(findings: Findings, place: int) -> tuple[Block, ...]:
    """What is known of a counterpart, what made us believe it, and what to ask."""
    case, posterior = findings.case, findings.theirs[place]
    party = findings.counterpart(place)
    return (
        *change_of_mind_blocks(posterior),
        _standing(party, posterior),
        *_origin(case, posterior),
        _knowledge_table(findings, place),
        options_table(case, posterior),
        *_evidence_blocks(posterior),
        *_doubt_blocks(findings, place),
        *_repeat_blocks(posterior),
        *_red_lines(case, party, "Their red lines"),
        Heading("Questions to ask them", 4),
        _questions_table(findings, place),
    )


def change_of_mind_blocks(posterior: Posterior) -> tuple[Block, ...]:
    """From which of their moves they are read, where they have changed their mind."""
    change = posterior.change_of_mind
    if change is None:
        return ()
    return (Paragraph(change_of_mind_in_words(change), lead="A change of mind."),)


def _standing(party: Party, posterior: Posterior) -> Paragraph:
    value = value_in_words(posterior.reservation)
    if posterior.is_reservation_identified:
        known = "the record narrowed it."
    else:
        known = "the record doesn't narrow it, so that this is assumption."
    batna = party.preference.reservation.batna
    alternative = f" Their best alternative, as we see it: {batna}." if batna else ""
    p_opposed = posterior.p_opposed
    opposed = "" if p_opposed is None else f" {opposition_in_words(p_opposed)}"
    return Paragraph(
        f"No agreement is worth {value} to them, on their own scale "
        f"{scale_in_words(posterior.belief.interactions)}; {known}"
        f"{alternative}{opposed} Inferred from {count_in_words(posterior.n_moves, 'move')}; the "
        f"belief is worth {posterior.n_effective:,.0f} independent draws."
    )


def _origin(case: Case, posterior: Posterior) -> tuple[Block, ...]:
    """From which past case the starting point comes, and what of it, if from any."""
    recalled = posterior.recalled
    if recalled is None:
        return ()
    parts = recalled_parts_in_words(case.agenda, recalled)
    words = " ".join(part for part in (recalled_in_words(recalled), parts) if part)
    return (Paragraph(words, lead="Like last time."),)


def _knowledge_table(findings: Findings, place: int) -> Table:
    agenda = findings.case.agenda
    rows = tuple(
        (
            agenda.issue(known.issue_id).label,
            estimate_in_percent(known.importance),
            wish_in_words(agenda.issue(known.issue_id), known),
            in_percent(known.p_likely_option) if known.is_told else "",
            str(known.n_moves),
            short_day(known.last_move) if known.last_move else "none",
            str(known.status),
        )
        for known in findings.knowledge[place]
    )
    return Table(
        "What is known of each issue",
        (
            Column("Issue", 2),
            Column("Share of the weight", 1.4, is_numeric=True),
            Column("Likely wants", 2),
            Column("Probably", 0.9, is_numeric=True),
            Column("Moves", 0.6, is_numeric=True),
            Column("Last move", 0.9),
            Column("Status", 0.9),
        ),
        rows,
        note="What they likely want is told where it is likelier by 15 points than with nothing "
        "known, and is a “perhaps” under 50 %. Known: the option is at least 75 % probable and "
        "the weight well placed. Unknown: nothing stated and no move. Uncertain: the rest. "
        "Intervals hold 90 %.",
    )


def options_table(case: Case, posterior: Posterior) -> Table:
    """What each option is worth to a party, 1 for its best of the issue and 0 for its worst."""
    rows = []
    has_cut = False
    for issue, estimates in zip(case.agenda.issues, posterior.option_values, strict=True):
        shown = shown_options(issue)
        has_cut |= len(shown) < len(issue.options)
        valued = [f"{issue.options[at].label} {value_in_words(estimates[at])}" for at in shown]
        rows.append((issue.label, "; ".join(valued)))
    cut = " Of long scales only some steps are shown." if has_cut else ""
    return Table(
        "Value of each option within its issue",
        (Column("Issue", 1.4), Column("Options, each with its value", 4)),
        tuple(rows),
        note=f"On this party's own scale; median and 90 % interval.{cut}",
    )


def shown_options(issue: Issue) -> list[int]:
    """Return the places of the options of an issue to show: all, or of a long scale some steps."""
    last = len(issue.options) - 1
    if last < N_OPTIONS:
        return list(range(last + 1))
    return sorted({round(last * step / (N_OPTIONS - 1)) for step in range(N_OPTIONS)})


def _evidence_blocks(posterior: Posterior) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows = tuple(
        (each.session_id, each.description, each.on, f"{each.shift:.2f}")
        for each in posterior.influences
        if each.shift >= 0.005
    )
    if rows:
        columns = (
            Column("Session", 1.4),
            Column("Entry", 3),
            Column("Moved", 2),
            Column("By, 0 to 1", 0.8, is_numeric=True),
        )
        blocks.append(Table("Entries of the record that moved this belief most", columns, rows))
    return tuple(blocks)


def _doubt_blocks(findings: Findings, place: int) -> tuple[Block, ...]:
    doubts = [
        Item(sentence(contradiction_in_words(each)), lead=f"{each.first} / {each.second}:")
        for each in findings.theirs[place].contradictions
    ]
    drifts = findings.drifts[place] if findings.drifts else ()
    doubts += [
        Item(
            f"{sentence(_drift_in_words(each))} Probability {in_percent(each.p_changed)}.",
            lead=f"{day_in_words(each.day)}:",
        )
        for each in drifts
    ]
    if not doubts:
        return ()
    return (Heading("What doesn't fit together", 4), Listing(tuple(doubts)))


def _drift_in_words(drift: Drift) -> str:
    return "; ".join((drift.description, *(shift.description for shift in drift.shifts)))


def _repeat_blocks(posterior: Posterior) -> tuple[Block, ...]:
    """Acts that were entered more than once, with each of their entries."""
    if not posterior.repeats:
        return ()
    items = tuple(
        Item(
            sentence(repeat_in_words(repeat)),
            lead=f"{repeat.description} ({day_in_words(repeat.day)}):",
        )
        for repeat in posterior.repeats
    )
    return (Heading("Entered twice, counted once", 4), Listing(items))


def _red_lines(case: Case, party: Party, title: str) -> tuple[Block, ...]:
    if not party.red_lines:
        return ()
    items = []
    for line in party.red_lines:
        day = f" Declared on {day_in_words(line.declared)}." if line.declared else ""
        sources = sources_in_words(case, line.source_ids)
        items.append(
            Item(
                f"Never {conditions_in_words(case.agenda, line.conditions)}.{day}",
                note="; ".join(part for part in (line.reason, sources) if part),
            )
        )
    return (Heading(title, 4), Listing(tuple(items)))


def _questions_table(findings: Findings, place: int) -> Block:
    questions = findings.questions[place]
    if not questions:
        return Paragraph("No question was found that would tell more than it costs.")
    return Table(
        "Best first",
        (
            Column("Question", 3.4),
            Column("Tells, in bits", 0.9, is_numeric=True),
            Column("What asking reveals", 2),
        ),
        tuple(
            (question.text, f"{question.information_bits:.2f}", question.reveals)
            for question in questions
        ),
        note="A bit is what the answer to an even yes-or-no question tells.",
    )


def our_blocks(findings: Findings) -> tuple[Block, ...]:
    """Our own preferences as they are stated, on whose word, and what they come to."""
    case, party = findings.case, findings.case.we
    stated = party.preference
    basis = stated.basis or "no basis is stated"
    day = f", {day_in_words(stated.stated)}" if stated.stated else ""
    sources = sources_in_words(case, stated.source_ids)
    batna = stated.reservation.batna
    return (
        Heading(f"What we want, as stated: {party.name}", 3),
        Paragraph(
            f"{sentence(basis + day)}"
            + (f" Sources: {sources}." if sources else "")
            + ("" if stated.stated else " The statement has no date: it counts on every day.")
            + _choices_in_words(len(stated.choices)),
            lead="Basis.",
        ),
        Paragraph(
            f"{value_in_words(findings.ours.reservation)} on our own scale "
            f"{scale_in_words(findings.ours.belief.interactions)}."
            + (f" Best alternative: {batna}." if batna else ""),
            lead="Value of no agreement.",
        ),
        _our_table(findings),
        options_table(case, findings.ours),
        *_red_lines(case, party, "Our red lines"),
    )


def _choices_in_words(n_choices: int) -> str:
    if not n_choices:
        return ""
    if n_choices == 1:
        return " One choice between two packages counts too."
    return f" {n_choices} choices between two packages count too."


def _our_table(findings: Findings) -> Table:
    case = findings.case
    values = {stated.issue_id: stated for stated in case.we.preference.values}
    rows = tuple(
        (
            issue.label,
            stated_importance(case.we, issue.id, case.agenda),
            estimate_in_percent(estimate),
            _stated_values(issue, values.get(issue.id)),
        )
        for issue, estimate in zip(case.agenda.issues, findings.ours.importance, strict=True)
    )
    return Table(
        "Importance and options as stated",
        (
            Column("Issue", 2),
            Column("Importance, as stated", 1.5),
            Column("Share of the weight", 1.6, is_numeric=True),
            Column("Options, as stated", 3),
        ),
        rows,
    )


def stated_importance(party: Party, issue_id: str, agenda: Agenda) -> str:
    """Say what is stated of an issue's importance: a word, a share, a rank, a comparison."""
    importance = party.preference.importance
    parts = [word.value for issue, word in importance.words if issue == issue_id]
    parts += [_shares(share) for issue, share in importance.shares if issue == issue_id]
    parts += [
        f"rank {rank} of {len(importance.ranking)}"
        for rank, tier in enumerate(importance.ranking, 1)
        if issue_id in tier
    ]
    parts += [
        f"{word.value} {agenda.issue(other).label}"
        for one, word, other in importance.compared
        if one == issue_id
    ]
    return "; ".join(parts) or "not stated"


def _shares(share: Interval) -> str:
    low, high = f"{100 * share.low:.0f}", f"{100 * share.high:.0f}"
    return f"{low} %" if low == high else f"{low}–{high} %"


def _stated_values(issue: Issue, stated: StatedValues | None) -> str:
    if stated is None:
        return "not stated"
    labels = {option.id: option.label for option in issue.options}
    parts = [f"{labels[option]} {_values(value)}" for option, value in stated.values]
    if stated.ranking:
        tiers = [" = ".join(labels[option] for option in tier) for tier in stated.ranking]
        parts.append("best first: " + " > ".join(tiers))
    if stated.direction is not None:
        parts.append(f"{stated.direction} is better")
    return "; ".join(parts)


def _values(value: Interval) -> str:
    return f"{value.low:g}" if value.low == value.high else f"{value.low:g}–{value.high:g}"
