"""Sweeps: finished work survives a kill, and whoever plays the batches finds the same rows."""

import json
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
