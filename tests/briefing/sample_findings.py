"""Findings written by hand: two firms over a licence, with every kind of result in them.

Nothing here is computed by an engine, so that the tests of the brief depend on none.
"""

from dataclasses import replace
from datetime import date

import numpy as np

from paraph.advice import Advice, AdviceSettings, Proposal, Trade
from paraph.analysis import Landing, LandingPackage
from paraph.briefing.findings import Findings
from paraph.case import Case, TextVersion
from paraph.counterpart import (
    Contradiction,
    Drift,
    InferenceSettings,
    Influence,
    Knowledge,
    Posterior,
    Question,
)
from paraph.judgement import Scorecard
from paraph.negotiation import (
    NOTHING_SETTLED,
    Agenda,
    Belief,
    Estimate,
    Package,
    Party,
    package_of,
)
from paraph.readiness import (
    Driver,
    HomeworkItem,
    HomeworkStatus,
    MeetingWorth,
    Readiness,
    ReadinessSettings,
    Reason,
    Sensitivity,
    Verdict,
)
from paraph.record import (
    Override,
    Role,
    Source,
)
from tests.briefing.sample_case import AS_OF, sample_case


def sample_posterior(case: Case, party_id: str, n_moves: int) -> Posterior:
    n, agenda = 40, case.agenda
    random = np.random.default_rng(7)
    weights = random.dirichlet(np.ones(len(agenda)), n)
    values = tuple(random.random((n, size)) for size in agenda.shape)
    return Posterior(
        party_id=party_id,
        belief=Belief(party_id, weights, values, random.random(n)),
        importance=tuple(Estimate(0.25, 0.1, 0.45) for _ in agenda.issues),
        reservation=Estimate(0.4, 0.3, 0.5),
        option_values=tuple(
            tuple(Estimate(0.5, 0.2, 0.9) for _ in issue.options) for issue in agenda.issues
        ),
        n_moves=n_moves,
        n_effective=320.4,
        is_reservation_identified=False,
        influences=(Influence("2024-02-05-geneva", 0, "proposes a low fee", 0.12, "Yearly fee"),),
        contradictions=(Contradiction("move 1", "move 2", "the fee can't matter most and least"),),
        method="prior and likelihood of moves",
        settings=InferenceSettings(),
        seed=1,
        digest="d" * 16,
    )


def sample_knowledge(case: Case) -> tuple[Knowledge, ...]:
    mids = (0.45, 0.3, 0.15, 0.1)
    statuses = ("known", "uncertain", "uncertain", "unknown")
    return tuple(
        Knowledge(
            issue_id=issue.id,
            importance=Estimate(mid, mid / 2, mid + 0.12),
            importance_rank=Estimate(1 + place, 1, 4),
            likely_option=issue.options[0].id,
            p_likely_option=0.7,
            n_moves=3 - place,
            last_move=date(2024, 2, 6) if place < 3 else None,
            status=status,
        )
        for place, (issue, mid, status) in enumerate(
            zip(case.agenda.issues, mids, statuses, strict=True)
        )
    )


def sample_packages() -> tuple[Package, ...]:
    rest = {"audit": "yearly", "territory": "eu"}
    return (
        package_of({"fee": "5", "field": "wide", **rest}),
        package_of({"fee": "3", "field": "narrow", **rest}),
        package_of({"fee": "8", "field": "wide", **rest}),
    )


def sample_landing() -> Landing:
    packages = sample_packages()
    ours = ((0.62, 0.55, 0.7), (0.48, 0.42, 0.55), (0.74, 0.65, 0.82))
    theirs = ((0.55, 0.4, 0.7), (0.68, 0.5, 0.8), (0.38, 0.25, 0.55))
    chances = (0.64, 0.81, 0.37)
    found = tuple(
        LandingPackage(package, Estimate(*us), (Estimate(*them),), (0.95, p), p * 0.95, 0.4)
        for package, us, them, p in zip(packages, ours, theirs, chances, strict=True)
    )
    return Landing(
        party_ids=("us", "them"),
        p_zone=Estimate(0.72, 0.55, 0.86),
        packages=found,
        robust=(packages[1],),
        robust_at=0.75,
        n_draws=40,
        n_candidates=80,
        cloud=tuple((0.3 + 0.05 * step, 0.85 - 0.05 * step) for step in range(10)),
        method="frontiers over draws",
        seed=1,
        digest="d" * 16,
    )


def sample_readiness() -> Readiness:
    return Readiness(
        verdict=Verdict.NOT_YET,
        sentence="Don't meet yet: agreement is less likely than not, and a key term is read "
        "differently",
        p_agreement=Estimate(0.34, 0.21, 0.48),
        p_simulated=Estimate(0.34, 0.21, 0.48),
        p_zone=Estimate(0.72, 0.55, 0.86),
        our_expected_value=Estimate(0.52, 0.44, 0.6),
        p_walkout=Estimate(0.12, 0.05, 0.2),
        reasons=(
            Reason("the term “machine” is read differently", False, ("term machine",)),
            Reason("the fee has been discussed once only", False, ("session 2024-02-05-geneva",)),
            Reason("both sides gain from a zone that probably exists", True, ("p_zone 0.72",)),
            Reason("no staff of theirs has seen our opening", False, ("opening of us",)),
        ),
        would_turn=("an agreed definition of “machine”", "one more round on the fee"),
        meetings=tuple(
            MeetingWorth(
                n,
                Estimate(0.34 + 0.09 * n, 0.21 + 0.09 * n, 0.48 + 0.08 * n),
                Estimate(0.52 + 0.03 * n, 0.44, 0.66),
                Estimate(0.12 - 0.02 * n, 0.03, 0.2),
            )
            for n in range(4)
        ),
        homework=(
            HomeworkItem(
                "terms",
                "Text",
                "Is every key term read alike?",
                HomeworkStatus.MISSING,
                ("term machine",),
                "counsel of both firms",
                is_decisive=True,
                origin="practice",
                finding="one of one terms isn't agreed",
            ),
            HomeworkItem("alternative", "Ours", "Is our alternative costed?", HomeworkStatus.DONE),
        ),
        drivers=(Driver("their fee limit is above 4 million", 0.6, 0.2),),
        sensitivity=(
            Sensitivity(
                "their value of no agreement",
                "a tenth lower",
                Estimate(0.65, 0.5, 0.8),
                Verdict.GO,
                True,
            ),
            Sensitivity(
                "principals' tactics",
                "all tough",
                Estimate(0.3, 0.2, 0.4),
                Verdict.NOT_YET,
                turns=False,
            ),
        ),
        rule="go from 60 %, no zone under 20 %",
        method="simulated meetings",
        settings=ReadinessSettings(),
        seed=1,
        digest="d" * 16,
    )


def sample_advice() -> Advice:
    purposes = ("best bet", "safe", "ambitious")
    proposals = tuple(
        Proposal(
            package=found.package,
            our_value=found.our_value,
            p_accept=found.p_accept[1],
            p_we_accept=0.95,
            purpose=purpose,
            why="the highest gain weighed with how likely it is acceptable",
            trades=("Give on the field of use, get on the fee.",),
            needs_principal=("fee",),
        )
        for purpose, found in zip(purposes, sample_landing().packages, strict=True)
    )
    trade = Trade(
        "them", "field", "fee", ("wide",), ("5",), 0.7, "field", "fee", "Field of use for fee."
    )
    return Advice(
        proposals=proposals,
        trades=(trade,),
        common_ground=(("audit", "yearly", 0.9),),
        questions=("Which matters more to you, the fee or the territory?",),
        next_steps=(
            "Agree what “machine” means.",
            "Ask what the territory is worth to them.",
            "Float package B.",
        ),
        method="expected gain",
        settings=AdviceSettings(),
        seed=1,
        digest="d" * 16,
    )


def sample_findings(case: Case | None = None) -> Findings:
    """Findings on the sample case, or on a case with the same agenda and parties."""
    case = case or sample_case()
    question = Question(
        "Which matters more to you, the fee or the territory?",
        ("fee", "territory"),
        NOTHING_SETTLED,
        NOTHING_SETTLED,
        0.8,
        "that both are open for us",
    )
    return Findings(
        case=case,
        ours=sample_posterior(case, "us", 1),
        theirs=(sample_posterior(case, "them", 2),),
        knowledge=(sample_knowledge(case),),
        questions=((question,),),
        landing=sample_landing(),
        readiness=sample_readiness(),
        advice=sample_advice(),
        drifts=((Drift(date(2024, 2, 6), 0.83, "a new negotiator asks for other things"),),),
    )


def hostile_findings(text: str) -> Findings:
    """Findings on a case that says `text` wherever a case can speak."""
    case = sample_case()
    issues = tuple(
        replace(
            issue,
            label=f"{issue.id} {text}",
            options=tuple(replace(option, label=f"{option.id} {text}") for option in issue.options),
        )
        for issue in case.agenda.issues
    )
    parties = tuple(
        replace(party, name=f"{party.id} {text}", principal=text) for party in case.parties
    )
    hostile = replace(
        case,
        title=text,
        agenda=Agenda(issues),
        parties=parties,
        sources=(Source("A", text), Source("B", text, is_disputed=True)),
        texts=(TextVersion(text, AS_OF, text),),
    )
    return sample_findings(hostile)


def scored_findings() -> Findings:
    """Findings in which somebody's earlier forecasts have been scored."""
    card = Scorecard("Ines Moreau", Role.STAFF, 3, 0.09, -0.3, 0.4, 1 / 3, ("x", "y", "z"))
    return replace(sample_findings(), scorecards=(card,))


def overridden_findings(verdict: Verdict = Verdict.GO, reason: str = "") -> Findings:
    """Findings in which a person decided above the rule, which says not yet; twice."""
    earlier = Override(Verdict.NO_ZONE, "Bo Lind", date(2024, 2, 9), "nothing moves")
    why = reason or "the licence of a rival lapses in April"
    latest = Override(verdict, "Anna Weiss", date(2024, 2, 27), why, ("B",))
    findings = sample_findings(replace(sample_case(), overrides=(latest, earlier)))
    return replace(findings, readiness=replace(findings.readiness, override=latest))


def costed_findings() -> Findings:
    """Findings in which each further meeting costs us 0.05, and one is worth its price."""
    readiness = sample_readiness()
    meetings = tuple(
        replace(meeting, our_value_less_delay=Estimate(0.52 - 0.05 * meeting.n_meetings, 0.3, 0.6))
        for meeting in readiness.meetings
    )
    return replace(
        sample_findings(),
        readiness=replace(
            readiness,
            meetings=meetings,
            settings=ReadinessSettings(delay_cost=0.05),
            n_meetings_advised=1,
        ),
    )


def three_party_findings() -> Findings:
    """Findings with a second counterpart, less likely to accept than the first."""
    case = replace(sample_case(), parties=(*sample_case().parties, Party("third", "Cobalt Works")))
    findings = sample_findings(case)
    packages = tuple(
        replace(
            found,
            their_values=(*found.their_values, Estimate(0.3, 0.2, 0.4)),
            p_accept=(*found.p_accept, 0.2),
        )
        for found in findings.landing.packages
    )
    cloud = tuple((*point, 0.4) for point in findings.landing.cloud)
    return replace(
        findings,
        theirs=(*findings.theirs, sample_posterior(case, "third", 0)),
        knowledge=(*findings.knowledge, sample_knowledge(case)),
        questions=(*findings.questions, ()),
        drifts=(),
        landing=replace(findings.landing, packages=packages, cloud=cloud),
    )
