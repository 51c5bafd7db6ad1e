"""Who proposes, opposes and reserves, in the labels and notes of trade texts."""

import pytest

from paraph.text import PROFILES, Stance, list_brackets, parse_text
from paraph.text.attributions import NOBODY, read_label, read_positions

TRADE = PROFILES["trade"]


@pytest.mark.parametrize(
    ("words", "supporters", "opponents"),
    [
        ("US/AU propose; NZ/CL oppose: text", ("US", "AU"), ("NZ", "CL")),
        ("PE: text", ("PE",), ()),
        ("CL/VN Alternative Proposal:\n\n1. text", ("CL", "VN"), ()),
        ("US oppose: text", (), ("US",)),
        ("US propose20; CA5 oppose: text", ("US",), ("CA",)),
        ("EU, Japan and Norway propose: text", ("EU", "Japan", "Norway"), ()),
        ("EU27 propose: text", ("EU27",), ()),
        ("NZ/CA propose. g. text", ("NZ", "CA"), ()),
        ("MX/CLpropose: text", ("MX", "CL"), ()),
        ("US, UK, Canada: text", ("US", "UK", "Canada"), ()),
        ("EU/NO: text", ("EU", "NO"), ()),
        ("Canada, supported by Japan: text", ("Canada", "Japan"), ()),
        (
            "Norway, Chile, and Trinidad and Tobago: text",
            ("Norway", "Chile", "Trinidad and Tobago"),
            (),
        ),
        ("Canada/Ruritania: text", ("Canada", "Ruritania"), ()),
        ("G77 and China: text", ("G77 and China",), ()),
        ("Ruritania, opposed by Japan and EU: text", ("Ruritania",), ("Japan", "EU")),
        ("Brazil (supported by India): text", ("Brazil", "India"), ()),
        ("Some delegations propose: text", ("Some delegations",), ()),
        ("US propose;70 CL/PE 155 oppose: text", ("US",), ("CL", "PE")),
        ("EU does not support: text", (), ("EU",)),
        ("EU propose to delete: text", (), ("EU",)),
        ("US alternative: text", ("US",), ()),
    ],
)
def test_labels_name_who_proposes_and_who_opposes(words, supporters, opponents):
    attribution, n_characters = read_label(words)
    assert (attribution.supporters, attribution.opponents) == (supporters, opponents)
    assert words[n_characters:].strip().endswith("text")


@pytest.mark.parametrize(
    "words",
    [
        "Option 1: text",
        "Placeholder: text",
        "Article 3: text",
        "shall",
        "Note: see below",
        "Finance, Technology and Capacity-building: text",
        "Each Party shall support: (a) text",
        "The Parties propose: text",
        "Annex I, Japan: text",
        "Relevant measures: text",
        "NOTE: text",
        "",
    ],
)
def test_words_that_are_no_label_name_nobody(words):
    attribution, n_characters = read_label(words)
    assert attribution.is_empty
    assert n_characters == 0


def test_a_party_known_by_name_needs_no_verb():
    attribution, _ = read_label("Norway: text", frozenset({"Norway"}))
    assert attribution.supporters == ("Norway",)


def test_the_label_is_no_part_of_the_wording():
    draft = parse_text("[US oppose: practical] [US/PE: practicable]", TRADE)
    (row,) = list_brackets(draft)
    assert row.alternatives == ("practical", "practicable")
    assert row.attribution == "US oppose | US/PE"


def test_notes_give_positions_in_the_parties_own_words():
    positions = read_positions(
        "Negotiators' Note: NZ/CL reserve position pending final outcome. CA can support "
        "consensus on the first sentence. JP will follow consensus."
    )
    assert [(p.party, p.stance) for p in positions] == [
        ("NZ", Stance.RESERVES),
        ("CL", Stance.RESERVES),
        ("CA", Stance.SUPPORTS),
        ("JP", Stance.FOLLOWS_CONSENSUS),
    ]
    assert positions[0].words == "NZ/CL reserve position pending final outcome"


def test_a_note_belongs_to_the_bracket_and_the_name_that_carry_its_number():
    source = (
        "[NZ/CA24 propose; US oppose: A Party may act.]25\n\n"
        "24   Negotiators' Note: CA can support the first sentence.\n"
        "25   Negotiators' Note: JP is considering its position.\n"
    )
    (slot,) = parse_text(source, TRADE).slots
    positions = slot.alternatives[0].attribution.positions
    assert [(p.party, p.stance) for p in positions] == [
        ("CA", Stance.SUPPORTS),
        ("JP", Stance.CONSIDERS),
    ]


def test_labels_are_not_read_where_the_forum_has_none():
    (row,) = list_brackets(parse_text("[US: text]", PROFILES["unfccc"]))
    assert row.alternatives[0] == "US: text"


@pytest.mark.parametrize(
    ("source", "profile"),
    [
        ("Parties [US, UK, Canada: shall][EU/NO: should] act.", "trade"),
        ("Parties [Canada, supported by Japan: shall] act.", "trade"),
        ("[Timing: by 2030]. [Finance, Technology: none].", "unfccc"),
        ("[MRV: by 2030].", "unfccc"),
    ],
)
def test_names_on_brackets_make_a_trade_text(source, profile):
    assert parse_text(source).profile.name == profile


def test_a_long_row_of_names_is_read_at_once():
    """Where "and" could be part of a name or stand between two, readings would double with each."""
    words = "A and " * 60 + "no verb: text"
    assert read_label(words) == (NOBODY, 0)
    attribution, _ = read_label("Ab and " * 20 + "Norway propose: text")
    assert attribution.supporters == ("Ab",) * 20 + ("Norway",)
