"""The posterior against the model's own draws: the truth falls anywhere among them."""

import numpy as np
import pytest
from scipy.stats import chisquare

from paraph.counterpart import InferenceSettings
from paraph.negotiation import StatedPreference
from tests.counterpart.drawn_records import OURS, QUANTITIES, find_places

N_RECORDS = 80
N_BINS = 8
SETTINGS = InferenceSettings(n_draws=320, n_effective_min=30)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("ours", [StatedPreference(), OURS], ids=["unstated", "stated"])
def test_the_truth_falls_anywhere_among_the_draws(ours: StatedPreference) -> None:
    for name, places in zip(QUANTITIES, find_places(ours, N_RECORDS, SETTINGS).T, strict=True):
        counts = np.histogram(places, bins=N_BINS, range=(0, 1))[0]
        assert chisquare(counts).pvalue > 0.001, (name, counts)
