"""How readiness would have stood at each session of Hanoi and of the JCPOA, by the record so far.

Prints a table for each, and writes it with a chart into docs/discussion/readiness-over-time.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import altair as alt
import vl_convert as vlc

from benchmarks._pages import DOCS, replace_part
from paraph import usecases
from paraph.case import Case
from paraph.readiness import Readiness, ReadinessSettings, assess_readiness

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
CASES = ("hanoi-2019", "jcpoa-2015")
SETTINGS = ReadinessSettings(n_runs_sensitivity=20, n_meetings=1)
PAGE = "discussion/readiness-over-time.md"


@dataclass(frozen=True)
class Standing:
    """How readiness stood at the end of a day."""

    day: date
    after: str
    case: Case
    readiness: Readiness


def main() -> None:
    """Assess each case on each day, and write tables and charts."""
    for name in CASES:
        standings = follow(EXAMPLES / name)
        table = tabulate(standings)
        print(f"\n{name}\n{table}", flush=True)
        draw(standings, DOCS / "pictures" / f"readiness-{name}.svg")
        replace_part(PAGE, name, table)


def follow(folder: Path) -> list[Standing]:
    """Assess a case as it stood the day before each session, and on the day of the meeting."""
    whole = usecases.read(folder)
    days = {
        session.day - timedelta(days=1): f"before {session.title or session.place}"
        for session in whole.sessions[1:]
    }
    if whole.as_of is not None:
        days[whole.as_of] = "the day of the case"
    standings = []
    for day, after in sorted(days.items()):
        case = usecases.read(folder, day)
        expectations = usecases.infer(case)
        landing = usecases.analyse(case, expectations)
        readiness = assess_readiness(case, expectations.beliefs, SETTINGS, p_zone=landing.p_zone)
        standings.append(Standing(day, after, case, readiness))
        print(day, readiness.verdict, f"{readiness.p_agreement.mid:.2f}", flush=True)
    return standings


def tabulate(standings: list[Standing]) -> str:
    """Return a Markdown table with a row for each day."""
    lines = [
        "| day | next | agreed | agreement if they met | walk-out | zone "
        "| decisive, outstanding | verdict |",
        "|---|---|---:|---:|---:|---:|---|---|",
    ]
    for standing in standings:
        found, case = standing.readiness, standing.case
        chance = found.p_agreement
        owing = [i.id for i in found.homework if i.is_decisive and i.is_outstanding]
        lines.append(
            f"| {standing.day} | {standing.after} "
            f"| {len(case.agenda) - len(case.open_issue_ids)} of {len(case.agenda)} "
            f"| {chance.mid:.2f} ({chance.low:.2f}–{chance.high:.2f}) | {found.p_walkout.mid:.2f} "
            f"| {found.p_zone.mid:.2f} | {', '.join(owing) or 'nothing'} | {found.verdict} |"
        )
    return "\n".join(lines)


def draw(standings: list[Standing], file: Path) -> None:
    """Draw the probability of agreement with its interval, day by day, marked by verdict."""
    rows = [
        {
            "day": standing.day.isoformat(),
            "agreement": standing.readiness.p_agreement.mid,
            "low": standing.readiness.p_agreement.low,
            "high": standing.readiness.p_agreement.high,
            "verdict": standing.readiness.verdict.value,
        }
        for standing in standings
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=alt.X("day:T", title=None))
    scale = alt.Scale(domain=[0, 1])
    band = base.mark_rule(color="#8aa0b8").encode(
        y=alt.Y("low:Q", scale=scale, title="agreement if they met"), y2="high:Q"
    )
    points = base.mark_point(filled=True, size=70, color="#1f3a5f").encode(
        y=alt.Y("agreement:Q", scale=scale), shape=alt.Shape("verdict:N", title="verdict")
    )
    chart = (band + points).properties(width=560, height=240)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(vlc.vegalite_to_svg(chart.to_dict()), encoding="utf-8")


if __name__ == "__main__":
    main()
