"""Laws of the parser: nothing is refused, nothing is lost, time is linear."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paraph.text import (
    PROFILES,
    count_brackets,
    list_brackets,
    parse_text,
    render_text,
    repair_brackets,
    settle_text,
)

PIECES = st.sampled_from(
    [
        *"[]{}()/:;,.\n\t \\",
        " / ",
        "\n\n",
        "[shall][should]",
        "{force}",
        "{force=a|b}",
        "[US/AU propose; NZ oppose: ",
        "Option 1: ",
        "\nOption (b): no text",
        "\nArticle 3bis ",
        "\n3ter ",
        "\n(i) ",
        "[agreed ad ref]",
        "{green}",
        "{/green}",
        "[X]",
        "]23",
        "\n23 Negotiators' Note: NZ reserves its position. ",
        "word",
        "Straße",
        "\u202e",
        "\x00",
        "\r\n",
        "\u2028",
    ]
)
DRAFTS = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.text(max_size=200),
)
PROFILE = st.sampled_from([None, *PROFILES.values()])


@given(DRAFTS, PROFILE)
def test_every_input_renders_back_to_itself(source, profile):
    assert render_text(parse_text(source, profile, {"force"})) == source


@given(DRAFTS, PROFILE)
def test_reading_any_input_all_the_way_raises_nothing(source, profile):
    draft = parse_text(source, profile, {"force"})
    count = count_brackets(draft)
    rows = list_brackets(draft)
    assert 0 <= count.share_contested <= 1
    assert count.n_open_pairs == source.count("[") - _n_not_open(draft)
    for row in rows:
        assert 0 <= row.start <= row.end <= len(source)
        assert row.alternatives
    assert all(slot.parent < slot.index for slot in draft.slots)


def _n_not_open(draft) -> int:
    """Opening marks of the source that are no open pair, found the slow way."""
    matched = set(draft.pairs.opens) - {mark.start for mark in draft.step_marks}
    return sum(1 for at, mark in enumerate(draft.source) if mark == "[" and at not in matched)


@given(DRAFTS)
def test_offsets_are_exact(source):
    draft = parse_text(source)
    for opens, closes in zip(draft.pairs.opens, draft.pairs.closes, strict=True):
        assert source[opens] == "["
        assert source[closes] == "]"
    for finding in draft.findings:
        lines = source[: finding.start].split("\n")
        assert (finding.line, finding.column) == (len(lines), len(lines[-1]) + 1)


@given(st.text(alphabet="[]a \n", max_size=80))
def test_matching_agrees_with_replacing_innermost_pairs(source):
    """Cross-check by brute force: strip innermost pairs until none is left."""
    left = [(mark, at) for at, mark in enumerate(source) if mark in "[]"]
    found = set()
    k = 0
    while k + 1 < len(left):
        if left[k][0] == "[" and left[k + 1][0] == "]":
            found.add((left[k][1], left[k + 1][1]))
            del left[k : k + 2]
            k = max(k - 1, 0)
        else:
            k += 1
    draft = parse_text(source)
    assert set(zip(draft.pairs.opens, draft.pairs.closes, strict=True)) == found
    assert draft.n_unmatched == len(left)


@given(DRAFTS)
def test_a_repaired_draft_has_no_unmatched_bracket(source):
    assert parse_text(repair_brackets(source)).n_unmatched == 0


@given(DRAFTS)
def test_settling_nothing_changes_nothing(source):
    draft = parse_text(source, issue_ids={"force"})
    assert settle_text(draft, {}) == source


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["[", "]", "[a ", "] ", "[a] ", "a / b ", "[a / ", "{force}", "[](#", "\n(i) ", "Option 1:\n"],
)
def test_time_is_linear_for_hostile_input(unit):
    def seconds(n_units: int) -> float:
        source = unit * n_units
        start = time.process_time()
        draft = parse_text(source, PROFILES["trade"], {"force"})
        count_brackets(draft)
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(5_000), seconds(40_000)
    # Eight times the input: linear is about 8, quadratic 64; the floor absorbs the clock's noise.
    assert large < 25 * max(small, 0.01)


@pytest.mark.slow
def test_a_million_nested_brackets_are_read():
    depth = 1_000_000
    draft = parse_text("[" * depth + "]" * depth)
    assert len(draft.pairs) == depth
    assert draft.pairs.parents[depth - 1] == depth - 2
