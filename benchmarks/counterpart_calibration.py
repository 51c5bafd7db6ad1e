"""Whether the posterior is as sure as it may be: the truth's place on records of its own model.

    OPENBLAS_NUM_THREADS=1 python -m benchmarks counterpart_calibration

Records are drawn as the tests draw them (tests/counterpart/drawn_records.py), half of them with our
own values stated. Writes a table of docs/discussion/counterpart.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chisquare

from benchmarks._counterpart_tables import draw_table, say_p
from benchmarks._pages import replace_part
from paraph.counterpart import InferenceSettings
from paraph.negotiation import StatedPreference
from tests.counterpart.drawn_records import OURS, QUANTITIES, find_places

PAGE = "discussion/counterpart.md"
N_RECORDS = 1000
"""So many records with our own values stated, and as many without."""
N_BINS = 10


def tabulate(places: NDArray[np.float64]) -> str:
    """Return a row for each quantity of places[record, quantity]."""
    rows = []
    for name, found in zip(QUANTITIES, places.T, strict=True):
        counts = np.histogram(found, bins=N_BINS, range=(0, 1))[0]
        cells = [say_p(chisquare(counts).pvalue), *_describe(found)]
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    heads = ["p of even places", "in the 50 % interval", "in the 90 % interval", "mean place"]
    return draw_table(f"{len(places)} records", heads, rows)


def _describe(places: NDArray[np.float64]) -> Iterator[str]:
    for width in (0.5, 0.9):
        yield f"{np.mean(np.abs(places - 0.5) <= width / 2):.2f}"
    yield f"{places.mean():.2f}"


def main() -> None:
    """Draw the records, read them, and write the table."""
    with ProcessPoolExecutor() as pool:
        both = [
            pool.submit(find_places, ours, N_RECORDS, InferenceSettings())
            for ours in (StatedPreference(), OURS)
        ]
        table = tabulate(np.concatenate([places.result() for places in both]))
    print(table)
    replace_part(PAGE, "calibration", table)


if __name__ == "__main__":
    main()
