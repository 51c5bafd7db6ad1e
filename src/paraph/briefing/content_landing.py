"""Where agreement is possible: the proposals, and the chart that places them."""

from __future__ import annotations

from paraph.analysis import LandingPackage
from paraph.briefing.blocks import Chart, Column, Table
from paraph.briefing.charts import NARROW, WIDE, LandingPicture, Spot, draw_landing
from paraph.briefing.findings import Findings
from paraph.briefing.wording import (
    count_in_words,
    estimate_in_percent,
    in_percent,
    package_in_words,
    value_in_words,
)
from paraph.negotiation import Package

N_OTHERS = 40
"""How many packages beside the proposals the chart shows, likeliest first."""

N_CLOUD = 120
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
    return Chart(
        id=f"landing-{place + 1}",
        title=f"Each package by its value to us and to {them}.",
        caption=_caption(picture, them),
        alt=f"Scatter chart. Across: value to {picture.our_name}; up: value to {them}; each on "
        f"its own scale from 0, its worst package, to 1, its best. {_caption(picture, them)} "
        f"A zone of possible agreement exists with a probability of {p_zone}.",
        wide=draw_landing(picture, width=WIDE),
        narrow=draw_landing(picture, width=NARROW),
        table=_chart_table(findings, place),
    )


def _caption(picture: LandingPicture, them: str) -> str:
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
    crossing = [
        spot.label for spot in picture.proposals if spot.theirs.low < picture.their_reservation.high
    ]
    if crossing:
        words += (
            f" Intervals reach below what no agreement may be worth to {them} for "
            f"{', '.join(crossing)}: they may refuse."
        )
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


def proposals_table(findings: Findings, *, most_issues: int) -> Table:
    """The proposals: what they hold on open issues, their value to us, their chances."""
    agenda = findings.case.agenda
    rows = [
        (
            f"{letter}: {proposal.purpose}",
            package_in_words(agenda, open_part(findings, proposal.package), most_issues),
            value_in_words(proposal.our_value),
            in_percent(proposal.p_accept),
        )
        for letter, proposal in zip(LETTERS, findings.advice.proposals, strict=False)
    ]
    settled = findings.case.settled
    note = f"Our value of no agreement: {value_in_words(findings.ours.reservation)}."
    if len(settled):
        note += f" {count_in_words(len(settled), 'issue')} agreed ad referendum kept in each."
    return Table(
        "What to propose",
        (
            Column("Package", 1.1),
            Column("On the open issues", 4.0),
            Column("Value to us", 1.4, is_numeric=True),
            Column("They find it acceptable", 1.1, is_numeric=True),
        ),
        tuple(rows),
        note=note,
    )
