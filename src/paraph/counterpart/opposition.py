"""How far a party wants the opposite of what we want: nothing is assumed, and much may be learnt.

Negotiators take for granted that the other side wants the opposite of what they want, and are
often wrong (Thompson and Hastie 1990). So the odds are two to one, before any move, that a party's
wishes have nothing to do with ours. Where they have, one number says how strongly the values of
its options run against ours, and most issues follow it, but some don't.
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.layout import Floats
from paraph.counterpart.option_priors import OptionPrior, ScaledOptions, is_unordered

_P_OPPOSED = 1 / 3
_LEAST = 0.3
"""The least opposition, as a correlation, that counts as one."""
_P_FOLLOWS = 0.8
_PULL_ON_SCALES = 1.5
"""How far full opposition pulls the best option to the other end of a scale."""
_P_COUNTED = 0.6
"""From this probability on, what is expected of a party is what an opposed one would want."""


def opposition(latent: Floats) -> Floats:
    """Return, per draw, how strongly wishes run against ours: 0, or anything from 0.3 to 1."""
    share = (ndtr(latent) - (1 - _P_OPPOSED)) / _P_OPPOSED
    return np.where(share > 0, _LEAST + (1 - _LEAST) * share, 0.0)


def lean(latents: Floats, against: Floats, opposed: Floats, follows: Floats) -> Floats:
    """Return latents[latent, draw] that run against our values as far as the party is opposed.

    `against[latent]` is of `against_us`; `follows[draw]`, a standard normal number, says whether
    the issue follows the opposition. What is returned is about standard normal again.
    """
    share = opposed * (ndtr(follows) < _P_FOLLOWS)
    return np.asarray(share * against[:, None] + np.sqrt(1 - share**2) * latents)


def against_us(options: OptionPrior, values: Floats) -> Floats | None:
    """Turn our values of an issue's options into what pulls its first latents against them.

    In no order, each option has a latent, and the pull has mean 0 and spread 1; on a scale there
    is one, of the place of the best option. None if all options are alike to us, or what the party
    wants of them is stated.
    """
    spread = values.std()
    if spread < 1e-9:
        return None
    pull = (values.mean() - values) / spread
    if is_unordered(options):
        return np.asarray(pull)
    if isinstance(options, ScaledOptions) and options.direction is None:
        places = np.array(options.places)
        return np.array([_PULL_ON_SCALES * np.corrcoef(places, pull)[0, 1]])
    return None


def counts_as_opposed(sample_opposition: Floats) -> bool:
    """Whether opposition[draw] is likely enough for what is expected of the party to follow it.

    A faint tilt would put an order into options of which nothing is known; so there is none
    unless the tilt is likely.
    """
    return bool((sample_opposition > 0).mean() > _P_COUNTED)
