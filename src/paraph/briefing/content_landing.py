"""Where agreement is possible: the proposals, and the chart that places them."""

from __future__ import annotations

from paraph.analysis import LandingPackage
from paraph.briefing.blocks import Block, Chart, Column, Paragraph, Table
from paraph.briefing.charts import NARROW, WIDE, LandingPicture, Spot, draw_landing
from paraph.briefing.findings import Findings
from paraph.briefing.wording import clipped, count_in_words, package_in_words, sentence
from paraph.negotiation import Issue, Package
from paraph.negotiation.wording import (
    estimate_in_percent,
    in_percent,
    listed,
    scales_in_words,
    value_in_words,
)

N_OTHERS = 40
"""How many packages beside the proposals the chart shows, likeliest first."""

N_CLOUD = 120
COMMON_LENGTH = 520
SURE = 0.8
"""The probability of acceptance from which a proposal isn't marked as one they may refuse."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def open_part(findings: Findings, package: Package) -> Package:
    """The choices of a package on issues that are still open."""
    settled = findings.case.settled.issue_ids
    return package.without(settled)


def landing_chart(findings: Findings, place: int) -> Chart:
    """Chart our value against that of the counterpart at this place."""
    picture = _picture(findings, place)
    them = findings.counterpart(place).name
    p_zone = estimate_in_percent(findings.landing.p_zone)
    caption = _caption(findings, picture, place)
    return Chart(
        id=f"landing-{place + 1}",
        title="Each package by its value to us and to them.",
        caption=caption,
        alt=f"Scatter chart. Across: value to {picture.our_name}; up: value to {them}; each on "
        f"its own scale, {_scales(findings)}. {caption} "
        f"A zone of possible agreement exists with a probability of {p_zone}.",
        wide=draw_landing(picture, width=WIDE),
        narrow=draw_landing(picture, width=NARROW),
        table=_chart_table(findings, place),
    )


def _scales(findings: Findings) -> str:
    beliefs = (findings.ours.belief, *(posterior.belief for posterior in findings.theirs))
    return scales_in_words(belief.interactions for belief in beliefs)


def _caption(findings: Findings, picture: LandingPicture, place: int) -> str:
    both = [
        spot.label
        for spot in picture.proposals
        if spot.ours.mid >= picture.our_reservation.mid
        and spot.theirs.mid >= picture.their_reservation.mid
    ]
    where = "In the shaded corner both sides do better than with no agreement"
    if not picture.proposals:
        words = f"{where}; nothing is proposed."
    elif len(both) == len(picture.proposals):
        words = f"{where}; by our best estimate every proposal lies there."
    elif both:
        words = f"{where}; by our best estimate only {', '.join(both)} lies there."
    else:
        words = f"{where}; by our best estimate no proposal lies there."
    refusable = [
        f"{letter} ({in_percent(found.p_accept[1 + place])} acceptable)"
        for letter, found in lettered(findings)
        if found.p_accept[1 + place] < SURE
    ]
    if refusable:
        words += f" They may refuse {listed(refusable)}."
    return f"{words} The two scales can't be compared."


def _picture(findings: Findings, place: int) -> LandingPicture:
    landing, us = findings.landing, findings.case.we.name
    proposed = {proposal.package for proposal in findings.advice.proposals}
    others = [found for found in landing.packages if found.package not in proposed]
    robust = set(landing.robust)
    step = max(1, len(landing.cloud) // N_CLOUD)
    zone = findings.zone_at_mean
    return LandingPicture(
        our_name=us,
        their_name=findings.counterpart(place).name,
        our_reservation=findings.ours.reservation,
        their_reservation=findings.theirs[place].reservation,
        proposals=tuple(
            Spot(letter, found.our_value, found.their_values[place])
            for letter, found in lettered(findings)
        ),
        others=tuple(
            (found.our_value.mid, found.their_values[place].mid, found.package in robust)
            for found in others[:N_OTHERS]
        ),
        frontier=tuple((point.values[0], point.values[1 + place]) for point in zone.frontier.points)
        if zone is not None
        else (),
        cloud=tuple((point[0], point[1 + place]) for point in landing.cloud[::step]),
    )


def lettered(findings: Findings) -> list[tuple[str, LandingPackage]]:
    """The proposals with their letters, as the landing holds them, in the order of advice."""
    found = {package.package: package for package in findings.landing.packages}
    return [
        (letter, found[proposal.package])
        for letter, proposal in zip(LETTERS, findings.advice.proposals, strict=False)
        if proposal.package in found
    ]


def _chart_table(findings: Findings, place: int) -> Table:
    them = findings.counterpart(place).name
    rows = [
        (letter, value_in_words(found.our_value), value_in_words(found.their_values[place]))
        for letter, found in lettered(findings)
    ]
    rows.append(
        (
            "no agreement",
            value_in_words(findings.ours.reservation),
            value_in_words(findings.theirs[place].reservation),
        )
    )
    return Table(
        "Values of the proposals, each side on its own scale",
        (
            Column("Package"),
            Column(f"To {findings.case.we.name}", is_numeric=True),
            Column(f"To {them}", is_numeric=True),
        ),
        tuple(rows),
        note="Median and 90 % interval; 0 is a side's worst package, 1 its best.",
    )


def proposal_blocks(findings: Findings, *, most: int) -> tuple[Block, ...]:
    """The proposals side by side: what all of them hold, and where they differ.

    `most` bounds the issues shown; the annex holds all.
    """
    agenda, proposals = findings.case.agenda, findings.advice.proposals
    packages = [open_part(findings, proposal.package) for proposal in proposals]
    issues = [issue for issue in agenda.issues if issue.id in packages[0]]
    differing = [issue for issue in issues if len({package[issue.id] for package in packages}) > 1]
    common = packages[0].without([issue.id for issue in differing])
    table = _proposals_table(findings, differing[:most], n_cut=len(differing[most:]))
    if not differing or not len(common):
        lead = "The package holds:" if len(packages) == 1 else "Every package holds:"
    else:
        lead = "The same in every package:"
    if not len(common):
        return (table,)
    words = clipped(sentence(package_in_words(agenda, common)), COMMON_LENGTH)
    return (table, Paragraph(words, lead=lead))


def _proposals_table(findings: Findings, issues: list[Issue], *, n_cut: int) -> Table:
    proposals = findings.advice.proposals
    rows = [
        (
            f"Value to us, {_scales(findings)}",
            *(value_in_words(each.our_value) for each in proposals),
        ),
        ("They find it acceptable", *(in_percent(each.p_accept) for each in proposals)),
    ]
    rows += [
        (issue.label, *(issue.option(each.package[issue.id]).label for each in proposals))
        for issue in issues
    ]
    named = zip(LETTERS, proposals, strict=False)
    settled = count_in_words(len(findings.case.settled), "issue")
    note = f"No agreement is worth {value_in_words(findings.ours.reservation)} to us."
    if len(findings.case.settled):
        note += f" Each package keeps what is agreed ad referendum ({settled})."
    if n_cut:
        note += f" They differ on {count_in_words(n_cut, 'further issue')}: see the annex."
    return Table(
        "What to propose",
        (
            Column("Package", 1.6),
            *(Column(f"{letter}: {each.purpose}", 1.5) for letter, each in named),
        ),
        tuple(rows),
        note=note,
    )
