"""Results of the engines as tables and lists for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from paraph.advice import Advice
from paraph.analysis import FrontierPoint, Landing, Zone
from paraph.briefing.content_parties import shown_options
from paraph.briefing.wording import (
    clipped,
    count_in_words,
    day_in_words,
    decision_in_words,
    delay_in_words,
    opposition_in_words,
    package_in_words,
    recalled_in_words,
    repeat_in_words,
    shortened,
    steadiness_in_words,
    verdict_in_words,
)
from paraph.case import Case
from paraph.counterpart import (
    Changes,
    Elicitation,
    Influence,
    Posterior,
    Probe,
    Question,
    tabulate_knowledge,
    Knowledge,
    Posterior,
    Probe,
    Question,
)
from paraph.negotiation import NOTHING_SETTLED, Package, Party
from paraph.negotiation.wording import (
    conditions_in_words,
    estimate_in_percent,
    in_percent,
    listed,
    range_in_percent,
    roughly_valued,
    value_in_words,
)
from paraph.readiness import HomeworkItem, Readiness
from paraph.usecases import Expectations

N_PACKAGES_SHOWN = 8


def show_expectations(case: Case, expectations: Expectations) -> RenderableType:
    """Show what each counterpart wants issue by issue, and the questions worth asking."""
    parts: list[RenderableType] = []
    changes = {found.party_id: found for found in expectations.changes}
    asked = zip(case.counterparts, expectations.probes, strict=bool(expectations.probes))
    probes = {party.id: found for party, found in asked}
    for party, posterior, knowledge, questions in zip(
        case.counterparts,
        expectations.theirs,
        expectations.knowledge,
        expectations.questions,
        strict=True,
    ):
        table = new_table(
            f"What {party.name} wants, from {count_in_words(posterior.n_moves, 'move')} on record",
            ("Issue", "Share of weight", "Probably wants", "How sure", "What we have"),
        )
        for known in knowledge:
            issue = case.agenda.issue(known.issue_id)
            if len(issue.options) == 1:
                only = issue.options[0].label
                table.add_row(Text(issue.label), "", Text(only), "", "the only option")
                continue
            table.add_row(
                Text(issue.label),
                range_in_percent(known.importance),
                Text(issue.option(known.likely_option).label if known.is_told else "not known"),
                in_percent(known.p_likely_option) if known.is_told else "",
                known.status,
            )
        identified = "" if posterior.is_reservation_identified else " (not told by the record)"
        found = changes.get(party.id)
        parts += [
            table,
            *_option_values(case, party, posterior, knowledge),
            *_origin(posterior),
            Text(
                f"No agreement is worth {value_in_words(posterior.reservation)} to them, from 0, "
                f"their worst package, to 1, their best{identified}."
            ),
            *_opposition(posterior),
            Text(steadiness_in_words(posterior.n_effective)),
            *listed_under("Their red lines", _red_lines_in_words(case, posterior)),
            *listed_under(_MOST_TITLE, _influences_in_words(posterior)),
            *listed_under("They contradict themselves", _contradictions_in_words(posterior)),
            *listed_under("Entered twice, counted once", _repeats_in_words(posterior)),
            *listed_under(_misfits_title(posterior), _misfits_in_words(found)),
            *listed_under("Signs of change", _changes_in_words(found) if found else ()),
            *(_factions_shown(case, found) if found else ()),
            *listed_under(f"Worth asking {party.name}", map(_question_in_words, questions)),
            *_probes_listed(case, party, probes.get(party.id, ())),
        ]
    return Group(*parts)


def _option_values(
    case: Case, party: Party, posterior: Posterior, knowledge: Sequence[Knowledge]
) -> list[RenderableType]:
    """Show what each option of the weightiest open issues is worth to a party, where that is told.

    An issue on which no option is clearly likelier than with nothing known says nothing here.
    """
    told = [
        known
        for known in knowledge
        if known.is_told
        and known.issue_id not in case.settled
        and len(case.agenda.issue(known.issue_id).options) > 1
    ]
    told.sort(key=lambda known: -known.importance.mid)
    shown = {known.issue_id for known in told[:_N_ISSUES_VALUED]}
    if not shown:
        return []
    table = new_table(
        f"Worth of each option to {party.name} on open issues: 0 its worst, 1 its best",
        ("Issue", "Options, with value and 90 % interval"),
    )
    for issue, estimates in zip(case.agenda.issues, posterior.option_values, strict=True):
        if issue.id in shown:
            valued = [
                f"{issue.options[place].label}: {roughly_valued(estimates[place])}"
                for place in shown_options(issue)
            ]
            table.add_row(Text(issue.label), Text("; ".join(valued)))
    n_more = len(told) - len(shown)
    more = f"The {len(shown)} weightiest of {len(told)} such issues." if n_more else ""
    return [table, *([Text(more, style="dim")] if more else [])]


def _origin(posterior: Posterior) -> list[RenderableType]:
    """Say from which past case the starting point comes, if from any."""
    return [Text(recalled_in_words(posterior.recalled))] if posterior.recalled else []


def _opposition(posterior: Posterior) -> list[RenderableType]:
    """Say how far the party's wishes run against ours, where ours are stated and theirs aren't."""
    p_opposed = posterior.p_opposed
    return [] if p_opposed is None else [Text(opposition_in_words(p_opposed))]


def _probes_listed(case: Case, party: Party, probes: Sequence[Probe]) -> list[RenderableType]:
    """List packages to put to a party for its answer; what they share is said once."""
    common = (
        common_choices([probe.package for probe in probes]) if len(probes) > 1 else case.settled
    )
    listed = listed_under(
        f"Worth putting to {party.name}, for what the answer tells",
        (_probe_in_words(case, probe, common) for probe in probes),
    )
    return [*listed, *_shared_in_words(case, common, "In each of them")] if listed else []


def _probe_in_words(case: Case, probe: Probe, common: Package) -> str:
    package = package_in_words(case.agenda, probe.package.without(common.issue_ids))
    crossed = [conditions_in_words(case.agenda, line.conditions) for line in probe.crossed]
    across = f"\nIt crosses their red line: never {listed(crossed)}." if crossed else ""
    return (
        f"{package}\nThat they would rather have it than no agreement is "
        f"{in_percent(probe.p_accept)} likely; their yes or no tells "
        f"{in_percent(probe.information_bits)} of what one can tell at most. To us it is worth "
        f"{value_in_words(probe.our_value)}, from 0 to 1; putting it shows that we would give up "
        f"{in_percent(probe.share_given)} of what we could gain.{across}"
    )


def _red_lines_in_words(case: Case, posterior: Posterior) -> list[str]:
    """Their declared red lines, and how likely each is meant."""
    belief = posterior.belief
    assert belief.red_line_holds is not None
    told = []
    for line, p_meant in zip(belief.red_lines, belief.red_line_holds.mean(axis=0), strict=True):
        never = conditions_in_words(case.agenda, line.conditions)
        day = f"declared on {day_in_words(line.declared)}" if line.declared else ""
        about = ", ".join(part for part in (clipped(line.reason, _REASON_LENGTH), day) if part)
        meant = f"{in_percent(float(p_meant))} to be meant"
        told.append(f"never {never}{f' ({about})' if about else ''}: {meant}")
    return told


_MOST_TITLE = "What tells most (by how much, on scales from 0 to 1)"
_REASON_LENGTH = 60
_N_ISSUES_VALUED = 8
_N_MISFITS_SHOWN = 3
_N_SHIFTS_SHOWN = 4
_N_CONTRADICTIONS_SHOWN = 6
_N_REPEATS_SHOWN = 6
_SHIFT_TOLD = 0.005
"""An entry that moved nothing by as much isn't told."""


def _influences_in_words(posterior: Posterior) -> list[str]:
    most = posterior.influences[:3]
    return [_influence_in_words(each) for each in most if each.shift >= _SHIFT_TOLD]


def _influence_in_words(influence: Influence) -> str:
    where = f" ({influence.session_id})" if influence.session_id else ""
    return f"{influence.description}{where}: moved {influence.on} by {influence.shift:.2f}"


def _contradictions_in_words(posterior: Posterior) -> list[str]:
    """The most telling contradictions, each with two entries that show it."""
    found = posterior.contradictions
    told = [
        f"{each.description}: “{shortened(each.first)}”, “{shortened(each.second)}”"
        for each in found[:_N_CONTRADICTIONS_SHOWN]
    ]
    return [*told, *_and_more(len(found) - len(told))]


def _and_more(n_left: int) -> list[str]:
    return [f"and {n_left} more (all are in --json)"] if n_left > 0 else []


def _misfits_title(posterior: Posterior) -> str:
    stated = "Stated or recalled" if posterior.recalled else "Stated"
    return f"{stated} of them, but not borne out"


def _repeats_in_words(posterior: Posterior) -> list[str]:
    told = [
        f"{repeat.description} ({repeat.day.isoformat()}): {repeat_in_words(repeat)}"
        for repeat in posterior.repeats[:_N_REPEATS_SHOWN]
    ]
    return [*told, *_and_more(len(posterior.repeats) - len(told))]


def _misfits_in_words(changes: Changes | None) -> list[str]:
    found = changes.misfits[:_N_MISFITS_SHOWN] if changes else ()
    return [f"{each.description}: {each.second}" for each in found]


def _changes_in_words(changes: Changes) -> list[str]:
    said = [
        "\n".join(
            (
                f"{drift.description} ({in_percent(drift.p_changed)} likely)",
                *(f"  {shift.description}" for shift in drift.shifts[:_N_SHIFTS_SHOWN]),
            )
        )
        for drift in changes.drifts
    ]
    if changes.factions:
        voices = " and ".join(f"the {faction.name} level" for faction in changes.factions)
        said.append(f"{voices} speak as if they wanted different things")
    return said


def _factions_shown(case: Case, changes: Changes) -> list[RenderableType]:
    """Show what each level seems to want, where they differ."""
    if not changes.factions:
        return []
    table = new_table(
        "What each level seems to want",
        ("Issue", *(f"{f.name} ({in_percent(f.share)} of the moves)" for f in changes.factions)),
    )
    for place, issue in enumerate(case.agenda.issues):
        cells = []
        for faction in changes.factions:
            weight = range_in_percent(faction.posterior.importance[place])
            known = tabulate_knowledge(case, faction.posterior)[place]
            best = (
                f"{issue.option(known.likely_option).label} ({in_percent(known.p_likely_option)})"
            )
            cells.append(Text(f"{weight} of the weight; {best}"))
        table.add_row(Text(issue.label), *cells)
    told = [shift for faction in changes.factions for shift in faction.differences]
    texts = (shift.description.replace(", then ", ", but ") for shift in told[:_N_SHIFTS_SHOWN])
    return [Text(""), table, *listed_under("Where they differ most", texts)]


def _question_in_words(question: Question) -> str:
    return f"{question.text} (asking shows {question.reveals})"


def show_elicitation(case: Case, elicitation: Elicitation) -> RenderableType:
    """Show what our own answers come to, issue by issue, and which of them don't fit."""
    posterior = elicitation.posterior
    table = new_table(
        f"What {case.we.name} wants, from its own answers",
        ("Issue", "Share of weight", "Best", "Worst"),
    )
    for issue, share, values in zip(
        case.agenda.issues,
        posterior.importance,
        posterior.belief.option_values,
        strict=True,
    ):
        mean = values.mean(axis=0)
        best, worst = issue.options[int(mean.argmax())], issue.options[int(mean.argmin())]
        table.add_row(
            Text(issue.label), estimate_in_percent(share), Text(best.label), Text(worst.label)
        )
    n_choices = len(case.we.preference.choices)
    chosen = f" and {n_choices} choice{'s' * (n_choices != 1)}" if n_choices else ""
    note = f"From what is stated{chosen}; ranges hold the share with 90 %."
    unfit = (
        *(doubt.description for doubt in elicitation.doubts),
        *(found.description for found in elicitation.contradictions),
    )
    return Group(table, Text(note, style="dim"), *listed_under("Answers that don't fit", unfit))


def show_landing(case: Case, landing: Landing) -> RenderableType:
    """Show how likely a zone is, and the packages likeliest to suit all sides.

    Options that all the packages shown have in common are said once, above the table.
    """
    shown = landing.packages[:N_PACKAGES_SHOWN]
    table = new_table(
        "Packages by the probability that they suit all sides",
        ("Package (where they differ)", "Suits all", "Value to us"),
    )
    common = common_choices([found.package for found in shown])
    for found in shown:
        differs = found.package.without(common.issue_ids)
        table.add_row(
            Text(package_in_words(case.agenda, differs)),
            in_percent(found.p_acceptable),
            value_in_words(found.our_value),
        )
    return Group(
        Text(f"A zone of possible agreement exists: {estimate_in_percent(landing.p_zone)}."),
        *_shared_in_words(case, common, "In all packages shown"),
        table,
        Text(
            f"{count_in_words(len(landing.robust), 'package suits', 'packages suit')} all sides "
            "with at least "
            f"{in_percent(landing.robust_at)}; values are each on one side's own scale, 0 to 1.",
            style="dim",
        ),
    )


def show_zone(case: Case, zone: Zone) -> RenderableType:
    """Show what the bargaining solutions pick where every side wants what it does on average."""
    if zone.is_empty:
        return Text("At the mean of what is believed, no package suits all sides.")
    settled = case.settled.issue_ids
    names_of: dict[FrontierPoint, list[str]] = {}
    for solution in zone.solutions:
        names_of.setdefault(solution.points[0], []).append(solution.name)
    common = common_choices([point.package for point in names_of])
    parties = [case.party(party_id).name for party_id in zone.party_ids]
    table = new_table(
        f"Bargaining solutions, at the mean of what is believed; {zone.n_packages:,} packages "
        "suit all sides there",
        ("Solution", "Package (where they differ)", *(f"To {name}" for name in parties)),
    )
    for point, names in names_of.items():
        differs = point.package.without((*common.issue_ids, *settled))
        table.add_row(
            ", ".join(names),
            Text(package_in_words(case.agenda, differs)),
            *(f"{value:.2f}" for value in point.values),
        )
    return Group(table, *_shared_in_words(case, common, "In each of them"))


def common_choices(packages: Sequence[Package]) -> Package:
    """Return the choices that all packages share."""
    if not packages:
        return NOTHING_SETTLED
    shared = set(packages[0].choices).intersection(*(package.choices for package in packages))
    return Package(tuple(shared))


def show_readiness(readiness: Readiness) -> RenderableType:
    """Show the verdict, its reasons, what would turn it, and the homework still to do."""
    worth = new_table(
        "What more working-level meetings would change",
        ("More meetings", "Agreement", "Value to us", "A side walks out"),
    )
    for meeting in readiness.meetings:
        worth.add_row(
            str(meeting.n_meetings),
            estimate_in_percent(meeting.p_agreement),
            value_in_words(meeting.our_value),
            estimate_in_percent(meeting.p_walkout),
        )
    decision, delay = decision_in_words(readiness), delay_in_words(readiness)
    undone = [_homework_in_words(item) for item in readiness.homework if item.is_outstanding]
    drivers = [
        f"{driver.description}: agreement {in_percent(driver.p_with)} likely, otherwise "
        f"{in_percent(driver.p_without)}"
        for driver in readiness.drivers
    ]
    return Group(
        Text(verdict_in_words(readiness).upper(), style="bold reverse"),
        *([Text(decision, style="bold")] if decision else []),
        Text(readiness.sentence),
        Text(f"Probability of agreement: {estimate_in_percent(readiness.p_agreement)}."),
        *listed_under("Why", (reason.text for reason in readiness.reasons)),
        *listed_under("What would turn it", readiness.would_turn),
        worth,
        *([Text(delay)] if delay else []),
        *listed_under("What the probability hangs on", drivers),
        *listed_under("Homework", undone),
        Text(readiness.rule, style="dim"),
    )


def _homework_in_words(item: HomeworkItem) -> str:
    """Say what is asked, what the record shows, and who could supply what is missing."""
    status = f"{item.status}, decisive" if item.is_decisive else str(item.status)
    finding = f": {item.finding.rstrip('.')}." if item.finding else ""
    who = f" Ask {item.who}." if item.who else ""
    return f"{item.question} ({status}){finding}{who}"


def show_advice(case: Case, advice: Advice) -> RenderableType:
    """Show the packages to propose, the trades, and the three things to do next."""
    table = new_table(
        "What to propose",
        ("For", "Package (where they differ)", "Suits them", "Value to us"),
    )
    common = common_choices([proposal.package for proposal in advice.proposals])
    for proposal in advice.proposals:
        differs = proposal.package.without(common.issue_ids)
        table.add_row(
            proposal.purpose,
            Text(package_in_words(case.agenda, differs)),
            in_percent(proposal.p_accept),
            value_in_words(proposal.our_value),
        )
    if not advice.proposals:
        table.add_row("", "No package is likely enough to suit both sides.", "", "")
    return Group(
        table,
        *_shared_in_words(case, common, "In each of them"),
        *listed_under("Trades", (trade.words for trade in advice.trades)),
        *listed_under("Questions", advice.questions),
        *listed_under("Next", advice.next_steps),
    )


def _shared_in_words(case: Case, common: Package, lead: str) -> list[RenderableType]:
    open_common = common.without(case.settled.issue_ids)
    if not open_common:
        return []
    return [Text(f"{lead}: {package_in_words(case.agenda, open_common)}.")]


def new_table(title: str, columns: tuple[str, ...]) -> Table:
    """Return an empty table with its title on the left."""
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def listed_under(title: str, texts: Iterable[str]) -> list[RenderableType]:
    """Return a heading with a list below it; nothing where there is nothing to list."""
    lines = Table.grid(padding=(0, 1))
    for text in texts:
        lines.add_row("-", Text(text))
    return [Text(""), Text(title, style="bold"), lines] if lines.row_count else []
