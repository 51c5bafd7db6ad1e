"""The annex on the record: sessions and moves, terms, the rolling text, sources."""

from __future__ import annotations

from paraph.briefing.blocks import Block, Column, Heading, Item, Listing, Paragraph, Table
from paraph.briefing.wording import (
    count_in_words,
    day_in_words,
    days_in_words,
    package_in_words,
    sentence,
    short_day,
    sources_in_words,
)
from paraph.case import Case
from paraph.negotiation import Term
from paraph.negotiation.wording import in_percent, listed
from paraph.record import Move, Session
from paraph.text import count_brackets, parse_text


def record_blocks(case: Case) -> tuple[Block, ...]:
    """The sessions in order: who met, each move with its source, what was agreed."""
    if not case.sessions:
        return (Paragraph("No session is on record."), *_paper_blocks(case))
    blocks: list[Block] = []
    for session in sorted(case.sessions, key=lambda each: each.day):
        blocks += _session_blocks(case, session)
    return (*blocks, *_paper_blocks(case))


def _session_blocks(case: Case, session: Session) -> tuple[Block, ...]:
    where = f", {session.place}" if session.place else ""
    title = f"{days_in_words(session.day, session.last_day)}{where}"
    facts = [session.title, f"{session.level} level"]
    if session.participants:
        facts.append(listed([person.name for person in session.participants]))
    if session.is_joint_record:
        facts.append("joint record")
    sources = sources_in_words(case, session.source_ids)
    facts += [f"sources: {sources}"] if sources else []
    blocks: list[Block] = [
        Heading(title, 4),
        Paragraph(sentence("; ".join(part for part in facts if part))),
    ]
    if session.note:
        blocks.append(Paragraph(sentence(session.note), is_note=True))
    if session.moves:
        blocks.append(_moves_table(case, session))
    items = []
    if len(session.agreed):
        agreed = package_in_words(case.agenda, session.agreed)
        items.append(Item(sentence(agreed), lead="Agreed ad referendum:"))
    if session.reopened:
        labels = [
            case.agenda.issue(issue_id).label
            for issue_id in session.reopened
            if issue_id in case.agenda
        ]
        items.append(Item(sentence(listed(labels)), lead="Reopened:"))
    return (*blocks, Listing(tuple(items))) if items else tuple(blocks)


def _moves_table(case: Case, session: Session) -> Table:
    rows = tuple(
        (
            case.party(move.party_id).name,
            str(move.kind),
            _move_in_words(case, move),
            _doubt(move),
            sources_in_words(case, move.source_ids or session.source_ids),
        )
        for move in session.moves
    )
    return Table(
        f"{count_in_words(len(rows), 'move')}",
        (
            Column("Party", 1.3),
            Column("Move", 0.8),
            Column("On what", 4),
            Column("Certain", 0.8),
            Column("Source", 0.9),
        ),
        rows,
    )


def _move_in_words(case: Case, move: Move) -> str:
    parts = []
    if len(move.package):
        words = package_in_words(case.agenda, move.package)
        other = package_in_words(case.agenda, move.compared_with)
        link = "over" if move.over else "about as good as"
        parts.append(f"{words}, {link} {other}" if move.compared_with else words)
    if move.issue_ids:
        labels = [case.agenda.issue(issue_id).label for issue_id in move.issue_ids]
        light = "makes light of " if move.makes_light else ""
        before = ", before all others" if move.is_above_others else ""
        parts.append(f"{light}{listed(labels)}{before}")
    if move.text:
        parts.append(move.text)
    if move.reported_by:
        parts.append(f"as reported by {move.reported_by}")
    return "; ".join(parts)


def _doubt(move: Move) -> str:
    return "yes" if move.confidence >= 1 else in_percent(move.confidence)


def _paper_blocks(case: Case) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if case.papers:
        rows = tuple(
            (
                paper.title,
                paper.kind.value.replace("-", " "),
                short_day(paper.day) if paper.day else "undated",
                paper.by,
                sources_in_words(case, paper.source_ids),
            )
            for paper in case.papers
        )
        columns = (
            Column("Paper", 3),
            Column("Kind", 1.3),
            Column("Day", 1.2),
            Column("By", 1.2),
            Column("Source", 0.9),
        )
        blocks.append(Table("Papers on file", columns, rows))
    if case.openings:
        items = tuple(_opening_item(case, place) for place in range(len(case.openings)))
        blocks += [Heading("Openings prepared", 4), Listing(items)]
    return tuple(blocks)


def _opening_item(case: Case, place: int) -> Item:
    opening = case.openings[place]
    words = opening.text or package_in_words(case.agenda, opening.package)
    shown = [f"{case.party(party).name} on {day_in_words(day)}" for party, day in opening.shown]
    seen = f"Seen by the staff of {listed(shown)}" if shown else "Not shown to any other side"
    return Item(f"{sentence(words)} {seen}.", lead=f"{case.party(opening.party_id).name}:")


def term_blocks(case: Case) -> tuple[Block, ...]:
    """Each key term as each side reads it, side by side."""
    if not case.terms:
        return (Paragraph("No key term is on record."),)
    blocks: list[Block] = []
    for term in case.terms:
        blocks.append(_term_table(case, term))
        if term.agreed_text:
            day = f" ({day_in_words(term.agreed)})" if term.agreed else ""
            blocks.append(Paragraph(f"{term.agreed_text}{day}", lead="Agreed:"))
        elif term.definitions:
            blocks.append(Paragraph("No agreed definition is on record.", is_note=True))
    return tuple(blocks)


def _term_table(case: Case, term: Term) -> Table:
    rows = tuple(
        (
            case.party(definition.party_id).name,
            definition.text,
            short_day(definition.given) if definition.given else "undated",
            sources_in_words(case, definition.source_ids),
        )
        for definition in term.definitions
    ) or (("no side", "No definition is on record.", "", ""),)
    return Table(
        f"“{term.label}”",
        (Column("Side", 1.2), Column("Means by it", 4), Column("Given", 1.1), Column("Source")),
        rows,
    )


def text_blocks(case: Case) -> tuple[Block, ...]:
    """How much of the rolling text is open, version by version."""
    if not case.texts:
        return (Paragraph("No rolling text is on record."),)
    rows, rule = [], ""
    for number, version in enumerate(case.texts, 1):
        count = count_brackets(parse_text(version.source, issue_ids=case.agenda.issue_ids))
        rule = count.rule
        rows.append(
            (
                version.name or f"Version {number}",
                short_day(version.day) if version.day else "undated",
                str(count.n_open_pairs),
                str(count.n_alternatives),
                f"{count.n_words:,}",
                f"{100 * count.share_contested:.0f} %",
            )
        )
    columns = (
        Column("Version", 1.6),
        Column("Day", 1.3),
        Column("Open brackets", is_numeric=True),
        Column("Alternatives", is_numeric=True),
        Column("Words", is_numeric=True),
        Column("Contested words", is_numeric=True),
    )
    return (Table("Brackets in the rolling text", columns, tuple(rows), note=rule),)


def source_blocks(case: Case) -> tuple[Block, ...]:
    """Where each fact is from; which facts sources dispute."""
    if not case.sources:
        return (Paragraph("No source is named on this record."),)
    rows = tuple(
        (source.id, source.title, "disputed" if source.is_disputed else "")
        for source in case.sources
    )
    columns = (Column("Source", 0.7), Column("Title or address", 6), Column("Note", 0.9))
    return (Table("Where each fact is from", columns, rows),)
