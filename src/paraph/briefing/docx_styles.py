"""The page and the styles of the Word file."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from paraph.briefing.blocks import Brief
from paraph.briefing.docx_parts import add_field
from paraph.briefing.wording import (
    HEADER_LENGTH,
    clipped,
    day_in_words,
    origin_in_words,
    printable,
)

INK, SOFT = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x4B, 0x57, 0x63)
ACCENT = RGBColor(0x1F, 0x4E, 0x79)
SERIF, SANS = "Times New Roman", "Arial"
"""Typefaces that Word and LibreOffice have or replace like for like: the file carries none."""
TEXT_WIDTH_CM = 17.4


@dataclass(frozen=True, slots=True)
class Look:
    """How a style looks: its typeface, size and spacing in points, and its colour."""

    font: str
    size: float
    colour: RGBColor
    before: float = 0
    after: float = 0
    is_bold: bool = False


LOOKS = {
    "Normal": Look(SERIF, 10, INK, after=4),
    "Heading 1": Look(SERIF, 18, INK, after=3, is_bold=True),
    "Heading 2": Look(SANS, 11.5, ACCENT, before=7, after=3, is_bold=True),
    "Heading 3": Look(SANS, 10.5, ACCENT, before=12, after=4, is_bold=True),
    "Heading 4": Look(SANS, 9.5, INK, before=8, after=3, is_bold=True),
    "Header": Look(SANS, 7.5, SOFT),
    "Footer": Look(SANS, 7.5, SOFT),
    "Caption": Look(SANS, 8, INK, before=2, after=3),
    "List Bullet": Look(SERIF, 10, INK, after=2),
    "List Number": Look(SERIF, 10, INK, after=2),
    "Kicker": Look(SANS, 8, SOFT, after=1, is_bold=True),
    "Facts": Look(SANS, 8, INK),
    "Note": Look(SANS, 8, SOFT, after=2),
    "Cell": Look(SANS, 8, INK, before=1, after=1),
    "Verdict": Look(SANS, 15, ACCENT, before=3, is_bold=True),
}


def set_styles(document: Document) -> None:
    """Give the document the brief's styles, Word's own names where Word has them."""
    known = {style.name for style in document.styles}
    for name, look in LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _set_look(find_style(document, name), look)
    for name in ("Header", "Footer"):
        tabs = find_style(document, name).paragraph_format.tab_stops
        tabs.clear_all()
        tabs.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT)
    facts = find_style(document, "Facts").paragraph_format
    facts.tab_stops.add_tab_stop(Cm(2.6))
    facts.left_indent, facts.first_line_indent = Cm(2.6), Cm(-2.6)


def find_style(document: Document, name: str) -> ParagraphStyle:
    """Return a paragraph style by its name."""
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} isn't a paragraph style")
    return style


def _set_look(style: ParagraphStyle, look: Look) -> None:
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.font.color.rgb, style.font.italic, style.font.bold = look.colour, False, look.is_bold
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{script}"), look.font)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.line_spacing = 1.05
    spacing.keep_with_next = (style.name or "").startswith("Heading")


def set_page(document: Document, brief: Brief) -> None:
    """Set A4 pages with the case and its day above, its origin and the page number below."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.8)
    day = f"Record as of {day_in_words(brief.as_of)}" if brief.as_of else "Whole record"
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    title = clipped(printable(brief.title), HEADER_LENGTH)
    head.text = f"Brief: {title}\t{day}"
    foot.add_run(f"{printable(origin_in_words(brief))}\tPage ")
    add_field(foot, "PAGE")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES")
