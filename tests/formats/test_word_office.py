"""The same Word file through LibreOffice: opened, saved again, and nothing of ours lost."""

import subprocess
from pathlib import Path

import pytest

from paraph.formats.word import (
    Editor,
    Reading,
    WordDocument,
    bracket_changes,
    make_word,
    parse_word,
    read_word,
    render_for_sharing,
    render_word,
    text_of,
    write_into,
)
from paraph.text import MergeSettings, merge_texts
from tests.formats.word_sample import ACCEPTED, DAY, build_sample

pytestmark = pytest.mark.slow


def resave(soffice: Path, data: bytes, folder: Path, name: str) -> WordDocument:
    """Open a file in LibreOffice, save it as Word again, and read what it wrote."""
    source = folder / f"{name}.docx"
    source.write_bytes(data)
    out = folder / "saved"
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(soffice), profile, "--headless", "--convert-to", "docx", "--outdir", str(out)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=110)
    return read_word(out / f"{name}.docx")


@pytest.fixture(scope="module")
def office(soffice, tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    return lambda data, name: resave(soffice, data, folder, name)


def shown(document: WordDocument, reading: Reading) -> list[str]:
    return [one for one in text_of(document, reading).split("\n\n") if one.strip()]


def test_a_file_saved_by_libreoffice_reads_the_same(office):
    before = parse_word(build_sample())
    after = office(build_sample(), "sample")
    assert shown(after, Reading.ACCEPTED) == shown(before, Reading.ACCEPTED)
    assert {(c.kind, c.author, c.words.strip()) for c in after.changes} == {
        (c.kind, c.author, c.words.strip()) for c in before.changes
    }
    assert [(c.author, c.words, c.is_private) for c in after.comments] == [
        (c.author, c.words, c.is_private) for c in before.comments
    ]


def test_tracked_changes_that_we_wrote_survive_libreoffice(office):
    sample = parse_word(build_sample())
    text = text_of(sample, Reading.ACCEPTED)
    new = text.replace("should report", "must report").replace("They may", "Those can")
    new = new.replace("open words.", "closed words.\n\nA last paragraph.")
    written = write_into(sample, new, Editor("Chair", DAY))
    after = office(render_word(written), "tracked")
    assert shown(after, Reading.ACCEPTED) == shown(written, Reading.ACCEPTED)
    assert shown(after, Reading.ORIGINAL) == shown(written, Reading.ORIGINAL)
    assert set(after.authors) == {"Smith", "Okafor", "Chair"}


def test_two_edited_copies_are_merged_written_and_opened_again(office):
    base = "\n\n".join(ACCEPTED) + "\n"
    ours = base.replace("should", "shall")
    theirs = base.replace("should", "may").replace("Geneva or Vienna", "Geneva")
    merge = merge_texts(base, ours, theirs, MergeSettings(("Smith", "Okafor")))
    assert merge.n_conflicts == 1
    document = write_into(make_word(base), merge.merged, Editor("Chair", DAY, is_tracked=False))
    after = office(render_word(document), "merged")
    assert text_of(after) == merge.merged
    assert "Parties [Smith propose: shall][Okafor propose: may] report" in text_of(after)


def test_a_bracketed_and_shared_file_opens_and_holds_no_private_comment(office):
    sample = parse_word(build_sample())
    after = office(render_for_sharing(bracket_changes(sample)), "shared")
    assert text_of(after, Reading.ACCEPTED) == text_of(sample, Reading.MARKED)
    assert [c.words for c in after.comments] == ["For the drafting group."]
