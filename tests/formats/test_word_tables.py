"""Drafts in columns as Word tables, made here by hand with python-docx."""

import io

import docx

from paraph.formats.text_files import read_text
from paraph.formats.word import make_word, parse_word, render_for_sharing, render_word, text_of
from paraph.text import PROFILES, list_brackets, parse_text

HEADER = ("Row", "Base text", "EU", "US", "Compromise")


def build(rows, header=HEADER) -> bytes:
    document = docx.Document()
    document.add_paragraph("Draft in columns")
    table = document.add_table(rows=0, cols=len(header))
    for row in (header, *rows):
        cells = table.add_row().cells
        for cell, words in zip(cells, row, strict=True):
            cell.text = words
    document.add_paragraph("After the table.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


ROWS = (
    ("1", "Parties report.", "idem", "Parties may report.", ""),
    ("2", "The fund [is][stays] open.", "", "delete", ""),
    ("3", "Ten years", "Twelve years", "Eight | nine years", "Eleven years"),
)


def test_a_table_with_sides_beside_a_base_text_is_read_as_columns(tmp_path):
    path = tmp_path / "columns.docx"
    path.write_bytes(build(ROWS))
    source = read_text(path)
    assert source.split("\n\n")[1].splitlines() == [
        "| Row | Base text | EU | US | Compromise |",
        "|---|---|---|---|---|",
        "| 1 | Parties report. | idem | Parties may report. |  |",
        "| 2 | The fund [is][stays] open. |  | delete |  |",
        "| 3 | Ten years | Twelve years | Eight \\| nine years | Eleven years |",
    ]
    draft = parse_text(source)
    assert draft.profile.name == "columns"
    assert [(one.where, one.attribution) for one in list_brackets(draft)] == [
        ("paragraph 1", "EU | US"),
        ("paragraph 2", "EU | US"),
        ("paragraph 2", ""),
    ]
    assert [slot.step.is_settled for slot in draft.slots] == [False, False, False, True]


def test_the_forum_given_decides_whether_tables_are_columns(tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(build([("a", "b")], ("Apples", "Pears")))
    assert "|" not in read_text(path)
    assert "| Apples | Pears |" in read_text(path, PROFILES["columns"])
    path.write_bytes(build(ROWS))
    assert "|---" not in read_text(path, PROFILES["trade"])


def test_paragraphs_of_a_cell_and_cells_over_columns():
    document = docx.Document()
    table = document.add_table(rows=3, cols=4)
    for cell, words in zip(table.rows[0].cells, HEADER[:4], strict=True):
        cell.text = words
    table.cell(1, 0).merge(table.cell(1, 3)).text = "Chapter I"
    table.cell(2, 0).text = "7"
    table.cell(2, 1).text = "One."
    table.cell(2, 1).add_paragraph("Two.")
    table.cell(2, 2).merge(table.cell(2, 3)).text = "Three."
    stream = io.BytesIO()
    document.save(stream)
    source = text_of(parse_word(stream.getvalue()), has_columns=True)
    assert source.splitlines()[2:] == [
        "| Chapter I |  |  |  |",
        "| 7 | One.<br>Two. | Three. | Three. |",
    ]
    (row,) = list_brackets(parse_text(source))
    assert row.alternatives == ("One.<br>Two.", "Three.")
    assert row.attribution == "Base text | EU, US"


def test_a_text_in_columns_is_written_as_tables_and_read_again():
    source = (
        "# Draft\n\n| No. | Base | EU | US |\n|---|---|---|---|\n"
        "| 1 | Parties [may][shall] act.<br>Soon. | [same] | Eight \\| nine |\n\n"
        "| No. | Base | EU | US |\n|---|---|---|---|\n| 2 |  | Fish. |  |\n\nAfter.\n"
    )
    written = render_for_sharing(make_word(source))
    tables = docx.Document(io.BytesIO(written)).tables
    assert [len(table.rows) for table in tables] == [2, 2]
    assert tables[0].cell(1, 1).text == "Parties [may][shall] act.\nSoon."
    assert text_of(parse_word(written), has_columns=True) == source


def test_reading_leaves_the_file_as_it_is():
    data = build(ROWS)
    document = parse_word(data)
    assert parse_word(render_word(document)).parts == document.parts
    assert [one.accepted for one in document.paragraphs[1:6]] == list(HEADER)
