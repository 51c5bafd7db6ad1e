"""Drafts in columns: samples made by hand in the manner of the four-column document."""

import pytest

from paraph.text import (
    PROFILES,
    SlotKind,
    Step,
    count_brackets,
    guess_profile,
    list_brackets,
    parse_text,
    read_status,
    render_text,
    settle_text,
)

FISH = """# Fisheries

| No. | Commission proposal | EP mandate | Council | Draft agreement |
|-----|---------------------|------------|---------|-----------------|
| 1 | States report yearly. | States report monthly. | [same] | |
| 2 | The limit is 50 tonnes. | The limit is 30 tonnes. | The limit is 60 tonnes. | It is 45. |
| 3 | Inspections [may][shall] be announced. | delete | idem | pending |
| 4 | | Small boats are exempt. | | |
| 5 | This enters into force at once. | | no change | |
| 6 | Fish are counted. | *Fish* are  counted. | Fish are weighed. | |
"""


def rows(source, profile="columns", issue_ids=()):
    draft = parse_text(source, PROFILES[profile], issue_ids)
    return [
        (bracket.where.rpartition(", ")[2], bracket.alternatives, bracket.attribution)
        for bracket in list_brackets(draft)
        if draft.slots[bracket.slot].kind is SlotKind.COLUMNS
    ]


def test_each_row_whose_cells_differ_is_a_slot_with_who_stands_behind_each_wording():
    assert rows(FISH) == [
        (
            "paragraph 1",
            ("States report yearly.", "States report monthly."),
            "Commission, Council | EP",
        ),
        (
            "paragraph 3",
            ("Inspections [may][shall] be announced.", "(no text)"),
            "Commission, Council | EP",
        ),
        ("paragraph 4", ("(no text)", "Small boats are exempt."), "Commission, Council | EP"),
        ("paragraph 6", ("Fish are counted.", "Fish are weighed."), "Commission, EP | Council"),
    ]


def test_the_last_column_holds_what_is_agreed():
    draft = parse_text(FISH)
    (agreed,) = (slot for slot in draft.slots if slot.step.is_settled)
    assert agreed.step is Step.AD_REFERENDUM
    assert draft.words_of(agreed.alternatives[-1]) == "It is 45."
    final = parse_text(FISH.replace("Draft agreement", "Agreed text"))
    assert [slot.step for slot in final.slots if slot.step.is_settled] == [Step.AGREED]
    assert dict(read_status(draft).steps) == {Step.OPEN: 5, Step.AD_REFERENDUM: 1}


def test_an_agreed_wording_in_brackets_or_in_dashes_is_not_agreed_yet():
    for words in ("[It is 45.]", "It is [45]", "–", "open"):
        draft = parse_text(FISH.replace("It is 45.", words))
        assert not any(slot.step.is_settled for slot in draft.slots)


def test_no_change_in_the_column_of_what_is_agreed_agrees_to_the_base_text():
    draft = parse_text("| Base | EU | US | Compromise |\n| a b | c | d | no change |\n")
    (slot,) = draft.slots
    assert slot.step is Step.AD_REFERENDUM
    assert [draft.words_of(one) for one in slot.alternatives] == ["a b", "c", "d"]


@pytest.mark.parametrize(
    "mark", ["no change", "idem", "[same]", "Same as base", "", "—", "unchanged"]
)
def test_what_means_agreement_with_the_base(mark):
    assert rows(f"| Base text | EU | US |\n| Fish. | {mark} | Boats. |\n") == [
        ("line 2", ("Fish.", "Boats."), "EU | US")
    ]
    assert rows(f"| Base text | EU | US |\n| Fish. | {mark} | [same] |\n") == []


def test_names_of_columns_are_taken_as_they_are_without_proposal_and_position():
    header = "| Art. | Chair's text | Party A | Ruritania's position | Remarks |"
    source = f"{header}\n| 1 | a | b | c | d |\n"
    draft = parse_text(source)
    (slot,) = draft.slots
    assert [one.attribution.words for one in slot.alternatives] == [
        "Chair's text",
        "Party A",
        "Ruritania",
    ]
    assert [one.attribution.supporters for one in slot.alternatives] == [
        (),
        ("Party A",),
        ("Ruritania",),
    ]


@pytest.mark.parametrize(
    ("header", "profile"),
    [
        ("| No. | Commission proposal | Parliament | Compromise |", "columns"),
        ("| Base | A | B |", "columns"),
        ("| Canada | Japan |", "columns"),
        ("| EU | US |", "columns"),
        ("| Year | Tonnes | Price |", "unfccc"),
        ("| Base |", "unfccc"),
        ("|", "unfccc"),
    ],
)
def test_the_names_of_the_columns_tell_the_forum(header, profile):
    assert guess_profile(f"{header}\n| 1 | 2 | 3 |\n").name == profile


def test_the_forum_may_be_overridden():
    table = "| Apples | Pears |\n|---|---|\n| a | b |\n"
    assert rows(table) == [("line 3", ("a", "b"), "Apples | Pears")]
    assert rows(FISH, "trade") == []


def test_the_count_knows_rows_and_leaves_marks_out():
    # By hand: words of the head 1+1+1+1 and of the row 1+4; the marks "[same]" and "delete" are
    # none. Contested are the four of the base text, which the US wants out.
    source = "| No. | Base | EU | US |\n| 1 | Fish swim in water. | [same] | delete |\n"
    count = count_brackets(parse_text(source))
    assert (count.n_open_pairs, count.n_words, count.n_contested_words) == (0, 9, 4)
    assert count.n_alternatives == 2
    assert "in a row whose columns differ" in count.rule


def test_a_settled_row_keeps_its_place_in_the_table():
    source = (
        "| No. | Base | EU | US |\n"
        "| 1 {quota} | 50 t | 30 t{quota=low} | 60 t{quota=high|higher} |\n"
        "| 2 {boats} | Boats. | delete{boats=none} | |\n"
        "| 3 | a | b | |\n"
    )
    draft = parse_text(source, None, ("quota", "boats"))
    assert draft.profile.name == "columns"
    assert [slot.issue_id for slot in draft.slots] == ["quota", "boats", None]
    settled = settle_text(draft, {"quota": "higher", "boats": "none"})
    lines = settled.splitlines()
    assert lines[1].replace("{quota=high|higher}", "") == "| 1 {quota} | 60 t |"
    assert lines[2].replace(" ", "") == "|2{boats}||"
    assert lines[3] == "| 3 | a | b | |"
    assert [slot.issue_id for slot in parse_text(settled, None, ("quota", "boats")).slots] == [None]


def test_a_table_renders_back_as_it_was():
    for source in (FISH, FISH.replace("\n", "\r\n"), "|a\n| Base | EU | US\n|x|[y|\\|z]|\n||\n|"):
        assert render_text(parse_text(source, PROFILES["columns"])) == source


def test_a_bracket_left_open_in_a_cell_is_reported():
    draft = parse_text("| Base | EU | US |\n| a | [b | c |\n")
    assert [finding.line for finding in draft.findings] == [2]
