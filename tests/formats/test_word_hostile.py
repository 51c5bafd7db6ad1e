"""Files that are broken or hostile: a clear error, within bounds of memory and time."""

import io
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from paraph.errors import FormatError
from paraph.formats.word import make_word, parse_word, render_word, text_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
GOOD = render_word(make_word("# Title\n\nParties [shall][should] act.\n"))


def package(document: bytes | str, **others: bytes) -> bytes:
    content = document.encode() if isinstance(document, str) else document
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
        for name, other in others.items():
            archive.writestr(f"word/{name}.xml", other)
    return stream.getvalue()


def body(words: str) -> str:
    return f"<w:document {W}><w:body>{words}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a readable .docx"),
        (b"plain words", "not a readable .docx"),
        (GOOD[: len(GOOD) // 2], "not a readable .docx"),
        (package("<w:document"), "word/document.xml, line 1"),
        (package(f"<w:document {W}/>"), "has no body"),
        (package(body("<w:p><w:r></w:p>")), "the file is damaged"),
        (package(body("<w:p/>"), comments=b"<a"), r"word/comments\.xml, line 1"),
        (package("\x00\x01"), "the file is damaged"),
    ],
)
def test_damaged_files_are_answered_with_what_is_wrong(data, message):
    with pytest.raises(FormatError, match=message):
        parse_word(data, "draft.docx")


def test_a_zip_without_a_document_is_no_word_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FormatError, match=r"draft\.docx: holds no word/document\.xml"):
        parse_word(stream.getvalue(), "draft.docx")


def test_a_zip_bomb_is_refused_before_it_unpacks():
    bomb = package(body("<w:p/>"), media=b"\0" * (80 * 1024 * 1024))
    assert len(bomb) < 200_000
    tracemalloc.start()
    with pytest.raises(FormatError, match="unpacks to far more than an honest document"):
        parse_word(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Some chunks of a megabyte, the bound on the part, and what joining needs: not 80 MB.
    assert most < 60 * 1024 * 1024


def test_many_parts_are_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for k in range(4_001):
            archive.writestr(f"part{k}", "")
    with pytest.raises(FormatError, match="4001 parts"):
        parse_word(stream.getvalue())


def test_external_entities_are_neither_read_nor_expanded(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    document = declared + body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")
    with pytest.raises(FormatError, match="declares a document type"):
        parse_word(package(document))


def test_entities_that_expand_without_end_are_refused():
    levels = "".join(f'<!ENTITY a{k + 1} "{f"&a{k};" * 10}">' for k in range(9))
    document = f'<!DOCTYPE d [<!ENTITY a0 "ha">{levels}]>' + body("<w:p>&a9;</w:p>")
    with pytest.raises(FormatError):
        parse_word(package(document))


def test_enormous_nesting_is_refused_with_the_line():
    depth = 20_000
    with pytest.raises(FormatError, match=r"line 1: Excessive depth.*the file is damaged"):
        parse_word(package(body("<w:p>" * depth + "</w:p>" * depth)))


def test_enormous_nesting_of_brackets_in_a_paragraph_is_read():
    words = "[" * 50_000 + "]" * 50_000
    document = parse_word(package(body(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")))
    assert text_of(document) == words + "\n"


def test_overlapping_comments_without_end_are_read_in_time():
    starts = "".join(
        f'<w:commentRangeStart w:id="{k}"/><w:r><w:t>x</w:t></w:r>' for k in range(5000)
    )
    ends = "".join(f'<w:commentRangeEnd w:id="{k}"/>' for k in range(5000))
    comments = f"<w:comments {W}></w:comments>".encode()
    document = parse_word(package(body(f"<w:p>{starts}{ends}</w:p>"), comments=comments))
    assert len(document.paragraphs) == 1


def answer(data: bytes) -> str:
    """What a user is told of a file: "" where it can be read."""
    try:
        parse_word(data)
    except FormatError as error:
        return str(error)
    return ""


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(data):
    assert answer(data).startswith("document.docx: ")


@example(at=4, value=24, length=23)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255), st.integers(0, 40))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_file_with_bytes_changed_is_read_or_answered(at, value, length):
    said = answer(GOOD[:at] + bytes([value]) * length + GOOD[at + length :])
    assert not said or said.startswith("document.docx: ")


NAMES = ("p", "r", "t", "ins", "del", "delText", "pPr", "rPr", "numPr", "tbl", "hyperlink")
MARKS = ("moveTo", "moveFrom", "footnoteReference", "commentRangeStart", "commentRangeEnd")
TAGS = st.sampled_from([f"w:{name}" for name in NAMES + MARKS])
TREES = st.recursive(
    st.text(alphabet="ab []", max_size=6),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=25,
)


@given(st.lists(TREES, max_size=5).map("".join))
def test_any_tree_of_known_elements_is_read(tree):
    text_of(parse_word(package(body(tree))))
