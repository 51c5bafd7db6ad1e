"""The annex on method: what was computed, with which settings, and the words used."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from paraph.briefing.blocks import Block, Column, Item, Listing, Paragraph, Table
from paraph.briefing.findings import Findings
from paraph.briefing.wording import day_in_words, override_in_words, sources_in_words
from paraph.case import Case
from paraph.negotiation import Recalled
from paraph.negotiation.wording import SPACE
from paraph.record import Override


def method_blocks(findings: Findings) -> tuple[Block, ...]:
    """Each computation with its method, settings, seed and the digest of its input."""
    columns = (
        Column("Step", 1.3),
        Column("Method", 3.2),
        Column("Settings", 3.2),
        Column("Seed", 0.5),
        Column("Input", 1.5),
    )
    thresholds = findings.case.settings.thresholds
    return (
        Paragraph(
            "The same case, settings and seed give the same brief to the byte. A verdict of "
            f"“go” needs a probability of agreement of at least {100 * thresholds.go_at:.0f}"
            f"{SPACE}% and no decisive homework missing; “no zone” is said where a zone is less "
            f"likely than {100 * thresholds.no_zone_below:.0f}{SPACE}%."
        ),
        *_override_blocks(findings),
        Paragraph(
            "Values of a side lie between 0, its worst package, and 1, its best; what is stated of "
            "options that matter together is added to that, or taken from it. Those of "
            "different sides stand on different scales and are neither added nor compared here. "
            "Numbers in words (“about 35 %”) are rounded to the nearest 5; intervals hold 90 % "
            "unless said otherwise and count what the model leaves uncertain, not whether the "
            "model is right."
        ),
        Table("Trace of the computation", columns, _trace_rows(findings)),
    )


def _override_blocks(findings: Findings) -> tuple[Block, ...]:
    """Every decision above the rule that is on record, the one in force last."""
    case, readiness = findings.case, findings.readiness
    if not case.overrides:
        return ()
    in_order = sorted(case.overrides, key=lambda override: override.given)
    return (
        Paragraph(
            f"The rule's verdict is “{readiness.verdict}”. A person decided above it; the latest "
            f"decision, “{readiness.verdict_in_force}”, is in force and orders the things to do "
            "next. No other number or sentence of this brief is changed by it.",
            lead="Decided above the rule.",
        ),
        Listing(tuple(_override_item(case, override) for override in in_order)),
    )


def _override_item(case: Case, override: Override) -> Item:
    sources = sources_in_words(case, override.source_ids)
    return Item(
        override_in_words(override),
        lead=f"{override.who.strip()}, {day_in_words(override.given)}:",
        note=f"Sources: {sources}" if sources else "",
    )


def _trace_rows(findings: Findings) -> tuple[tuple[str, ...], ...]:
    ours, landing = findings.ours, findings.landing
    candidates = f"draws {landing.n_draws:,}, candidates {landing.n_candidates:,}"
    named = list(zip(findings.case.counterparts, findings.theirs, strict=True))
    posteriors = [
        ("Our preference", ours),
        *((f"Posterior of {p.name}", each) for p, each in named),
    ]
    rows = [
        (step, each.method, settings_in_words(each.settings), each.seed, each.digest)
        for step, each in posteriors
    ]
    rows[1:1] = [_recalled_row(p.name, each.recalled) for p, each in named if each.recalled]
    rows.append(("Landing", landing.method, candidates, landing.seed, landing.digest))
    for step, result in (("Readiness", findings.readiness), ("Advice", findings.advice)):
        settings = settings_in_words(result.settings)
        rows.append((step, result.method, settings, result.seed, result.digest))
    return tuple(tuple(map(str, row)) for row in rows)


def _recalled_row(name: str, recalled: Recalled) -> tuple[str, str, str, int, str]:
    method = f"Posterior of “{recalled.title}”, with wider ranges, where nothing is stated here"
    return (
        f"Last time, of {name}",
        method,
        f"widening {recalled.widening:g}",
        recalled.seed,
        recalled.digest,
    )


def settings_in_words(settings: object) -> str:
    """Say each setting by its name and value; settings within settings by their own names."""
    if not is_dataclass(settings):
        return str(settings)
    parts = []
    for field in fields(settings):
        value = getattr(settings, field.name)
        parts.append(f"{field.name.replace('_', ' ')} {_setting(value)}")
    return ", ".join(parts)


def _setting(value: object) -> str:
    if isinstance(value, tuple):
        return " + ".join(_setting(each) for each in value)
    if is_dataclass(value):
        return str(getattr(value, "name", "")) or f"({settings_in_words(value)})"
    return f"{value:g}" if isinstance(value, float) else str(value)


def glossary_table() -> Table:
    """The words used in a brief, each with its meaning."""
    return Table(
        "What the words of this brief mean", (Column("Word", 1.2), Column("Meaning", 4)), GLOSSARY
    )


GLOSSARY = (
    ("ad referendum", "agreed by negotiators, subject to approval by their principals"),
    ("BATNA", "best alternative to a negotiated agreement: what a side does if there is none"),
    (
        "bracket",
        "words in the rolling text that aren't agreed, perhaps with alternatives",
    ),
    (
        "frontier",
        "the packages that no other improves for one side without loss to another",
    ),
    ("homework", "preparation that can be found on record"),
    (
        "interval",
        "the range that holds a number with a probability of 90 %, as far as the model goes",
    ),
    ("issue, option", "a question to be settled; one way to settle it"),
    ("mandate", "what working-level staff may agree, and within which limits"),
    ("move", "what a side does in a session: propose, accept, reject, signal, ask and so on"),
    ("package", "one option for every issue"),
    ("posterior", "what is believed of a counterpart after the moves on record"),
    ("principal", "who decides for a side: head of state, minister, board, client"),
    ("red line", "an option or a combination that a side will never accept"),
    ("reservation value", "what no agreement is worth to a side; below it, it walks away"),
    ("share of the weight", "how much an issue counts in a side's valuation, of 100 % in all"),
    ("working level", "staff who negotiate details under a mandate"),
    (
        "zone of possible agreement",
        "packages at least as good as no agreement for every side",
    ),
)
