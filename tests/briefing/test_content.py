"""What a brief says, and what it leaves to the annex."""

from dataclasses import replace
from datetime import date

from paraph.briefing.blocks import (
    Chart,
    Heading,
    Listing,
    Paragraph,
    VerdictBox,
)
from paraph.briefing.content import compose_brief
from paraph.counterpart import ChangeOfMind
from paraph.judgement import fit_reference_class
from paraph.negotiation import Estimate
from paraph.negotiation.wording import SPACE
from paraph.readiness import Verdict
from tests.briefing.reading import annex_text, find_blocks, find_table, principal_text
from tests.briefing.sample_case import sample_case
from tests.briefing.sample_findings import (
    costed_findings,
    overridden_findings,
    sample_findings,
    scored_findings,
)


def test_a_change_of_mind_is_told_to_the_principal_and_in_the_annex() -> None:
    findings = sample_findings()
    change = ChangeOfMind(date(2024, 2, 6), 0.99, n_moves=7, n_moves_in_all=15)
    (posterior,) = findings.theirs
    findings = replace(findings, theirs=(replace(posterior, change_of_mind=change),))
    told = "Since 6 February 2024 they seem to want something else (over 95 % likely)"
    for text in (principal_text(findings), annex_text(findings)):
        assert told in text.replace(SPACE, " ")
    assert "no move of theirs is on record since 6 February 2024" in principal_text(findings)
    assert told not in principal_text(sample_findings()).replace(SPACE, " ")


def test_the_principal_reads_the_verdict_first() -> None:
    verdict = compose_brief(sample_findings()).principal[0]
    assert isinstance(verdict, VerdictBox)
    assert verdict.word == "not yet"
    assert verdict.sentence.startswith("Don't meet yet")
    values = [figure.value.replace(SPACE, " ") for figure in verdict.figures]
    assert values == ["about 35 %", "about 70 %", "about 10 %", "0.52"]
    assert verdict.figures[0].note.replace(SPACE, " ") == "20–50 %"


def test_a_verdict_set_aside_is_shown_beside_the_rules_own() -> None:
    brief = compose_brief(overridden_findings())
    verdict = brief.principal[0]
    assert verdict.word == "not yet by the rule"
    decided = (
        "Set aside by Anna Weiss on 27 February 2024: GO, because the licence of a rival lapses "
        "in April."
    )
    assert verdict.decision == decided
    assert verdict.sentence == compose_brief(sample_findings()).principal[0].sentence
    assert (brief.summary.verdict, brief.summary.decision) == (verdict.word, decided)


def test_where_nobody_decided_above_the_rule_nothing_is_said_of_it() -> None:
    brief = compose_brief(sample_findings())
    assert (brief.principal[0].decision, brief.summary.decision) == ("", "")
    assert "above the rule" not in annex_text(sample_findings())


def test_who_decides_as_the_rule_does_confirms_it() -> None:
    decision = compose_brief(overridden_findings(Verdict.NOT_YET)).principal[0].decision
    assert decision.startswith("Confirmed by Anna Weiss on 27 February 2024: NOT YET, because")


def test_the_annex_holds_every_decision_above_the_rule_whole_the_one_in_force_last() -> None:
    findings = overridden_findings(reason="long " * 90)
    assert compose_brief(findings).principal[0].decision.endswith("…")
    text = annex_text(findings)
    assert text.index("Bo Lind, 9 February 2024:") < text.index("Anna Weiss, 27 February 2024:")
    assert "NO ZONE, because nothing moves." in text
    assert f"GO, because {('long ' * 90).strip()}." in text
    assert "Sources: B (disputed)" in text
    assert "The rule's verdict is “not yet”." in text
    assert "the latest decision, “go”, is in force" in text


def test_a_stated_cost_of_delay_is_taken_off_in_sight() -> None:
    brief = compose_brief(costed_findings())
    words = "At a cost to us of 0.05 for each further meeting, it is worth most to us to hold 1"
    (chart,) = [each for each in find_blocks(brief.principal, Chart) if each.id == "meetings"]
    assert words in chart.caption
    table = find_table(brief.annex, "Worth of further working-level meetings")
    assert table.columns[-1].title == "Value less delay"
    assert [row[-1][:4] for row in table.rows] == ["0.52", "0.47", "0.42", "0.37"]
    assert words in table.note
    uncosted = find_table(compose_brief(sample_findings()).annex, table.caption)
    assert (len(uncosted.columns), uncosted.note) == (4, "")


def test_the_principals_part_has_its_sections_in_order() -> None:
    brief = compose_brief(sample_findings())
    titles = [heading.text for heading in find_blocks(brief.principal, Heading)]
    assert titles == [
        "Why",
        "Where agreement is possible",
        "What they want: Boreal Machines",
        "What is agreed, what is open, and who may settle it",
        "The three things to do next",
        "Advice and forecasts",
        "Worth of another meeting",
    ]


def test_headings_never_skip_a_level() -> None:
    brief = compose_brief(sample_findings())
    level = 1
    for heading in find_blocks(brief.principal + brief.annex, Heading):
        assert heading.level <= level + 1
        level = heading.level


def test_there_are_three_numbered_things_to_do() -> None:
    brief = compose_brief(sample_findings())
    (steps,) = [each for each in find_blocks(brief.principal, Listing) if each.is_numbered]
    assert [item.text for item in steps.items] == [
        "Agree what “machine” means.",
        "Ask what the territory is worth to them.",
        "Float package B.",
    ]


def test_proposals_stand_side_by_side_where_they_differ() -> None:
    brief = compose_brief(sample_findings())
    table = find_table(brief.principal, "What to propose")
    assert [column.title for column in table.columns[1:]] == [
        "A: best bet",
        "B: safe",
        "C: ambitious",
    ]
    assert [row[0] for row in table.rows[2:]] == ["Yearly fee", "Field of use"]
    assert table.rows[2][1:] == ("5 million EUR", "3 million EUR", "8 million EUR")
    assert "keeps what is agreed ad referendum (1 issue)" in table.note
    paragraphs = find_blocks(brief.principal, Paragraph)
    (same,) = [each for each in paragraphs if each.lead == "The same in every package:"]
    assert same.text == "Territory: European Union."


def test_one_proposal_is_shown_whole() -> None:
    findings = sample_findings()
    advice = replace(findings.advice, proposals=findings.advice.proposals[:1])
    text = principal_text(replace(findings, advice=advice))
    assert "The package holds:" in text
    assert "Yearly fee: 5 million EUR; Field of use: All machines" in text


def test_what_is_kept_for_the_principal_comes_first_among_open_issues() -> None:
    table = find_table(compose_brief(sample_findings()).principal, "Open: 3 issues")
    assert table.rows[0] == ("Yearly fee", "kept for the principal", "not on record")


def test_forecasts_stand_beside_the_models_probability() -> None:
    brief = compose_brief(sample_findings())
    table = find_table(brief.principal, "What each holds likely")
    rows = [tuple(cell.replace(SPACE, " ") for cell in row) for row in table.rows]
    assert rows == [
        ("Paraph", "simulation", "about 35 % (20–50 %)", "none yet"),
        ("Anna Weiss", "principal, event 1", "about 80 %", "none yet"),
        ("Ines Moreau", "staff, event 1", "about 30 %", "none yet"),
    ]


def test_a_probability_that_past_negotiations_adjusted_is_called_so() -> None:
    findings = sample_findings()
    reference = fit_reference_class([0.5] * 10, [True] * 5 + [False] * 5)
    settings = replace(findings.readiness.settings, reference=reference)
    adjusted = replace(findings, readiness=replace(findings.readiness, settings=settings))
    table = find_table(compose_brief(adjusted).principal, "What each holds likely")
    assert table.rows[0][:2] == ("Paraph", "simulation, adjusted")


def test_scores_are_shown_once_there_are_any() -> None:
    table = find_table(compose_brief(scored_findings()).principal, "What each holds likely")
    records = {row[0]: row[3] for row in table.rows}
    assert records == {"Paraph": "none yet", "Anna Weiss": "none yet", "Ines Moreau": "0.09 over 3"}


def test_a_record_without_forecasts_says_so() -> None:
    silent = sample_findings(replace(sample_case(), judgements=()))
    assert "No forecast by staff or by the principal is on record" in principal_text(silent)


def test_a_case_without_proposals_says_so() -> None:
    findings = sample_findings()
    silent = replace(findings, advice=replace(findings.advice, proposals=()))
    assert "No package is proposed" in principal_text(silent)


def test_a_case_without_record_terms_or_text_says_so() -> None:
    bare = replace(sample_case(), sessions=(), terms=(), texts=(), sources=(), judgements=())
    text = annex_text(sample_findings(bare))
    for words in (
        "No session is on record.",
        "No key term is on record.",
        "No rolling text is on record.",
        "No source is named on this record.",
        "No forecast is on record, and so none has been scored.",
    ):
        assert words in text


def test_the_chart_of_wants_says_what_to_see() -> None:
    brief = compose_brief(sample_findings())
    (chart,) = [each for each in find_blocks(brief.principal, Chart) if each.id == "wants-1"]
    words = chart.caption.replace(SPACE, " ")
    assert words.startswith("Yearly fee and Field of use lead, too close to tell apart;")
    assert "On 1 issue no move of theirs is on record." in words
    assert chart.table.rows[0][0] == "Yearly fee"
    assert "Dots" in chart.alt or "dot" in chart.alt


def test_a_wish_that_is_likelier_not_theirs_is_a_perhaps_everywhere() -> None:
    """In the chart and its table, on the first pages, and in the annex."""
    findings = sample_findings()
    (known,) = findings.knowledge
    unsure = replace(known[0], p_likely_option=0.4, p_blind=0.2)
    findings = replace(findings, knowledge=((unsure, *known[1:]),))
    label = findings.case.agenda.issue(unsure.issue_id).option(unsure.likely_option).label
    brief = compose_brief(findings)
    (chart,) = [each for each in find_blocks(brief.principal, Chart) if each.id == "wants-1"]
    assert chart.table.rows[0][2].replace(SPACE, " ") == f"perhaps {label} (about 40 %)"
    annex = find_table(brief.annex, "What is known of each issue")
    assert annex.rows[0][2] == f"perhaps {label}"
    assert not annex.rows[1][2].startswith("perhaps")


def test_only_what_the_intervals_tell_apart_is_said_to_matter_most() -> None:
    findings = sample_findings()
    (known,) = findings.knowledge
    captions = []
    for low in (0.42, 0.05):
        first = replace(known[0], importance=Estimate(0.45, low, 0.5))
        (chart,) = [
            chart
            for chart in compose_brief(replace(findings, knowledge=((first, *known[1:]),))).charts
            if chart.id == "wants-1"
        ]
        captions.append(chart.caption)
    assert captions[0].startswith("Yearly fee probably matters most to them")
    assert captions[1].startswith("No issue stands out; Yearly fee has the highest estimate")


def test_the_landing_chart_names_the_proposals_that_they_may_refuse() -> None:
    brief = compose_brief(sample_findings())
    (chart,) = [each for each in find_blocks(brief.principal, Chart) if each.id == "landing-1"]
    assert "only A, B lies there" in chart.caption
    assert "They may refuse A (about 65 % acceptable) and C (about 35 % acceptable)" in (
        chart.caption.replace(SPACE, " ")
    )
    assert "can't be compared" in chart.caption


def test_more_meetings_are_said_not_to_help_where_they_do_not() -> None:
    findings = sample_findings()
    flat = tuple(
        replace(meeting, p_agreement=Estimate(0.3, 0.2, 0.4))
        for meeting in findings.readiness.meetings
    )
    findings = replace(findings, readiness=replace(findings.readiness, meetings=flat))
    assert "would hardly change the probability" in principal_text(findings)
    assert "would take it from about 35 % to just over 60 %" in principal_text(sample_findings())


def test_a_number_next_to_the_threshold_says_on_which_side_it_lies() -> None:
    findings = sample_findings()
    readiness = replace(findings.readiness, p_agreement=Estimate(0.58, 0.35, 0.83))
    verdict = compose_brief(replace(findings, readiness=readiness)).principal[0]
    assert verdict.figures[0].value.replace(SPACE, " ") == "just under 60 %"


def test_sensitivity_names_what_turns_the_verdict() -> None:
    table = find_table(compose_brief(sample_findings()).annex, "Sensitivity")
    assert table.rows[0][3] == "go: turns"
    assert table.note == "The verdict turns with: their value of no agreement."
