"""A Word file made by hand for tests: two authors' tracked changes, comments, notes, brackets."""

import datetime as dt
import io
from pathlib import Path

import docx
from docx.enum.text import WD_COLOR_INDEX
from docx_plus.comments import add_comment, reply_to_comment
from docx_plus.notes import add_footnote
from docx_plus.revisions import RevisionIdRegistry, mark_deletion, mark_insertion

DAY = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)

ORIGINAL = [
    "Draft agreement",
    "Article 1",
    "Parties shall report [yearly][each May] on measures.",
    "They may meet in Geneva.",
    "The fund is open to members.",
    "Listed point",
    "Agreed words and open words.",
]
ACCEPTED = [
    "Draft agreement",
    "Article 1",
    "Parties should report [yearly][each May] on measures taken.",
    "They may meet in Geneva or Vienna.",
    "The fund is open to members.",
    "A new paragraph.",
    "Listed point",
    "Agreed words and open words.",
]


def build_sample() -> bytes:
    """Smith replaces a verb and adds a word; Okafor adds and deletes across runs."""
    document = docx.Document()
    ids = RevisionIdRegistry(document)
    minute = iter(range(100))

    def insert(run, author):
        when = DAY + dt.timedelta(minutes=next(minute))
        mark_insertion(run, author=author, date=when, id_registry=ids)

    def delete(run, author):
        when = DAY + dt.timedelta(minutes=next(minute))
        mark_deletion(run, author=author, date=when, id_registry=ids)

    document.add_heading("Draft agreement", level=1)
    document.add_heading("Article 1", level=2)

    first = document.add_paragraph()
    opening = first.add_run("Parties ")
    shall = first.add_run("shall")
    should = first.add_run("should")
    should.bold = True
    first.add_run(" report [yearly][each May] on measures")
    taken = first.add_run(" taken")
    first.add_run(".")
    delete(shall, "Smith")
    insert(should, "Smith")
    insert(taken, "Okafor")
    add_footnote(first, "Pending legal review.")

    second = document.add_paragraph()
    second.add_run("They may meet in Geneva")
    vienna = second.add_run(" or Vienna")
    second.add_run(".")
    insert(vienna, "Okafor")

    third = document.add_paragraph("The fund is open to members.")
    new = document.add_paragraph("A new paragraph.")
    insert(new, "Smith")
    document.add_paragraph("Listed point", style="List Number")
    last = document.add_paragraph()
    agreed = last.add_run("Agreed words")
    agreed.font.highlight_color = WD_COLOR_INDEX.BRIGHT_GREEN
    last.add_run(" and open words.")

    add_comment(opening, text="For the drafting group.", author="Smith")
    secret = add_comment(third.runs[0], text="[private] Our floor is 40.", author="Okafor")
    reply_to_comment(document, secret.comment_id, "Agreed, do not show.", author="Smith")

    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Left cell"
    table.cell(0, 1).text = "Right [cell]"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_sample(folder: Path) -> Path:
    path = folder / "sample.docx"
    path.write_bytes(build_sample())
    return path
