"""The files of a sweep: one Parquet file for each finished batch, and all of them in one.

```
out/
  plan.json        what is swept, so that a later run can tell whether it goes on with the same
  batches/         one file for each finished batch, put in place whole
  sweep.parquet    all rows, once every batch is there
```
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from paraph.errors import FormatError, InputError

if TYPE_CHECKING:
    from paraph.simulation.sweeps import Column

_MISSING = "sweeps are kept as Parquet, which needs pyarrow: install paraph with the extra 'sweeps'"


def begin_sweep(out: Path, plan: Mapping[str, object]) -> frozenset[str]:
    """Prepare the folder of a sweep, and return the ids of the batches that it already holds.

    InputError if the folder holds a sweep of something else.
    """
    (out / "batches").mkdir(parents=True, exist_ok=True)
    written = json.dumps(plan, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    file = out / "plan.json"
    if file.exists() and file.read_text(encoding="utf-8") != written:
        raise InputError(
            f"{out} holds another sweep (its plan.json differs); name another folder with --out"
        )
    if not file.exists():
        _put_in_place(file, written.encode())
    return frozenset(path.stem for path in (out / "batches").glob("*.parquet"))


def write_batch(out: Path, batch_id: str, columns: Mapping[str, Column]) -> Path:
    """Write a finished batch; the file appears whole or not at all."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as missing:
        raise InputError(_MISSING) from missing
    file = out / "batches" / f"{batch_id}.parquet"
    unfinished = file.with_suffix(".part")
    pq.write_table(pa.table(dict(columns)), unfinished, compression="zstd")
    unfinished.replace(file)
    return file


def finish_sweep(out: Path, batch_ids: Sequence[str]) -> Path:
    """Put the batches into one file, in this order, and return it.

    FormatError if a batch can't be read.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as missing:
        raise InputError(_MISSING) from missing
    tables = []
    for batch_id in batch_ids:
        file = out / "batches" / f"{batch_id}.parquet"
        try:
            tables.append(pq.read_table(file))
        except (OSError, pa.ArrowInvalid) as fault:
            raise FormatError(f"{file} can't be read; remove it and run the sweep again") from fault
    file = out / "sweep.parquet"
    unfinished = file.with_suffix(".part")
    whole = pa.concat_tables(tables, promote_options="default")
    pq.write_table(whole, unfinished, compression="zstd")
    unfinished.replace(file)
    return file


def read_sweep(file: Path) -> dict[str, Column]:
    """Read a sweep as columns, as `play_batch` describes them.

    FormatError if the file isn't Parquet, InputError if it isn't there.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as missing:
        raise InputError(_MISSING) from missing
    if not file.is_file():
        raise InputError(f"{file} isn't there; `paraph simulate` writes it")
    try:
        table = pq.read_table(file)
    except pa.ArrowInvalid as fault:
        raise FormatError(f"{file} isn't a Parquet file") from fault
    return {name: _as_array(table.column(name).to_pylist()) for name in table.column_names}


def _as_array(values: Sequence[object]) -> Column:
    filled = [float("nan") if value is None else value for value in values]
    array: Column = np.array(filled)
    return array


def _put_in_place(file: Path, content: bytes) -> None:
    unfinished = file.with_name(f"{file.name}.{os.getpid()}.part")
    unfinished.write_bytes(content)
    unfinished.replace(file)
