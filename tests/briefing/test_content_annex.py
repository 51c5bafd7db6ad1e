"""What the annex of a brief says, and how a brief is built."""

from dataclasses import replace
from datetime import date

from paraph.briefing.blocks import (
    Chart,
    Heading,
    Pair,
    Paragraph,
    Table,
    walk,
)
from paraph.briefing.charts import NARROW, WIDE
from paraph.briefing.content import compose_brief
from paraph.briefing.content_principal import HALF
from paraph.briefing.content_record import record_blocks
from paraph.counterpart import Place, Repeat
from paraph.negotiation import Choice, package_of
from paraph.negotiation.wording import SPACE
from paraph.record import Move, MoveKind
from tests.briefing.reading import annex_text, find_blocks, find_table, principal_text, texts_of
from tests.briefing.sample_case import sample_case
from tests.briefing.sample_findings import (
    hostile_findings,
    sample_findings,
    three_party_findings,
)


def test_the_record_shows_moves_with_their_sources() -> None:
    table = find_table(compose_brief(sample_findings()).annex, "3 moves")
    assert table.rows[0][4] == "A"
    assert table.rows[1] == (
        "Boreal Machines",
        "signal",
        "Yearly fee and Territory; as reported by a supplier",
        f"about 60{SPACE}%",
        "B (disputed)",
    )


def test_two_packages_that_are_about_as_good_are_told_in_words() -> None:
    case = sample_case()
    said = Move(
        "them",
        MoveKind.ANSWER,
        package_of({"fee": "2", "field": "wide"}),
        equal_to=package_of({"fee": "3", "field": "narrow"}),
    )
    session = replace(case.sessions[0], moves=(said,))
    (table,) = find_blocks(record_blocks(replace(case, sessions=(session,))), Table)[:1]
    assert table.rows[0][1] == "answer"
    assert table.rows[0][2] == (
        "Yearly fee: 2 million EUR; Field of use: All machines, about as good as "
        "Yearly fee: 3 million EUR; Field of use: Pumps only"
    )


def test_our_preferences_are_shown_as_stated_and_on_whose_word() -> None:
    text = annex_text(sample_findings())
    assert "Board paper of 9 January." in text
    rows = find_table(compose_brief(sample_findings()).annex, "Importance and options").rows
    assert rows[0][1] == "30–50 %; rank 1 of 2"
    assert rows[1][1] == "high; rank 2 of 2"
    assert rows[1][3] == "best first: Pumps only > All machines"
    assert rows[3][1] == "not stated"


def test_long_scales_show_some_steps_and_say_so() -> None:
    tables = [
        table
        for table in find_blocks(compose_brief(sample_findings()).annex, Table)
        if table.caption == "Value of each option within its issue"
    ]
    (fees,) = [row[1].split("; ") for row in tables[0].rows if row[0] == "Yearly fee"]
    assert fees[0] == "1 million EUR 0.50 (0.20–0.90)"
    assert fees[-1] == "10 million EUR 0.50 (0.20–0.90)"
    assert len(fees) == 7
    assert "only some steps are shown" in tables[0].note


def test_what_does_not_fit_together_is_said() -> None:
    text = annex_text(sample_findings())
    assert "The fee can't matter most and least." in text
    assert "6 February 2024:" in text
    assert "A new negotiator asks for other things. Probability about 85 %." in text


def test_an_act_entered_twice_is_said_with_both_entries_and_the_confidence_taken() -> None:
    findings = sample_findings()
    places = (Place("first-meeting", 1, 0.6), Place("second-note", 0, 0.9))
    repeat = Repeat("reject: Yearly fee: 3 million EUR", date(2019, 2, 6), places)
    (them,) = findings.theirs
    text = annex_text(replace(findings, theirs=(replace(them, repeats=(repeat,)),)))
    assert "Entered twice, counted once" in text
    assert "reject: Yearly fee: 3 million EUR (6 February 2019):" in text
    said = "First-meeting, move 2; second-note, move 1: taken at 90 %, not at 60 %."
    assert said in text.replace(SPACE, " ")
    assert "Entered twice" not in annex_text(findings)


def test_brackets_are_counted_in_the_rolling_text() -> None:
    (row,) = find_table(compose_brief(sample_findings()).annex, "Brackets").rows
    assert row[:4] == ("First", "5 Feb 2024", "2", "2")


def test_the_trace_names_every_computation() -> None:
    table = find_table(compose_brief(sample_findings()).annex, "Trace")
    steps = [row[0] for row in table.rows]
    assert steps == [
        "Our preference",
        "Posterior of Boreal Machines",
        "Landing",
        "Readiness",
        "Advice",
    ]
    assert "n draws 1000, seed 1" in table.rows[0][2]


def test_lists_for_the_principal_are_bounded_and_whole_in_the_annex() -> None:
    findings = sample_findings()
    reasons = tuple(
        replace(findings.readiness.reasons[0], text=f"reason {n} " + "word " * 90)
        for n in range(20)
    )
    long = replace(findings, readiness=replace(findings.readiness, reasons=reasons))
    principal, annex = principal_text(long), annex_text(long)
    assert "Reason 3" in principal
    assert "Reason 4" not in principal
    assert "…" in principal
    assert "Reason 19 " + "word " * 89 + "word." in annex


def test_the_summary_holds_verdict_reasons_and_steps() -> None:
    summary = compose_brief(sample_findings()).summary
    assert summary.verdict == "not yet"
    assert len(summary.reasons) == 3
    assert len(summary.steps) == 3
    assert "about 35 % (20–50 %)" in summary.p_agreement.replace(SPACE, " ")


def test_equal_findings_give_an_equal_brief() -> None:
    assert compose_brief(sample_findings()) == compose_brief(sample_findings())


def test_of_several_counterparts_the_principal_sees_the_hardest() -> None:
    brief = compose_brief(three_party_findings())
    titles = [heading.text for heading in find_blocks(brief.principal, Heading)]
    assert "What they want: Cobalt Works" in titles
    assert "For Boreal Machines, see the annex." in principal_text(three_party_findings())
    assert [chart.id for chart in brief.charts] == [
        "landing-2",
        "wants-2",
        "meetings",
        "landing-1",
    ]
    table = find_table(brief.principal, "Open: 3 issues")
    assert [column.title for column in table.columns[1:]] == [
        "Alpine Pumps",
        "Boreal Machines",
        "Cobalt Works",
    ]


def test_a_case_without_packages_still_has_a_brief() -> None:
    findings = sample_findings()
    empty = replace(
        findings,
        landing=replace(findings.landing, packages=(), robust=(), cloud=()),
        advice=replace(findings.advice, proposals=(), trades=()),
        readiness=replace(findings.readiness, meetings=(), drivers=(), sensitivity=()),
    )
    assert "nothing is proposed" in principal_text(empty)
    assert "was not assessed" in principal_text(empty)


def test_pairs_hold_blocks_and_no_pairs() -> None:
    for block in compose_brief(sample_findings()).principal:
        if isinstance(block, Pair):
            assert not any(isinstance(part, Pair) for part in block.left + block.right)


def test_rows_have_a_cell_for_each_column() -> None:
    brief = compose_brief(hostile_findings("x"))
    for block in walk(brief.principal + brief.annex):
        tables = [block] if isinstance(block, Table) else []
        tables += [block.table] if isinstance(block, Chart) else []
        for table in tables:
            assert {len(row) for row in table.rows} <= {len(table.columns)}
        if isinstance(block, Paragraph):
            assert block.text or block.lead


def test_charts_are_as_wide_as_the_page_or_a_phone() -> None:
    for chart in compose_brief(sample_findings()).charts:
        wide, narrow = (
            spec["width"] + spec["padding"]["left"] + spec["padding"]["right"]
            for spec in (chart.wide, chart.narrow)
        )
        assert wide == (WIDE if chart.share_of_width == 1 else HALF)
        assert narrow <= NARROW


def test_choices_between_packages_are_said_to_count() -> None:
    case = sample_case()
    first, second = case.agenda.issues[0].options[:2]
    choice = Choice(*(package_of({case.agenda.issues[0].id: o.id}) for o in (first, second)))
    for n_choices, said in (
        (0, False),
        (1, "One choice between two"),
        (2, "2 choices between two"),
    ):
        preference = replace(case.we.preference, choices=(choice,) * n_choices)
        ours = replace(case.we, preference=preference)
        parties = tuple(ours if p.id == case.we_id else p for p in case.parties)
        texts = texts_of(compose_brief(sample_findings(replace(case, parties=parties))))
        assert any("between two packages" in text for text in texts) == bool(said)
        assert not said or any(said in text for text in texts)
