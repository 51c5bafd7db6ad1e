"""Probabilities and values in words: no more precision than there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from paraph.negotiation.beliefs import Estimate
from paraph.negotiation.constraints import Condition
from paraph.negotiation.issues import Agenda
from paraph.negotiation.preferences import Interaction

SPACE = "\u00a0"
"""A space at which no line breaks: between a number and its unit."""


def in_percent(p: float, threshold: float | None = None) -> str:
    """Say a probability or a share (0..1) to the nearest 5 %.

    Where a verdict turns at a threshold and the rounding would hide on which side of it the
    number lies, the words say so.

    >>> in_percent(0.337).replace(SPACE, " ")
    'about 35 %'
    >>> in_percent(0.01).replace(SPACE, " ")
    'under 5 %'
    >>> in_percent(0.587, threshold=0.6).replace(SPACE, " ")
    'just under 60 %'
    """
    if threshold is not None and _rounded(p, 5) == _rounded(threshold, 5):
        return f"just {'under' if p < threshold else 'over'} {100 * threshold:.0f}{SPACE}%"
    if p < 0.025:
        return f"under{SPACE}5{SPACE}%"
    if p > 0.975:
        return f"over{SPACE}95{SPACE}%"
    return f"about {_rounded(p, 5)}{SPACE}%"


def range_in_percent(estimate: Estimate) -> str:
    """Say an interval of a probability or share, to the nearest 5 %, or to 1 % if narrower."""
    step = _step(estimate)
    low, high = _rounded(estimate.low, step), _rounded(estimate.high, step)
    if low == high:
        return _NEAR_CERTAIN.get(low, f"{low}{SPACE}%")
    return f"{low}–{high}{SPACE}%"


_NEAR_CERTAIN = {0: f"under 1{SPACE}%", 100: f"over 99{SPACE}%"}


def estimate_in_percent(estimate: Estimate, threshold: float | None = None) -> str:
    """Say a probability or share with its interval; without one where it is exact.

    >>> estimate_in_percent(Estimate(0.34, 0.21, 0.48)).replace(SPACE, " ")
    'about 35 % (20–50 %)'
    """
    if estimate.high - estimate.low < 0.001:
        return f"{_rounded(estimate.mid, 1)}{SPACE}%"
    if threshold is None and range_in_percent(estimate) in _NEAR_CERTAIN.values():
        return range_in_percent(estimate)
    is_at_threshold = threshold is not None and (
        _rounded(estimate.mid, 5) == _rounded(threshold, 5)
    )
    if not is_at_threshold and _step(estimate) == 1 and 0.025 <= estimate.mid <= 0.975:
        return f"about {_rounded(estimate.mid, 1)}{SPACE}% ({range_in_percent(estimate)})"
    return f"{in_percent(estimate.mid, threshold)} ({range_in_percent(estimate)})"


def value_in_words(estimate: Estimate) -> str:
    """Say a value on one party's own scale, with its interval.

    >>> value_in_words(Estimate(0.551, 0.48, 0.6))
    '0.55 (0.48–0.60)'
    """
    mid, low, high = f"{estimate.mid:.2f}", f"{estimate.low:.2f}", f"{estimate.high:.2f}"
    return mid if low == high else f"{mid} ({low}–{high})"


UNKNOWN = "not known"
_ANYTHING = 0.9
"""An interval wider than this, on a scale from 0 to 1, tells nothing."""


def roughly_valued(estimate: Estimate) -> str:
    """Say a value on one party's own scale to one decimal, with its interval where it has one.

    What may be nearly anything from 0 to 1 is not known.

    >>> roughly_valued(Estimate(0.551, 0.38, 0.6)), roughly_valued(Estimate(1.0, 1.0, 1.0))
    ('0.6 (0.4–0.6)', '1')
    >>> roughly_valued(Estimate(1.0, 0.0, 1.0))
    'not known'
    """
    if estimate.high - estimate.low > _ANYTHING:
        return UNKNOWN
    mid, low, high = (f"{value:.1f}" for value in (estimate.mid, estimate.low, estimate.high))
    return f"{float(mid):g}" if low == high else f"{mid} ({low}–{high})"


def signed(value: float, n_decimals: int) -> str:
    """Say a difference of values with its sign; none where it is zero as rounded.

    >>> signed(0.25, 2), signed(-0.25, 2), signed(-1e-17, 2)
    ('+0.25', '-0.25', '0.00')
    """
    words = f"{value:+z.{n_decimals}f}"
    return words if float(words) else words.removeprefix("+")


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Join parts as prose does.

    >>> listed(["sanctions", "testing", "offices"])
    'sanctions, testing and offices'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def conditions_in_words(agenda: Agenda, conditions: Iterable[Condition]) -> str:
    """Say what holds together in a red line or a linkage."""
    parts = []
    for condition in conditions:
        issue = agenda.issue(condition.issue_id)
        options = listed([issue.option(option).label for option in condition.option_ids], "or")
        parts.append(f"{issue.label}: {options}")
    return " together with ".join(parts)


def scale_in_words(interactions: Sequence[Interaction]) -> str:
    """Say on which scale a party's values lie.

    Without interactions its worst package is worth 0 and its best 1.

    >>> scale_in_words([])
    'from 0 to 1'
    >>> scale_in_words([Interaction((), 0.2), Interaction((), -0.1)])
    'from 0 to 1, to which options that matter together add up to 0.2, or take up to 0.1 from it'
    """
    scale = "from 0 to 1"
    more = sum(max(interaction.value, 0.0) for interaction in interactions)
    less = sum(max(-interaction.value, 0.0) for interaction in interactions)
    added, taken = f"add up to {more:.2g}", f"take up to {less:.2g}"
    if more and less:
        return f"{scale}, to which options that matter together {added}, or {taken} from it"
    if more:
        return f"{scale}, to which options that matter together {added}"
    return f"{scale}, from which options that matter together {taken}" if less else scale


def scales_in_words(interactions: Iterable[Sequence[Interaction]]) -> str:
    """Say on which scale each party's values lie, given the interactions of each."""
    return "0 to 1 but for options that matter together" if any(interactions) else "0 to 1"


def _step(estimate: Estimate) -> int:
    return 1 if estimate.high - estimate.low < 0.05 else 5


def _rounded(p: float, step: int) -> int:
    return int(step * round(100 * p / step))
