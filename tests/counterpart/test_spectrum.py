"""Shares of packages by level of value, against counting all packages."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.counterpart.density import OptionTable, estimate_log_density, tabulate_moments
from paraph.counterpart.layout import Floats, Indices, Layout
from paraph.counterpart.spectrum import (
    correct_clumps,
    find_shares,
    is_clumped,
    read_log_density,
)
from paraph.negotiation import Agenda, Issue, Option

LEVELS = np.linspace(0, 1, 33)


def starts_of(shape: list[int]) -> Indices:
    return np.concatenate(([0], np.cumsum(shape)[:-1])).astype(np.intp)


def count_shares(parts: Floats, masses: Floats, shape: list[int], blur: float) -> Floats:
    """Share out every package, blurred by a normal kernel, between the levels beside it.

    What the kernel carries beyond 0 or 1 is reflected there.
    """
    offsets = np.linspace(-5, 5, 401) * blur
    kernel = np.exp(-0.5 * (offsets / max(blur, 1e-9)) ** 2)
    kernel /= kernel.sum()
    shares, total = np.zeros(len(LEVELS)), 0.0
    for choice in product(*(range(n) for n in shape)):
        rows = [int(start) + k for start, k in zip(starts_of(shape), choice, strict=True)]
        mass = masses[rows].prod()
        blurred = 1 - np.abs(1 - np.abs(parts[rows].sum() + offsets))
        gaps = blurred - LEVELS[:, None]
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
    assert found.sum() == pytest.approx(1, abs=1e-3)


def test_an_issue_that_carries_nearly_all_weight_makes_clumps() -> None:
    # Three options at 0, 0.45 and 0.9, and two small issues: three clumps of a third each.
    parts = np.array([0.0, 0.45, 0.9, 0.0, 0.05, 0.0, 0.05])[:, None]
    starts = starts_of([3, 2, 2])
    assert is_clumped(parts, starts).all()
    flat = np.zeros((33, 1))  # a density of 1 everywhere, a thirtieth of the clump in the middle
    corrected = correct_clumps(flat, parts, np.ones_like(parts), starts, LEVELS)
    near_the_middle = np.exp(corrected[14:19, 0]).sum() / 32
    assert 0.2 < near_the_middle < 0.34


def test_of_two_clumps_each_has_its_share_and_the_gap_between_them_nothing() -> None:
    # One issue decides, seven others hardly matter: half of 4^7 * 2 packages near 0, half near 1.
    # The saddlepoint method, left to itself, has most of them in between.
    rng = np.random.default_rng(1)
    shape = [2] + [4] * 7
    small = np.repeat(rng.dirichlet(np.ones(7)) * 0.08, 4) * rng.uniform(size=28)
    parts = np.concatenate(([0.0, 0.92], small))[:, None]
    masses, starts = np.ones_like(parts), starts_of(shape)
    assert is_clumped(parts, starts).all()
    agenda = Agenda(
        tuple(
            Issue(f"i{i}", f"I{i}", tuple(Option(f"o{k}", f"O{k}") for k in range(n)))
            for i, n in enumerate(shape)
        )
    )
    table = OptionTable.of(Layout(agenda))
    moments = tabulate_moments(parts, masses, table, np.ones((1, len(shape))))
    alone = estimate_log_density(moments, 0, np.ones(1), len(LEVELS), 1 / 32 / np.sqrt(6))
    shares = np.exp(correct_clumps(alone, parts, masses, starts, LEVELS))[:, 0] / 32
    assert shares[:8].sum() == pytest.approx(0.5, abs=0.02)
    assert shares[-6:].sum() == pytest.approx(0.5, abs=0.02)
    assert np.exp(alone)[8:-6, 0].sum() / 32 > 0.2


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
