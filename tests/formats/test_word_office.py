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
    merge_word,
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


# LibreOffice itself accepts or rejects every change: nothing here rests on Paraph's own reading.
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Resolve(source As String, target As String, verb As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  command = ".uno:" &amp; verb &amp; "AllTrackedChanges"
  dispatcher.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  doc.storeToURL(target, how())
  doc.close(True)
End Sub
</script:module>"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard"
  xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"""


def resolve_all(soffice: Path, data: bytes, folder: Path, verb: str) -> WordDocument:
    """The file after LibreOffice has accepted or rejected all changes in it."""
    source, target = folder / f"{verb}.docx", folder / f"{verb}-done.docx"
    source.write_bytes(data)
    profile = folder / "profile"
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "Module1.xba").write_text(_MACRO)
    (library / "script.xlb").write_text(_LIBRARY)
    (library.parent / "script.xlc").write_text(_LIBRARIES)
    macro = f'macro:///Standard.Module1.Resolve("{source.as_uri()}","{target.as_uri()}","{verb}")'
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", macro]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return read_word(target)


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


@pytest.mark.parametrize("verb", ["Accept", "Reject"])
def test_libreoffice_accepts_to_the_new_text_and_rejects_to_the_old(
    office, soffice, tmp_path_factory, verb
):
    """A merge by two sides and an edit by one, resolved by LibreOffice and not by us."""
    sample = parse_word(build_sample())
    base = write_into(
        sample, text_of(sample, Reading.ACCEPTED), Editor("Chair", DAY, is_tracked=False)
    )
    office(render_word(base), f"before-{verb}")  # a profile must be there before a macro runs
    folder = tmp_path_factory.getbasetemp() / "office0"
    new = text_of(base, Reading.ACCEPTED).replace("They may", "They shall not")
    edited = write_into(base, new.replace("open words", "closed words"), Editor("Chair", DAY))
    after = resolve_all(soffice, render_word(edited), folder, verb)
    reading = Reading.ACCEPTED if verb == "Accept" else Reading.ORIGINAL
    assert text_of(after) == text_of(edited, reading)
    plainly = Editor("Chair", DAY, is_tracked=False)
    theirs = write_into(base, text_of(base, Reading.ACCEPTED).replace("members", "all"), plainly)
    ours = write_into(edited, text_of(edited, Reading.ACCEPTED), plainly)
    settings = MergeSettings(("EU", "US"))
    _, merged = merge_word((edited, ours, theirs), settings, Editor("Chair", DAY))
    after = resolve_all(soffice, render_word(merged), folder, verb)
    assert text_of(after) == text_of(merged, reading)
