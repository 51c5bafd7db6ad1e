"""A small brief with every kind of block, for the tests of the writers."""

from dataclasses import replace
from datetime import date

from paraph.briefing.blocks import (
    Brief,
    Chart,
    Column,
    Heading,
    Item,
    KeyFigure,
    Listing,
    Pair,
    Paragraph,
    Summary,
    Table,
    VerdictBox,
)
from paraph.briefing.charts import Meeting, Want, draw_meetings, draw_wants
from paraph.negotiation import Estimate

HOSTILE = (
    '</title><script>alert(1)</script> " \' & [bold red]x[/] #panic("typst") $x$ *b* '
    "\\u{1F600} {{ 7*7 }} {% raw %} \x1b[31m <w:p/> @ref <label>"
)


def sample_table(caption: str = "Knowledge") -> Table:
    return Table(
        caption,
        (Column("Issue", 2), Column("Importance", is_numeric=True), Column("Likely option", 2)),
        (("Tariffs", "about 40 %", "halved"), ("Quotas", "about 20 %", "kept")),
        note="Shares are on their own scale.",
    )


def wants_chart(label: str = "Tariffs") -> Chart:
    wants = [
        Want(label, Estimate(0.4, 0.3, 0.5), "halved", "about 70 %", "known"),
        Want("Quotas", Estimate(0.2, 0.05, 0.4), "kept", "about 40 %", "unknown"),
    ]
    return Chart(
        id="wants",
        title=f"What matters to them: {label}.",
        caption="Tariffs matter most.",
        alt=f"Dots with intervals; {label} leads.",
        wide=draw_wants(wants, width=660),
        narrow=draw_wants(wants, width=330),
        table=sample_table(),
    )


def meetings_chart() -> Chart:
    estimate = Estimate(0.4, 0.3, 0.5)
    meetings = [Meeting(n, estimate, estimate) for n in range(4)]
    drawn = draw_meetings(meetings, width=320, go_at=0.6)
    return Chart("meetings", "Worth.", "Little.", "Four dots.", drawn, drawn, sample_table(), 0.5)


def sample_brief(
    text: str = "Two firms and a licence", as_of: date | None = date(2024, 3, 1)
) -> Brief:
    """A brief in which `text` stands wherever a case could put its own words."""
    verdict = VerdictBox(
        "not yet", text, (KeyFigure("Agreement", "about 35 %", "20–50 %"),) * 4, text
    )
    principal = (
        verdict,
        Heading(f"Why {text}", 2),
        Listing((Item(text, lead=text, note=text), Item("second"))),
        Heading("Wants", 2),
        wants_chart(text),
        Pair(
            (
                Heading("Next", 2),
                Listing((Item(text), Item("two"), Item("three")), is_numbered=True),
            ),
            (Heading("Meetings", 2), meetings_chart()),
        ),
    )
    annex = (
        Heading("Annex for staff", 2),
        Heading(text, 3),
        Paragraph(text, lead=text),
        Paragraph(text, is_note=True),
        replace(sample_table(text), rows=((text, text, text), ("Quotas", "about 20 %", "kept"))),
        Heading("Glossary", 4),
        sample_table("Words"),
    )
    return Brief(
        title=text,
        case_id="licence",
        facts=(("Prepared for", text), ("Meeting", "leaders, Geneva")),
        principal=principal,
        annex=annex,
        summary=Summary("not yet", text, "about 35 % (20–50 %)", (text,) * 3, (text,) * 3, text),
        digest="0123456789abcdef",
        seed=1,
        as_of=as_of,
    )
