"""Results of the engines as tables and lists for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from paraph.advice import Advice
from paraph.analysis import FrontierPoint, Landing, Zone
from paraph.briefing.wording import (
    count_in_words,
    decision_in_words,
    delay_in_words,
    package_in_words,
    verdict_in_words,
)
from paraph.case import Case
from paraph.counterpart import (
    Elicitation,
)
from paraph.negotiation import NOTHING_SETTLED, Issue, Package
from paraph.negotiation.wording import (
    estimate_in_percent,
    in_percent,
    scales_in_words,
    value_in_words,
)
from paraph.readiness import HomeworkItem, Readiness

N_PACKAGES_SHOWN = 8
_NO_AGREEMENT_UNSAID = (
    "What no agreement is worth to you isn't stated: add it under your preferences in case.yaml, "
    "in a word, such as no_agreement: bad."
)


def show_elicitation(case: Case, elicitation: Elicitation) -> RenderableType:
    """Show what our own answers come to, issue by issue, and which of them don't fit."""
    posterior, stated = elicitation.posterior, case.we.preference
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
        ends = own_ends(case, issue, values) or ("not said", "not said")
        cells = (Text(end.strip("“”")) for end in ends)
        table.add_row(Text(issue.label), estimate_in_percent(share), *cells)
    n_choices = len(stated.choices)
    chosen = f" and {count_in_words(n_choices, 'choice')}" if n_choices else ""
    note = (
        f"From what is stated{chosen}. The weight is how much the step from worst to best matters, "
        "of 100 % in all; with 90 % it lies in the range."
    )
    unfit = (
        *(doubt.description for doubt in elicitation.doubts),
        *(f"you {found.description}" for found in elicitation.contradictions),
    )
    fit = [Text("Your choices fit together and with the rest.")] if n_choices and not unfit else []
    is_open = stated.reservation.value is None and not stated.reservation.like
    missing = [Text(_NO_AGREEMENT_UNSAID)] if is_open else []
    return Group(
        table,
        Text(note, style="dim"),
        *fit,
        *missing,
        *listed_under("Answers that don't fit", unfit),
    )


def own_ends(case: Case, issue: Issue, values: NDArray[np.float64]) -> tuple[str, ...]:
    """Return what is best and worst for us of an issue, in words; empty where we didn't say it.

    `values[draw, option]` are what we probably want. Where only the best is said, the worst is
    whatever else.
    """
    stated = case.we.preference
    said = {each.issue_id: each for each in stated.values}
    if not (issue.id in said or any(issue.id in choice.issue_ids for choice in stated.choices)):
        return ()
    mean = values.mean(axis=0)
    best, worst = issue.options[int(mean.argmax())], issue.options[int(mean.argmin())]
    ranking = said[issue.id].ranking if issue.id in said else ()
    is_best_alone = len(ranking) == 2 and len(ranking[1]) > 1
    return f"“{best.label}”", "any other" if is_best_alone else f"“{worst.label}”"


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
        *shared_in_words(case, common, "In all packages shown"),
        table,
        Text(
            f"{count_in_words(len(landing.robust), 'package suits', 'packages suit')} all sides "
            "with at least "
            f"{in_percent(landing.robust_at)}; values are each on one side's own scale, "
            f"{scales_in_words(party.preference.interactions for party in case.parties)}.",
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
    return Group(table, *shared_in_words(case, common, "In each of them"))


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
        *shared_in_words(case, common, "In each of them"),
        *listed_under("Trades", (trade.words for trade in advice.trades)),
        *listed_under("Questions", advice.questions),
        *listed_under("Next", advice.next_steps),
    )


def shared_in_words(case: Case, common: Package, lead: str) -> list[RenderableType]:
    """Say which choices on open issues packages have in common; nothing where there are none."""
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


def listed_under(
    title: str, texts: Iterable[str], *, lead: Sequence[RenderableType] = ()
) -> list[RenderableType]:
    """Return a heading with a list below it, after the lead; nothing with nothing to list."""
    lines = Table.grid(padding=(0, 1))
    for text in texts:
        lines.add_row("-", Text(text))
    return [Text(""), Text(title, style="bold"), *lead, lines] if lines.row_count else []
