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
from functools import lru_cache
from pathlib import Path

from paraph.advice import Advice, advise
from paraph.analysis import Landing, Zone, estimate_landing, find_zone
from paraph.briefing import Brief, Findings, compose_brief, write_docx, write_html, write_pdf
from paraph.case import Case
from paraph.counterpart import (
    Changes,
    Elicitation,
    InferenceSettings,
    Knowledge,
    Posterior,
    Probe,
    Question,
    add_voices_and_misfits,
    doubt_knowledge,
    elicit_preference,
    infer_own_preference,
    infer_present,
    propose_probes,
    rank_probes,
    rank_questions,
    recall_for_party,
    tabulate_knowledge,
)
from paraph.errors import CaseError, FormatError, InferenceError, InputError
from paraph.formats.casefolder import CaseWithPast, Recollection, read_with_past, write_case
from paraph.formats.domains import (
    DomainFormat,
    case_to_domain,
    domain_to_case,
    read_domain,
    write_domain,
)
from paraph.judgement import (
    Pooled,
    fit_reference_class,
    pool_forecasts,
    score_forecasts,
    weigh_by_performance,
)
from paraph.negotiation import Belief, Problem
from paraph.negotiation.wording import listed
from paraph.readiness import Readiness, ReadinessSettings, assess_readiness
from paraph.record import Role

Watch = Callable[[str], None]

GENIUS_UNNAMED = "root"
"""What GENIUS calls the issues of a domain that nobody named."""


@dataclass(frozen=True)
class Expectations:
    """What each side wants now, as far as the record tells; one entry per counterpart.

    `changes` tell of a change of mind at some date; other signs, and `probes`, only where they were
    looked for (`look_for_changes`, `look_for_probes`).
    """

    ours: Posterior
    theirs: tuple[Posterior, ...]
    knowledge: tuple[tuple[Knowledge, ...], ...]
    questions: tuple[tuple[Question, ...], ...]
    changes: tuple[Changes, ...]
    probes: tuple[tuple[Probe, ...], ...] = ()

    @property
    def beliefs(self) -> tuple[Belief, ...]:
        """Ours first, then the counterparts' in the case's order."""
        return (self.ours.belief, *(posterior.belief for posterior in self.theirs))


@dataclass(frozen=True, slots=True)
class Written:
    """The brief and the files that it was written to."""

    brief: Brief
    files: tuple[Path, ...]


def unwatched(step: str) -> None:
    """Watch a study without showing anything."""


def read(folder: Path | str, as_of: date | None = None) -> Case:
    """Read a case folder as it stood on a day (the folder's own day where none is given).

    What it recalls of its parties from past cases is learnt there and stands among what is
    stated of them. CaseError where a past case can't be recalled.
    """
    return _recall(read_with_past(Path(folder), as_of))


def _recall(read: CaseWithPast) -> Case:
    case = read.case
    for each in read.recollections:
        past, posterior = _learn(each)
        case = recall_for_party(past, posterior, case, each.party_id, widening=each.widening)
    return case


def _learn(recollection: Recollection) -> tuple[Case, Posterior]:
    """Return a past case and what is learnt of the party there, just as that case itself has it."""
    try:
        past = _recall(recollection.past)
        return past, _infer_party(past, recollection.past_party_id)
    except (InferenceError, InputError) as error:
        title = recollection.past.case.title
        problem = f"what '{title}' tells of the party can't be learnt: {error}"
        mend = "mend that case first, or take like_last_time out and state what you know"
        raise CaseError([recollection.mistake(problem, mend)]) from error


@lru_cache(maxsize=16)
def _infer_party(case: Case, party_id: str) -> Posterior:
    """Infer what a party wants; remembered, for several cases or parties may recall one past."""
    settings = InferenceSettings(n_draws=case.settings.n_draws, seed=case.settings.seed)
    if party_id == case.we_id:
        return infer_own_preference(case, settings)
    return infer_present(case, party_id, settings).posterior


def infer(case: Case, watch: Watch = unwatched) -> Expectations:
    """Infer what each side wants now, what isn't known of it, and what is worth asking.

    Whoever has changed its mind, as good as certainly, is read by its moves since then, here and in
    all that follows from it.
    """
    settings = InferenceSettings(n_draws=case.settings.n_draws, seed=case.settings.seed)
    watch("What we want")
    ours = infer_own_preference(case, settings)
    theirs, knowledge, questions, changes = [], [], [], []
    for party in case.counterparts:
        watch(f"What {party.name} expects")
        present = infer_present(case, party.id, settings)
        posterior = present.posterior
        theirs.append(posterior)
        changes.append(Changes(party.id, present.drifts))
        knowledge.append(tabulate_knowledge(case, posterior))
        watch(f"What to ask {party.name}")
        questions.append(rank_questions(case, posterior))
    return Expectations(ours, tuple(theirs), tuple(knowledge), tuple(questions), tuple(changes))


def look_for_changes(
    case: Case, expectations: Expectations, watch: Watch = unwatched
) -> Expectations:
    """Add signs that a counterpart speaks with more than one voice, or isn't what was stated.

    What its moves don't bear out counts as known no longer.
    """
    settings = InferenceSettings(n_draws=case.settings.n_draws, seed=case.settings.seed)
    changes, knowledge = [], []
    for party, known, told in zip(
        case.counterparts, expectations.knowledge, expectations.changes, strict=True
    ):
        watch(f"Whether {party.name} speaks with one voice")
        found = add_voices_and_misfits(case, told, settings)
        changes.append(found)
        knowledge.append(doubt_knowledge(known, found.misfits))
    return replace(expectations, changes=tuple(changes), knowledge=tuple(knowledge))


def look_for_probes(
    case: Case, expectations: Expectations, watch: Watch = unwatched
) -> Expectations:
    """Add the packages worth putting to each counterpart for what its answer would tell."""
    probes = []
    ours = expectations.ours.belief
    for party, posterior in zip(case.counterparts, expectations.theirs, strict=True):
        watch(f"What to put to {party.name}")
        proposed = propose_probes(case, posterior, ours)
        probes.append(rank_probes(case, posterior, ours, proposed))
    return replace(expectations, probes=tuple(probes))


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
    past = case.settings.past
    settings = ReadinessSettings(
        delay_cost=case.settings.delay_cost,
        reference=fit_reference_class([p.said for p in past], [p.is_agreed for p in past])
        if past
        else None,
    )
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
        drifts=tuple(found.drifts for found in expectations.changes),
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
    return advise(case, expectations.beliefs, landing, readiness, _asked(case, expectations))


def _asked(case: Case, expectations: Expectations) -> list[str]:
    """The first questions to each counterpart; with several, whom to ask, each text once."""
    whom: dict[str, list[str]] = {}
    for party, questions in zip(case.counterparts, expectations.questions, strict=True):
        for question in questions[:4]:
            whom.setdefault(question.text, []).append(party.name)
    if len(case.counterparts) == 1:
        return list(whom)
    return [f"{listed(names)}: {text}" for text, names in whom.items()]


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
