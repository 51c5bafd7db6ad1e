"""Shares of packages by level of value, against counting all packages."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.counterpart.layout import Floats, Indices
from paraph.counterpart.spectrum import (
    correct_clumps,
    find_shares,
    is_clumped,
    read_log_density,
)

LEVELS = np.linspace(0, 1, 33)


def starts_of(shape: list[int]) -> Indices:
    return np.concatenate(([0], np.cumsum(shape)[:-1])).astype(np.intp)


def count_shares(parts: Floats, masses: Floats, shape: list[int], blur: float) -> Floats:
    """Share out every package, blurred by a normal kernel, between the levels beside it."""
    offsets = np.linspace(-5, 5, 401) * blur
    kernel = np.exp(-0.5 * (offsets / max(blur, 1e-9)) ** 2)
    kernel /= kernel.sum()
    shares, total = np.zeros(len(LEVELS)), 0.0
    for choice in product(*(range(n) for n in shape)):
        rows = [int(start) + k for start, k in zip(starts_of(shape), choice, strict=True)]
        mass = masses[rows].prod()
        gaps = parts[rows].sum() + offsets - LEVELS[:, None]
        shares += mass * (np.maximum(1 - np.abs(gaps) * 32, 0) @ kernel)
        total += mass
    return shares / total


@settings(max_examples=30)
@given(
    st.lists(st.integers(2, 5), min_size=1, max_size=4),
    st.floats(0.2, 30.0),
    st.integers(0, 2**32 - 1),
)
def test_shares_are_those_of_counting(shape: list[int], evenness: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights = np.repeat(rng.dirichlet(np.full(len(shape), evenness)), shape)
    parts = weights * rng.uniform(size=sum(shape))
    masses = rng.uniform(0.5, 2.0, size=sum(shape))
    found = find_shares(parts[:, None], masses[:, None], starts_of(shape), LEVELS)
    counted = count_shares(parts, masses, shape, 0.018)
    assert np.allclose(found[:, 0], counted, atol=5e-4)


def test_an_issue_that_carries_nearly_all_weight_makes_clumps() -> None:
    # Three options at 0, 0.45 and 0.9, and two small issues: three clumps of a third each.
    parts = np.array([0.0, 0.45, 0.9, 0.0, 0.05, 0.0, 0.05])[:, None]
    starts = starts_of([3, 2, 2])
    assert is_clumped(parts, starts).all()
    flat = np.zeros((33, 1))  # a density of 1 everywhere, a thirtieth of the clump in the middle
    corrected = correct_clumps(flat, parts, np.ones_like(parts), starts, LEVELS)
    near_the_middle = np.exp(corrected[14:19, 0]).sum() / 32
    assert 0.2 < near_the_middle < 0.34


def test_values_spread_over_many_issues_are_left_as_they_are() -> None:
    parts = np.tile([0.0, 0.05, 0.1], 10)[:, None]
    starts = starts_of([3] * 10)
    assert not is_clumped(parts, starts).any()
    logs = np.full((33, 1), -1.0)
    assert correct_clumps(logs, parts, np.ones_like(parts), starts, LEVELS) is logs


def test_where_no_package_lies_the_density_is_that_of_the_least_share() -> None:
    # Four packages, at 0, 0.5, 0.5 and 1: nothing lies near a quarter.
    parts = np.array([0.0, 0.5, 0.0, 0.5])[:, None]
    logs = read_log_density(parts, np.ones_like(parts), starts_of([2, 2]), LEVELS, 0.125)
    assert np.exp(logs[8, 0]) / 32 == pytest.approx(0.125)
    assert np.exp(logs[16, 0]) / 32 > 0.25  # of a half, blurred
    shares = find_shares(parts, np.ones_like(parts), starts_of([2, 2]), LEVELS)
    assert np.exp(logs[16, 0]) / 32 == pytest.approx(shares[16, 0], rel=1e-5)
