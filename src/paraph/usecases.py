"""What a user can ask for, one short function each. The one flow stands in `study`.

```
case      = read the case folder                            formats
ours      = what we want, from what is stated               counterpart
theirs    = what each counterpart wants, from its moves     counterpart
landing   = where agreement is possible, and how likely     analysis
readiness = are the principals ready to meet                readiness
advice    = what to propose and to ask next                 advice
brief     = content -> terminal, HTML, PDF, Word            briefing
```
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from paraph.advice import Advice, advise
from paraph.analysis import (
    Account,
    Concession,
    FrontierPoint,
    Landing,
    LandingPackage,
    Zone,
    assess_package,
    compare_packages,
    estimate_landing,
    find_cheapest_concessions,
    find_improvements,
    find_zone,
    order_concessions,
)
from paraph.briefing import Brief, Findings, compose_brief, write_docx, write_html, write_pdf
from paraph.case import Case
from paraph.counterpart import (
    Changes,
    Elicitation,
    InferenceSettings,
    Knowledge,
    Posterior,
    Question,
    elicit_preference,
    find_changes,
    infer_own_preference,
    infer_preference,
    rank_questions,
    tabulate_knowledge,
)
from paraph.errors import FormatError, InputError
from paraph.formats.casefolder import read_case, write_case
from paraph.formats.domains import (
    DomainFormat,
    case_to_domain,
    domain_to_case,
    read_domain,
    write_domain,
)
from paraph.judgement import Pooled, pool_forecasts, score_forecasts, weigh_by_performance
from paraph.negotiation import Belief, Package, Problem, RedLine
from paraph.readiness import Readiness, ReadinessSettings, assess_readiness
from paraph.record import Role

Watch = Callable[[str], None]

GENIUS_UNNAMED = "root"
"""What GENIUS calls the issues of a domain that nobody named."""


@dataclass(frozen=True)
class Expectations:
    """What each side wants, as far as the record tells; one entry per counterpart.

    `changes` are empty unless they were looked for (`look_for_changes`).
    """

    ours: Posterior
    theirs: tuple[Posterior, ...]
    knowledge: tuple[tuple[Knowledge, ...], ...]
    questions: tuple[tuple[Question, ...], ...]
    changes: tuple[Changes, ...] = ()

    @property
    def beliefs(self) -> tuple[Belief, ...]:
        """Ours first, then the counterparts' in the case's order."""
        return (self.ours.belief, *(posterior.belief for posterior in self.theirs))


@dataclass(frozen=True)
class Winning:
    """The packages that bring a counterpart to accept and cost us least; none where that can't be.

    `value` is what the package asked about is worth to it, `reservation` what no agreement is.
    """

    party_id: str
    value: float
    reservation: float
    packages: tuple[FrontierPoint, ...]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A red line of a counterpart that a package crosses; `p_meant`: that it isn't a bluff."""

    party_id: str
    line: RedLine
    p_meant: float


@dataclass(frozen=True)
class Move:
    """The way from the package to another: what each party gives and gets, and the steps to it.

    `steps` are ordered by what each costs us for what it brings `receiver`, cheapest first;
    `crossed` are the counterparts' red lines that the other package crosses.
    """

    package: Package
    crossed: tuple[Crossed, ...]
    accounts: tuple[Account, ...]
    receiver: str
    steps: tuple[Concession, ...]


@dataclass(frozen=True)
class PackageReview:
    """How a package stands, what is better for all, and what would win who isn't won yet.

    `standing` counts all that is uncertain; the rest is exact at the mean of what is believed:
    `values[party]`, `improvements` (best for us first; none where it is efficient) with the
    `accounts` of each, and `winning`, an entry for each counterpart that it is worth too little to.
    There the counterparts' red lines that it crosses, `crossed`, are taken for bluffs, and all
    others as meant.
    """

    party_ids: tuple[str, ...]
    package: Package
    standing: LandingPackage
    crossed: tuple[Crossed, ...]
    values: tuple[float, ...]
    reservations: tuple[float, ...]
    improvements: tuple[FrontierPoint, ...]
    accounts: tuple[tuple[Account, ...], ...]
    winning: tuple[Winning, ...]
    move: Move | None


@dataclass(frozen=True, slots=True)
class Written:
    """The brief and the files that it was written to."""

    brief: Brief
    files: tuple[Path, ...]


def unwatched(step: str) -> None:
    """Watch a study without showing anything."""


def read(folder: Path, as_of: date | None = None) -> Case:
    """Read a case folder as it stood on a day (the folder's own day where none is given)."""
    return read_case(folder, as_of)


def infer(case: Case, watch: Watch = unwatched) -> Expectations:
    """Infer what each side wants, what isn't known of it, and what is worth asking."""
    settings = InferenceSettings(n_draws=case.settings.n_draws, seed=case.settings.seed)
    watch("What we want")
    ours = infer_own_preference(case, settings)
    theirs, knowledge, questions = [], [], []
    for party in case.counterparts:
        watch(f"What {party.name} expects")
        posterior = infer_preference(case, party.id, settings)
        theirs.append(posterior)
        knowledge.append(tabulate_knowledge(case, posterior))
        watch(f"What to ask {party.name}")
        questions.append(rank_questions(case, posterior))
    return Expectations(ours, tuple(theirs), tuple(knowledge), tuple(questions))


def look_for_changes(
    case: Case, expectations: Expectations, watch: Watch = unwatched
) -> Expectations:
    """Add signs that a counterpart changed its mind, or speaks with more than one voice."""
    settings = InferenceSettings(n_draws=400, n_effective_min=40, seed=case.settings.seed)
    changes = []
    for party in case.counterparts:
        watch(f"Whether {party.name} changed")
        changes.append(find_changes(case, party.id, settings))
    return replace(expectations, changes=tuple(changes))


def elicit(case: Case) -> Elicitation:
    """Infer what we want from our own answers, and find those that don't fit the others."""
    settings = InferenceSettings(n_draws=case.settings.n_draws, seed=case.settings.seed)
    return elicit_preference(case, settings)


def analyse(case: Case, expectations: Expectations) -> Landing:
    """Find where agreement is possible, and how likely each package is to be acceptable."""
    return estimate_landing(
        case.agenda,
        expectations.beliefs,
        case.linkages,
        case.settled,
        seed=case.settings.seed,
    )


def assess(case: Case, expectations: Expectations, landing: Landing) -> Readiness:
    """Judge whether the principals are ready to meet."""
    settings = ReadinessSettings(delay_cost=case.settings.delay_cost)
    return assess_readiness(case, expectations.beliefs, settings, p_zone=landing.p_zone)


def study(case: Case, watch: Watch = unwatched) -> Findings:
    """Run the whole road from the case to advice; `watch` is told each step as it starts."""
    expectations = infer(case, watch)
    watch("Where it can land")
    landing = analyse(case, expectations)
    watch("Whether the principals are ready")
    readiness = assess(case, expectations, landing)
    watch("What to do next")
    advice = recommend(case, expectations, landing, readiness)
    return Findings(
        case=case,
        ours=expectations.ours,
        theirs=expectations.theirs,
        knowledge=expectations.knowledge,
        questions=expectations.questions,
        landing=landing,
        readiness=readiness,
        advice=advice,
        zone_at_mean=solve_at_mean(case, expectations),
        pooled=pool(case),
        scorecards=score_forecasts(case.events, case.judgements),
    )


def solve_at_mean(case: Case, expectations: Expectations) -> Zone:
    """Solve the problem at the mean: its zone is exact, and so are the solutions in it."""
    return find_zone(problem_at_mean(case, expectations))


def problem_at_mean(case: Case, expectations: Expectations) -> Problem:
    """Return the problem in which each side wants what it is believed to want on average.

    What isn't known of the preferences is left out of it, and every red line counts as meant.
    """
    return Problem(
        agenda=case.agenda,
        party_ids=tuple(belief.party_id for belief in expectations.beliefs),
        preferences=tuple(belief.mean_preference() for belief in expectations.beliefs),
        linkages=case.linkages,
        red_lines=tuple(belief.red_lines for belief in expectations.beliefs),
        settled=case.settled,
    )


def review(
    case: Case, expectations: Expectations, choices: Package, towards: Package | None = None
) -> PackageReview:
    """Say how a package stands and what is better; `towards` are the choices to move to, if any.

    What is settled already needn't be repeated in it. InputError if it leaves an issue open,
    or breaks what is settled, a linkage, or a red line of ours. Theirs may be bluffs.
    """
    at_mean = problem_at_mean(case, expectations)
    package = _complete(case, case.settled.with_choices(choices))
    problem = _without_crossed(at_mean, package)
    values = problem.values_of(package)
    improvements = find_improvements(problem, package)
    standing = assess_package(
        case.agenda,
        expectations.beliefs,
        case.linkages,
        package,
        settled=case.settled,
        seed=case.settings.seed,
    )
    return PackageReview(
        party_ids=problem.party_ids,
        package=package,
        standing=standing,
        crossed=_find_crossed(expectations, package),
        values=values,
        reservations=tuple(own.reservation for own in problem.preferences),
        improvements=improvements,
        accounts=tuple(
            compare_packages(problem, package, better.package) for better in improvements
        ),
        winning=_find_winning(problem, package, values),
        move=None
        if towards is None
        else _plan_move(problem, expectations, package, package.with_choices(towards)),
    )


def _find_crossed(expectations: Expectations, package: Package) -> tuple[Crossed, ...]:
    return tuple(
        Crossed(belief.party_id, line, float(np.mean(is_meant)))
        for belief in expectations.beliefs[1:]
        for line, is_meant in zip(
            belief.red_lines, np.asarray(belief.red_line_holds).T, strict=True
        )
        if line.is_crossed_by(package)
    )


def _without_crossed(problem: Problem, package: Package) -> Problem:
    """Return the problem without the counterparts' red lines that the package crosses."""
    ours, *theirs = problem.red_lines
    kept = (tuple(line for line in own if not line.is_crossed_by(package)) for own in theirs)
    return replace(problem, red_lines=(ours, *kept))


def _complete(case: Case, package: Package) -> Package:
    package.positions(case.agenda)
    if still_open := [issue for issue in case.agenda.issue_ids if issue not in package]:
        raise InputError(
            f"the package leaves open: {', '.join(still_open)}; choose an option for each,"
            f" as in {still_open[0]}={case.agenda.issue(still_open[0]).options[0].id}"
        )
    return package


def _find_winning(
    problem: Problem, package: Package, values: Sequence[float]
) -> tuple[Winning, ...]:
    """Find what would win each counterpart that the package is worth too little to."""
    us = problem.party_ids[0]
    return tuple(
        Winning(
            party_id,
            value,
            own.reservation,
            find_cheapest_concessions(
                problem, package, giver=us, receiver=party_id, at_least=own.reservation
            ),
        )
        for party_id, own, value in zip(
            problem.party_ids[1:], problem.preferences[1:], values[1:], strict=True
        )
        if value < own.reservation - own.tolerance
    )


def _plan_move(
    problem: Problem, expectations: Expectations, package: Package, end: Package
) -> Move:
    """Plan the way from a package to another, for the first counterpart that gains by it."""
    problem = _without_crossed(problem, end)
    accounts = compare_packages(problem, package, end)
    us, *them = problem.party_ids
    gains = [account.party_id for account in accounts[1:] if account.total > 0]
    receiver = (gains or them)[0]
    steps = order_concessions(problem, package, end, giver=us, receiver=receiver)
    return Move(end, _find_crossed(expectations, end), accounts, receiver, steps)


def pool(case: Case) -> tuple[Pooled, ...]:
    """Pool people's forecasts of each event, by performance where somebody's was tried already."""
    earned = weigh_by_performance(case.events, case.judgements)
    people = [judgement for judgement in case.judgements if judgement.role is not Role.MODEL]
    forecast = {judgement.event_id for judgement in people}
    found = []
    for event in case.events:
        if event.id in forecast:
            pooled = pool_forecasts(people, event)
            if any(member.who in earned for member in pooled.members):
                pooled = pool_forecasts(people, event, weights=earned)
            found.append(pooled)
    return tuple(found)


def recommend(
    case: Case, expectations: Expectations, landing: Landing, readiness: Readiness
) -> Advice:
    """Choose what to propose, to trade, to ask and to do next."""
    questions = [question.text for asked in expectations.questions for question in asked[:4]]
    return advise(case, expectations.beliefs, landing, readiness, questions)


def write_brief(findings: Findings, out: Path, watch: Watch = unwatched) -> Written:
    """Write the brief into a folder as HTML, PDF and Word."""
    brief = compose_brief(findings)
    files = []
    for name, write in (
        ("brief.html", write_html),
        ("brief.pdf", write_pdf),
        ("brief.docx", write_docx),
    ):
        watch(f"Writing {name}")
        write(brief, out / name)
        files.append(out / name)
    return Written(brief, tuple(files))


def import_domain(files: Sequence[Path], out: Path) -> Case:
    """Make a case folder from the files of a domain; the first profile becomes our side."""
    domain = read_domain(files)
    if domain.name == GENIUS_UNNAMED:
        domain = replace(domain, name=out.name)
    case = domain_to_case(domain)
    write_case(case, out)
    return case


def export_case(
    folder: Path, to: DomainFormat, out: Path, as_of: date | None = None
) -> tuple[Path, ...]:
    """Write a case as a domain and its profiles.

    Preferences that are stated exactly go out as they are stated; where one isn't, all go
    out at the mean of what is believed.
    """
    case = read(folder, as_of)
    try:
        domain = case_to_domain(case)
    except FormatError:
        means = {b.party_id: b.mean_preference() for b in infer(case).beliefs}
        domain = case_to_domain(case, means)
    return write_domain(domain, out, to)
