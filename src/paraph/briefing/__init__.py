"""The brief: its content, and its writers for the terminal, HTML, PDF and Word."""

from paraph.briefing.blocks import Brief
from paraph.briefing.content import compose_brief
from paraph.briefing.docx import write_docx
from paraph.briefing.findings import Findings
from paraph.briefing.html import write_html
from paraph.briefing.pdf import write_pdf
from paraph.briefing.terminal import render_terminal

__all__ = [
    "Brief",
    "Findings",
    "compose_brief",
    "render_terminal",
    "write_docx",
    "write_html",
    "write_pdf",
]
