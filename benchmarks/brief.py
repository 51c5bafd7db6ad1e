"""How long the whole brief takes, and how much memory: Hanoi, and a case of 30 issues.

Each command runs in a process of its own, so that time and memory include start-up.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from paraph.case import Case, PlannedMeeting
from paraph.formats.casefolder import write_case
from paraph.negotiation import (
    Agenda,
    Importance,
    Interval,
    Issue,
    Option,
    Party,
    StatedImportance,
    StatedPreference,
    StatedReservation,
    package_at,
)
from paraph.record import Move, MoveKind, Session

ROOT = Path(__file__).resolve().parent.parent
PARAPH = Path(sys.executable).with_name("paraph")


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took: seconds on the clock, and its largest memory in MB."""

    seconds: float
    peak_mb: float


def measure(command: list[str]) -> Run:
    """Run a command to its end; RuntimeError if it fails."""
    start = time.perf_counter()
    silent = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, silent, 1)]
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    os.close(silent)
    if status:
        raise RuntimeError(f"failed: {' '.join(command)}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def large_case(n_issues: int, n_sessions: int, seed: int = 1) -> Case:
    """Make a case of many issues with four options each, and eight moves a session."""
    rng = np.random.default_rng(seed)
    agenda = Agenda(tuple(_issue(number) for number in range(n_issues)))
    first = date(2025, 1, 6)
    sessions = tuple(
        Session(
            id=f"{first + timedelta(days=14 * k)}-round-{k + 1}",
            day=first + timedelta(days=14 * k),
            place="Geneva",
            title=f"Round {k + 1}",
            moves=tuple(_move(agenda, rng) for _ in range(8)),
        )
        for k in range(n_sessions)
    )
    words = list(Importance)
    importance = tuple(
        (issue_id, words[int(rng.integers(len(words)))]) for issue_id in agenda.issue_ids
    )
    stated = StatedPreference(
        importance=StatedImportance(words=importance),
        reservation=StatedReservation(value=Interval(0.3, 0.5)),
        basis="made by the benchmark",
    )
    unknown = StatedPreference(reservation=StatedReservation(value=Interval(0.2, 0.6)))
    return Case(
        id="large",
        title="A large case",
        we_id="a",
        agenda=agenda,
        parties=(Party("a", "Aland", preference=stated), Party("b", "Beland", preference=unknown)),
        sessions=sessions,
        meeting=PlannedMeeting(day=first + timedelta(days=14 * n_sessions)),
    )


def _issue(number: int) -> Issue:
    options = tuple(Option(f"o{k}", f"Option {k + 1}") for k in range(4))
    return Issue(f"i{number:02d}", f"Issue {number + 1}", options)


def _move(agenda: Agenda, rng: np.random.Generator) -> Move:
    positions = np.full(len(agenda), -1)
    named = rng.choice(len(agenda), size=5, replace=False)
    positions[named] = rng.integers(4, size=5)
    kind = (MoveKind.PROPOSE, MoveKind.REJECT, MoveKind.SUPPORT)[int(rng.integers(3))]
    party = "ab"[int(rng.integers(2))]
    return Move(party_id=party, kind=kind, package=package_at(agenda, positions))


def main() -> None:
    """Print a table of the commands with their time and memory."""
    folder = Path(tempfile.mkdtemp())
    try:
        write_case(large_case(30, 12), folder / "large")
        commands = {
            "paraph --help": ["--help"],
            "brief of Hanoi 2019": ["brief", str(ROOT / "examples/hanoi-2019")],
            "brief of 30 issues, 12 sessions": ["brief", str(folder / "large")],
        }
        print(f"{'command':34} {'seconds':>8} {'peak MB':>8}")
        for name, arguments in commands.items():
            out = [] if arguments == ["--help"] else ["--out", str(folder / "out")]
            runs = [measure([str(PARAPH), *arguments, *out]) for _ in range(3)]
            best = min(runs, key=lambda run: run.seconds)
            print(f"{name:34} {best.seconds:8.2f} {max(r.peak_mb for r in runs):8.0f}")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
