"""Brackets, alternatives, anchors and marks of agreement, on small samples read by hand."""

import pytest

from paraph.text import PROFILES, SlotKind, Step, list_brackets, parse_text, repair_brackets


def alternatives(source: str, **kwargs: object) -> list[tuple[str, ...]]:
    return [row.alternatives for row in list_brackets(parse_text(source, **kwargs))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Parties [shall][should][other] act.", [("shall", "should", "other")]),
        ("Parties [shall] [should] act.", [("shall", "should")]),
        ("Parties [shall]\n   [should] act.", [("shall", "should")]),
        ("act[, as appropriate,] now", [(", as appropriate,", "(no text)")]),
        ("[forests] [, oceans]", [("forests", "(no text)"), (", oceans", "(no text)")]),
        ("Part[y] [ies]", [("y", "ies")]),
        ("by [assessments / the Fifth Report] only", [("assessments", "the Fifth Report")]),
        (
            "[based on a review of all of the commitments / contributions]",
            [("based on a review of all of the commitments / contributions", "(no text)")],
        ),
        ("[keep]{x}[]", [("keep", "(no text)")]),
        ("every [X] years", [("X",)]),
        ("forests [and] [or] oceans", [("and", "or")]),
        ("attract [and] [mobilise] it", [("and", "(no text)"), ("mobilise", "(no text)")]),
        ("[Placeholder for a clause on review]", [("Placeholder for a clause on review",)]),
    ],
)
def test_neighbouring_brackets_are_alternatives_of_one_slot(source, expected):
    assert alternatives(source, issue_ids={"x"}) == expected


def test_whole_paragraphs_in_brackets_are_no_alternatives_to_each_other():
    source = "[Recalling the Convention,]\n[Recognizing the science,]\n"
    assert alternatives(source) == [
        ("Recalling the Convention,", "(no text)"),
        ("Recognizing the science,", "(no text)"),
    ]


def test_nested_brackets_know_the_slot_around_them():
    draft = parse_text("[in accordance with [[relevant][evolving] trends] [and principles]]")
    assert [(slot.parent, len(slot.written)) for slot in draft.slots] == [
        (-1, 1),
        (0, 1),
        (1, 2),
        (0, 1),
    ]


def test_links_footnotes_and_escapes_of_markdown_are_not_brackets():
    source = r"See [the record](https://example.org/a), a note[^3] and \[sic\] but [this]."
    assert alternatives(source) == [("this", "(no text)")]


def test_an_anchor_counts_only_if_the_issue_is_known():
    source = "{Timing}\n[2020][2025]{timing} and [annually] {editorial note}"
    known = list_brackets(parse_text(source, issue_ids={"timing"}))
    assert [row.issue_id for row in known] == ["timing", None]
    assert [row.issue_id for row in list_brackets(parse_text(source))] == [None, None]


def test_an_anchor_may_name_the_options_that_a_wording_serves():
    draft = parse_text("[all]{relief=full}[some]{relief=part|phased}", issue_ids={"relief"})
    (slot,) = draft.slots
    assert [one.option_ids for one in slot.alternatives] == [("full",), ("part", "phased")]


def test_brackets_of_different_issues_are_different_slots():
    draft = parse_text("[all]{relief=full}[here]{place=here}", issue_ids={"relief", "place"})
    assert [slot.issue_id for slot in draft.slots] == ["relief", "place"]


@pytest.mark.parametrize(
    ("mark", "step"),
    [
        ("[agreed ad ref]", Step.AD_REFERENDUM),
        ("(agreed ad referendum)", Step.AD_REFERENDUM),
        ("[agreed in informals]", Step.INFORMALS),
        ("(agreed in the working group)", Step.WORKING_GROUP),
        ("[Agreed]", Step.AGREED),
        ("(reopened)", Step.REOPENED),
    ],
)
def test_marks_of_agreement_give_the_step_and_are_no_brackets(mark, step):
    draft = parse_text(f"1. Parties meet yearly. {mark}\n\n2. They [may] report. \n")
    assert draft.step_of(draft.provision_at(0)) is step
    assert [row.alternatives[0] for row in list_brackets(draft)] == ["may"]


def test_a_mark_of_agreement_right_after_a_bracket_is_that_brackets_step():
    draft = parse_text("Parties [shall][should] [agreed ad ref] report [yearly].")
    assert [slot.step for slot in draft.slots] == [Step.AD_REFERENDUM, Step.OPEN]
    assert [row.alternatives[0] for row in list_brackets(draft)] == ["yearly"]


def test_colours_give_the_step_in_a_colour_coded_text():
    source = "{green}1. Agreed [old].{/green}\n{yellow}2. In objective [a][b].{/yellow}\n3. [c]"
    draft = parse_text(source)
    assert draft.profile is PROFILES["bilateral"]
    assert [slot.step for slot in draft.slots] == [Step.AGREED, Step.WORKING_GROUP, Step.OPEN]


def test_unmatched_brackets_are_reported_where_they_are_with_a_repair():
    source = "1. Parties [shall act.\n\n2. They may] report.\n\n3. Or] not.\n\n4. [Nor this.\n"
    draft = parse_text(source)
    assert [(f.kind, f.line, f.column) for f in draft.findings] == [
        ("unmatched closing bracket", 5, 6),
        ("unmatched opening bracket", 7, 4),
    ]
    assert "line 7" in draft.findings[1].suggestion
    mended = repair_brackets(source)
    assert mended.endswith("3. Or not.\n\n4. [Nor this.]\n")
    assert parse_text(mended).findings == ()


def test_slashes_without_brackets_are_reported_once():
    draft = parse_text("the annex / the list\nof parties / states\n")
    (finding,) = draft.findings
    assert finding.kind == "slash without brackets"
    assert "2 slashes" in finding.message
    assert "lines 1, 2" in finding.message


def test_a_bracket_over_the_limit_of_words_is_blanket():
    inner = "word " * 399 + "[last]"
    assert not parse_text(f"[{inner}]").slots[0].is_blanket
    assert parse_text(f"[one {inner}]").slots[0].is_blanket


def test_options_are_alternatives_with_no_text_among_them():
    source = (
        "Article 3\n"
        "7.    Option 1: Each Party [shall] report.\n"
        "      Option 2: (paragraphs 7-7bis) Developed Parties report.\n"
        "      Option 3: No text\n"
        "8.    Another paragraph.\n"
    )
    draft = parse_text(source)
    slot = draft.slots[0]
    assert slot.kind is SlotKind.OPTIONS
    assert [one.label for one in slot.alternatives] == ["Option 1", "Option 2", "Option 3"]
    assert [one.is_no_text for one in slot.alternatives] == [False, False, True]
    assert source[slot.end - 7 : slot.end] == "No text"
    assert draft.slots[1].parent == 0
    assert draft.place_of(draft.slots[1].start) == "Article 3, paragraph 7, Option 1"


def test_options_of_another_style_nest():
    source = (
        "Option I:\n3. Option (a): One way.\n   Option (b): Another.\nOption II:\n"
        "4. Neither.\n{Timing}\nLater."
    )
    draft = parse_text(source)
    assert [[one.label for one in slot.alternatives] for slot in draft.slots] == [
        ["Option I", "Option II"],
        ["Option (a)", "Option (b)"],
    ]
    assert source[: draft.slots[0].end].endswith("4. Neither.")
    assert draft.slots[1].parent == 0


@pytest.mark.parametrize(
    ("after", "last"),
    [
        ("8. Parties shall meet.", "Option (b): Twice."),
        ("The next paragraph bears no number.", "Option (b): Twice."),
        ("(b) The next point.", "Option (b): Twice."),
        ("and, on request, at any time.", "Option (b): Twice.\n\nand, on request, at any time."),
    ],
)
def test_the_last_option_ends_where_a_provision_begins_that_no_other_option_holds(after, last):
    source = f"7. Parties meet as follows:\n\nOption (a): Once.\n\nOption (b): Twice.\n\n{after}"
    (slot,) = parse_text(source).slots
    assert source[slot.alternatives[1].mark_start : slot.end] == last


def test_a_last_option_holds_what_the_others_hold_and_what_its_colon_announces():
    source = (
        "Option 1:\n\n3. One.\n\n4. Two.\n\nOption 2:\n\n3. Three:\n\n(a) four;\n\n(b) five.\n\n"
        "5. After."
    )
    (slot,) = parse_text(source).slots
    assert source[: slot.end].endswith("(b) five.")
    flat = "Option 1: None.\n\nOption 2: These:\n\n(a) one.\n\nNext."
    (slot,) = parse_text(flat).slots
    assert flat[: slot.end].endswith("(a) one.")


@pytest.mark.parametrize(
    ("wording", "is_no_text"),
    [
        ("(paragraphs 3-3quater) No text", True),
        ("No text", True),
        ("No provision on loss and damage.", True),
        ("No provision of this Agreement shall affect trade.", False),
    ],
)
def test_an_option_may_say_what_it_replaces_and_that_nothing_stands_there(wording, is_no_text):
    draft = parse_text(f"Option 1: Some words.\nOption 2: {wording}\n")
    second = draft.slots[0].alternatives[1]
    assert second.is_no_text == is_no_text
    if wording.startswith("("):
        assert (second.scope, draft.words_of(second)) == ("paragraphs 3-3quater", "No text")
        assert list_brackets(draft)[0].alternatives[1] == "(paragraphs 3-3quater) No text"


@pytest.mark.parametrize(
    "source",
    [
        "[A Party may act.]\n[Negotiators' Note: under review.]",
        "acts [128][as set out in law]",
        "acts [130] [131]",
        "3. [One way.]\n[3 bis. Another paragraph.]",
        "[CA: museums] [CA: or public broadcasters]",
    ],
)
def test_neighbours_that_are_no_alternatives(source):
    slots = parse_text(source, PROFILES["trade"]).slots
    assert [len(slot.written) for slot in slots] == [1, 1]


@pytest.mark.parametrize("profile", list(PROFILES.values()))
def test_amounts_are_alternatives_in_every_forum(profile):
    (slot,) = parse_text("a fee of [100][150] dollars", profile).slots
    assert len(slot.written) == 2


@pytest.mark.parametrize("source", ["Article [] applies", "[insert name of Party]", "[date]"])
def test_what_is_to_be_filled_in_is_a_blank(source):
    assert [slot.kind for slot in parse_text(source).slots] == [SlotKind.BLANK]


def test_options_in_brackets_of_their_own_are_one_slot():
    source = "Preamble\n\n[Option 1: Some [words] here.]\n\n[Option 2: No text]\n\nAfter."
    draft = parse_text(source)
    slot = draft.slots[0]
    assert [draft.words_of(one) for one in slot.alternatives] == ["Some [words] here.", "No text"]
    assert source[slot.start : slot.end].startswith("[Option 1")
    assert source[slot.start : slot.end].endswith("No text]")
    assert slot.alternatives[1].is_no_text


def test_a_bracket_round_all_options_of_a_run_is_none_of_theirs():
    source = "[Option 1: One.\nOption 2: Two.]\n[Option 1: Three.\nOption 2: Four.]"
    runs = [slot for slot in parse_text(source).slots if slot.kind is SlotKind.OPTIONS]
    assert [source[slot.start : slot.end] for slot in runs] == [
        "Option 1: One.\nOption 2: Two.",
        "Option 1: Three.\nOption 2: Four.",
    ]


def test_the_register_quotes_what_is_nested_beyond_measure_in_part():
    depth = 3000
    source = "[word " * depth + "]" * depth
    rows = list_brackets(parse_text(source))
    assert len(rows) == depth
    assert sum(len(words) for row in rows for words in row.alternatives) < 100 * len(source)
    assert rows[0].alternatives[0].endswith("]")
    assert rows[100].alternatives[0].endswith("…")
