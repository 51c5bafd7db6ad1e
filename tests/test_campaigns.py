"""Sweeps: finished work survives a kill, and whoever plays the batches finds the same rows."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from paraph.campaigns import Progress, Workers, sweep_cases
from paraph.errors import FormatError, InputError
from paraph.formats.sweep_files import read_sweep
from paraph.negotiation import NOTHING_SETTLED, Authority, Mandate, MandateItem
from paraph.simulation import BALANCED, TOUGH, Setting
from paraph.simulation.sweeps import SweepCase, SweepPlan, list_batches, play_batch
from tests.simulation.bargains import agenda_of, random_belief

pytest.importorskip("pyarrow", reason="sweeps need the extra 'sweeps'")

PLAN = SweepPlan(mixtures=(BALANCED, TOUGH), p_guts=(0.0,), n_meetings=1, n_batches=2, n_runs=40)


@pytest.fixture
def case() -> SweepCase:
    agenda = agenda_of(3, 3)
    beliefs = tuple(random_belief(agenda, name, 20, s, (0.4, 0.6)) for s, name in enumerate("ab"))
    items = tuple(MandateItem(issue_id, Authority.STAFF) for issue_id in agenda.issue_ids)
    return SweepCase("test", Setting(agenda, beliefs), (Mandate(items),) * 2, NOTHING_SETTLED, 6)


def _play(case: SweepCase, out: Path, workers: Workers | None = None) -> bytes:
    """Sweep and return every row as text, for comparison to the byte."""
    columns = read_sweep(sweep_cases([case], out, PLAN, workers=workers).file)
    return json.dumps({name: column.tolist() for name, column in columns.items()}).encode()


def test_a_sweep_has_a_row_for_every_run_and_stage(case: SweepCase, tmp_path: Path) -> None:
    sweep = sweep_cases([case], tmp_path / "out", PLAN, workers=Workers(1))
    columns = read_sweep(sweep.file)
    assert len(columns["run"]) == 2 * 2 * 40 * 2
    assert set(columns["mixture"].tolist()) == {"balanced", "tough"}
    assert {"value_a", "value_b"} <= set(columns)
    after = columns["n_meetings"] == 1
    assert columns["n_settled"][after].mean() > columns["n_settled"][~after].mean()
    for row in sweep.table:
        assert row["low"] <= row["p_agreement"] <= row["high"]
    assert sweep.chart.read_text().startswith("<svg")


def test_a_sweep_that_was_killed_goes_on_without_playing_anything_twice(
    case: SweepCase, tmp_path: Path
) -> None:
    class KilledError(Exception):
        pass

    def kill_after_two(progress: Progress) -> None:
        if progress.n_done == 2:
            raise KilledError

    out = tmp_path / "out"
    with pytest.raises(KilledError):
        sweep_cases([case], out, PLAN, workers=Workers(1), watch=kill_after_two)
    kept = {file: file.stat().st_mtime_ns for file in (out / "batches").glob("*.parquet")}
    assert len(kept) == 2
    assert not (out / "sweep.parquet").exists()
    sweep = sweep_cases([case], out, PLAN, workers=Workers(1))
    assert sweep.n_reused == 2
    assert {file: file.stat().st_mtime_ns for file in kept} == kept
    assert _play(case, tmp_path / "straight", Workers(1)) == _play(case, out)


_SWEEP = """
import sys
from pathlib import Path
from paraph.campaigns import Workers, sweep_cases
from paraph.negotiation import NOTHING_SETTLED, Mandate
from paraph.simulation import Setting
from paraph.simulation.sweeps import SweepCase, SweepPlan
from tests.simulation.bargains import agenda_of, random_belief

if __name__ == "__main__":
    agenda = agenda_of(3, 3)
    beliefs = tuple(random_belief(agenda, name, 20, k, (0.4, 0.6)) for k, name in enumerate("ab"))
    case = SweepCase("test", Setting(agenda, beliefs), (Mandate(),) * 2, NOTHING_SETTLED, 6)
    plan = SweepPlan(n_batches=200, n_runs=200)
    sweep_cases([case], Path(sys.argv[1]), plan, workers=Workers(2))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_a_sweep_that_is_killed_outright_leaves_whole_batches_and_no_process(
    tmp_path: Path,
) -> None:
    script, out = tmp_path / "sweep.py", tmp_path / "out"
    script.write_text(_SWEEP)
    root = Path(__file__).resolve().parent.parent
    paths = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(script), str(out)]
    with subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": paths}) as sweep:
        _wait_until(lambda: len(list((out / "batches").glob("*.parquet"))) >= 3)
        workers = _children_of(sweep.pid)
        assert len(workers) >= 2
        sweep.kill()
    _wait_until(lambda: not any(_is_alive(worker) for worker in workers))
    for file in (out / "batches").glob("*.parquet"):
        assert len(read_sweep(file)["run"]) == 4 * 200


def _wait_until(is_so: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def _is_alive(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def _children_of(pid: int) -> list[int]:
    """The processes that a process has started, by their parent's number."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found.append(int(stat.parent.name))
    return found


def test_a_half_written_batch_counts_for_nothing(case: SweepCase, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "batches").mkdir(parents=True)
    first = list_batches(PLAN, ["test"])[0]
    (out / "batches" / f"{first.id}.part").write_bytes(b"half")
    assert sweep_cases([case], out, PLAN, workers=Workers(1)).n_reused == 0


def test_a_folder_that_holds_another_sweep_is_refused(case: SweepCase, tmp_path: Path) -> None:
    sweep_cases([case], tmp_path, PLAN, workers=Workers(1))
    other = SweepPlan(mixtures=(TOUGH,), p_guts=(0.0,), n_meetings=1, n_batches=1, n_runs=40)
    with pytest.raises(InputError, match="holds another sweep"):
        sweep_cases([case], tmp_path, other, workers=Workers(1))


def test_a_batch_is_the_same_whenever_it_is_played(case: SweepCase) -> None:
    first, second, *_ = list_batches(PLAN, ["test"])
    once, again, other = (play_batch(case, PLAN, batch) for batch in (first, first, second))
    assert all(np.array_equal(once[name], again[name]) for name in once)
    assert not np.array_equal(once["value_a"], other["value_a"])


def test_ministers_settle_what_staff_may_not(case: SweepCase) -> None:
    items = tuple(
        MandateItem(issue_id, Authority.MINISTERS) for issue_id in case.setting.agenda.issue_ids
    )
    kept = replace(case, mandates=(Mandate(items),) * 2)
    plan = replace(PLAN, n_meetings=2, n_ministerial=1)
    columns = play_batch(kept, plan, list_batches(plan, ["test"])[0])
    settled = [columns["n_settled"][columns["n_meetings"] == k].mean() for k in range(3)]
    assert settled[0] == settled[1] == 0
    assert settled[2] > 0


def test_no_more_ministers_meet_than_there_are_meetings() -> None:
    with pytest.raises(InputError, match="ministers"):
        SweepPlan(n_meetings=1, n_ministerial=2)


def test_a_file_that_isnt_a_sweep_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="isn't there"):
        read_sweep(tmp_path / "none.parquet")
    (tmp_path / "bad.parquet").write_text("not Parquet")
    with pytest.raises(FormatError, match="isn't a Parquet file"):
        read_sweep(tmp_path / "bad.parquet")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_a_cluster_of_two_workers_finds_the_same_rows(case: SweepCase, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="a cluster needs the extra 'cluster'")
    alone = _play(case, tmp_path / "alone", Workers(1))
    assert _play(case, tmp_path / "two", Workers(2)) == alone
    assert _play(case, tmp_path / "cluster", Workers(2, cluster="local")) == alone
