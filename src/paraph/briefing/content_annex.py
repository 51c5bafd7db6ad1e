"""The annex for staff: everything that the two pages rest on."""

from __future__ import annotations

from paraph.briefing.blocks import Block, Column, Heading, Item, Listing, Paragraph, Table
from paraph.briefing.content_judgements import judgement_blocks
from paraph.briefing.content_landing import LETTERS, landing_chart
from paraph.briefing.content_method import glossary_table, method_blocks
from paraph.briefing.content_parties import counterpart_blocks, our_blocks
from paraph.briefing.content_principal import (
    evidence_in_words,
    meetings_table,
    open_issues_table,
)
from paraph.briefing.content_record import record_blocks, source_blocks, term_blocks, text_blocks
from paraph.briefing.findings import Findings
from paraph.briefing.wording import difference_in_words, package_in_words, sentence
from paraph.case import Case
from paraph.negotiation import Agenda, Package, Party
from paraph.negotiation.wording import estimate_in_percent, in_percent, listed, value_in_words
from paraph.readiness import HomeworkItem

N_PACKAGES = 6


def compose_annex(findings: Findings) -> tuple[Block, ...]:
    """Compose the annex, section by section."""
    return (
        Heading("Annex for staff", 2),
        Heading("The verdict and what would turn it", 3),
        *_verdict_blocks(findings),
        Heading("Proposals in full", 3),
        *_proposal_blocks(findings),
        Heading("Homework", 3),
        _homework_table(findings),
        *_counterparts(findings),
        *our_blocks(findings),
        Heading("Open issues and mandates", 3),
        *_mandate_blocks(findings),
        Heading("Terms compared", 3),
        *term_blocks(findings.case),
        Heading("The rolling text", 3),
        *text_blocks(findings.case),
        Heading("Forecasts and their record", 3),
        *judgement_blocks(findings),
        Heading("Record", 3),
        *record_blocks(findings.case),
        Heading("Sources", 3),
        *source_blocks(findings.case),
        Heading("Method, settings and trace", 3),
        *method_blocks(findings),
        Heading("Words used", 3),
        glossary_table(),
    )


def _verdict_blocks(findings: Findings) -> tuple[Block, ...]:
    readiness = findings.readiness
    reasons = tuple(
        Item(
            sentence(reason.text),
            lead="For:" if reason.is_for else "Against:",
            note=evidence_in_words(reason),
        )
        for reason in readiness.reasons
    )
    turns = tuple(Item(sentence(text)) for text in readiness.would_turn)
    blocks: tuple[Block, ...] = (
        Paragraph(sentence(readiness.rule), lead="The rule."),
        Paragraph("In order of weight:", lead="Reasons."),
        Listing(reasons),
    )
    if turns:
        blocks += (Paragraph("", lead="What would change the verdict."), Listing(turns))
    return (*blocks, _sensitivity_table(findings), *_driver_tables(findings))


def _sensitivity_table(findings: Findings) -> Table:
    go_at = findings.case.settings.thresholds.go_at
    turning = [row for row in findings.readiness.sensitivity if row.turns]
    steady = [row for row in findings.readiness.sensitivity if not row.turns]
    rows = tuple(
        (
            row.assumption,
            row.change,
            estimate_in_percent(row.p_agreement, go_at),
            f"{row.verdict}: turns" if row.turns else f"{row.verdict}: stays",
        )
        for row in turning + steady
    )
    named = listed([row.assumption for row in turning])
    return Table(
        "Sensitivity: which assumption, if wrong, turns the verdict",
        (
            Column("Assumption", 2.6),
            Column("Changed to", 2.6),
            Column("Agreement", 1.8, is_numeric=True),
            Column("Verdict", 1),
        ),
        rows,
        note=f"The verdict turns with: {named}."
        if turning
        else "No single change that was tried turns the verdict.",
    )


def _driver_tables(findings: Findings) -> tuple[Block, ...]:
    readiness = findings.readiness
    tables: list[Block] = []
    if readiness.drivers:
        tables.append(
            Table(
                "What the probability of agreement hangs on",
                (
                    Column("What isn't known", 3),
                    Column("Agreement if so", 1, is_numeric=True),
                    Column("If not", 1, is_numeric=True),
                ),
                tuple(
                    (driver.description, in_percent(driver.p_with), in_percent(driver.p_without))
                    for driver in readiness.drivers
                ),
            )
        )
    return (*tables, meetings_table(findings)) if readiness.meetings else tuple(tables)


def _proposal_blocks(findings: Findings) -> tuple[Block, ...]:
    case, advice = findings.case, findings.advice
    if not advice.proposals:
        return (Paragraph("No package is proposed."), _packages_table(findings))
    named = list(zip(LETTERS, advice.proposals, strict=False))
    items = []
    for letter, proposal in named:
        leave = [case.agenda.issue(issue_id).label for issue_id in proposal.needs_principal]
        beyond = f" Beyond our staff's mandate: {listed(leave)}." if leave else ""
        items.append(
            Item(
                f"{sentence(proposal.why)} We would take it ourselves with "
                f"{in_percent(proposal.p_we_accept)}; every counterpart finds it acceptable with "
                f"{in_percent(proposal.p_accept)}.{beyond}",
                lead=f"{letter}: {proposal.purpose}.",
            )
        )
    rows = tuple(
        (issue.label, *(issue.option(each.package[issue.id]).label for _, each in named))
        for issue in case.agenda.issues
        if all(issue.id in each.package for _, each in named)
    )
    columns = (Column("Issue", 1.4), *(Column(f"Package {letter}", 1.5) for letter, _ in named))
    table = Table("The packages to propose, whole", columns, rows)
    return (Listing(tuple(items)), table, *_trade_blocks(findings), _packages_table(findings))


def _trade_blocks(findings: Findings) -> tuple[Block, ...]:
    """The trades in words, with the letters of the packages that use them."""
    used: dict[str, list[str]] = {trade.words: [] for trade in findings.advice.trades}
    for letter, proposal in zip(LETTERS, findings.advice.proposals, strict=False):
        for words in proposal.trades:
            used.setdefault(words, []).append(letter)
    if not used:
        return ()
    items = tuple(
        Item(sentence(words), note=f"Used in {listed(letters)}." if letters else "")
        for words, letters in used.items()
    )
    return (Heading("Trades that may pay both sides", 4), Listing(items))


def _packages_table(findings: Findings) -> Table:
    agenda, landing = findings.case.agenda, findings.landing
    shown = landing.packages[:N_PACKAGES]
    proposals = findings.advice.proposals
    bases = [each.package for each in proposals] or [each.package for each in shown]
    rows = tuple(
        (
            _beside(agenda, found.package, bases[0], is_proposed=bool(proposals)),
            value_in_words(found.our_value),
            in_percent(found.p_acceptable),
            in_percent(found.p_efficient),
        )
        for found in shown
    )
    return Table(
        "Packages likeliest to be acceptable to all sides at once",
        (
            Column("Package", 4.6),
            Column("Value to us", 1.2, is_numeric=True),
            Column("Acceptable to all", 1, is_numeric=True),
            Column("On the frontier", 1, is_numeric=True),
        ),
        rows,
        note=f"The first {len(rows)} of {landing.n_candidates:,} candidates, over "
        f"{landing.n_draws:,} draws.",
    )


def _beside(agenda: Agenda, package: Package, base: Package, *, is_proposed: bool) -> str:
    if package == base:
        return "A itself" if is_proposed else package_in_words(agenda, package)
    words = difference_in_words(agenda, package, base)
    return f"As {'A' if is_proposed else 'the first'}, but {words}"


def _homework_table(findings: Findings) -> Table:
    items = findings.readiness.homework
    decisive = [item for item in items if item.is_decisive and item.is_outstanding]
    return Table(
        "What should be on record before principals meet",
        (
            Column("Question", 2.6),
            Column("Status", 0.9),
            Column("What the record says", 2.4),
            Column("Who can supply it", 1.2),
        ),
        tuple(_homework_row(item) for item in items),
        note=f"Outstanding and decisive: {len(decisive)}. Each answer comes from the record, "
        "not from a tick.",
    )


def _homework_row(item: HomeworkItem) -> tuple[str, ...]:
    status = f"{item.status} (decisive)" if item.is_decisive else str(item.status)
    said = "; ".join(part for part in (item.finding, *item.evidence) if part)
    return (f"{item.group}: {item.question}", status, said, item.who)


def _counterparts(findings: Findings) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for place, party in enumerate(findings.case.counterparts):
        blocks.append(Heading(f"What we know: {party.name}", 3))
        if place != findings.hardest:
            blocks.append(landing_chart(findings, place))
        blocks += counterpart_blocks(findings, place)
    return tuple(blocks)


def _mandate_blocks(findings: Findings) -> tuple[Block, ...]:
    case = findings.case
    table = open_issues_table(findings, most=len(case.agenda))
    blocks: tuple[Block, ...] = (table,) if table.rows else (Paragraph("No issue is open."),)
    items = [item for party in case.parties for item in _mandate_notes(case, party)]
    return (*blocks, Listing(tuple(items))) if items else blocks


def _mandate_notes(case: Case, party: Party) -> list[Item]:
    """The notes of a mandate, each with the issues that it stands on."""
    noted: dict[str, list[str]] = {}
    for item in party.mandate.items:
        if item.note and item.issue_id in case.agenda:
            noted.setdefault(item.note, []).append(case.agenda.issue(item.issue_id).label)
    return [
        Item(
            sentence(note),
            lead=f"{party.name}, "
            f"{'all issues' if len(labels) == len(case.agenda) else listed(labels)}:",
        )
        for note, labels in noted.items()
    ]
