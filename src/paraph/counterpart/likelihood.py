"""The likelihood of every kind of entry, given preferences: log_likelihood[entry, draw].

Statements are true with the probability `candour` (learnt, for they may be bluffs) times the
confidence of the record, and say nothing otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import perm

import numpy as np
from scipy.special import ndtr

from paraph.counterpart.answers import probability_of_answer
from paraph.counterpart.crowding import crowding_power
from paraph.counterpart.evidence import Evidence, Order, Slight
from paraph.counterpart.layout import Floats, Indices, Sample
from paraph.counterpart.offers import OfferModel, reservation_factor, reservation_noise
from paraph.negotiation import Interaction

_STANCE_NOISE = 0.2
_REPLY_ERROR = 0.04
"""The probability that a reply on record has nothing to do with the package's value."""
_P_CONTENT = 0.5
"""How likely a party takes whatever is worth its reservation value, and holds out for no more."""
_ORDER_POWER = 3.0
"""How strongly weights bear on the order in which importance is stated (Plackett-Luce)."""
_MENTION_POWER = 0.25
"""How much of a choice it is to speak of an issue; 1 would be a full one."""
_FIRST_ASPIRATION = 0.8
"""The level that a party aims at before its first offer, in the middle of what is likely."""


@dataclass(frozen=True)
class Likelihood:
    """The likelihood of one party's evidence.

    `offer_power` tempers the offers; `interactions` are stated, and counted as known;
    `our_parts[option]` is what each option is worth to us, where that is known.
    """

    evidence: Evidence
    offer_power: float = 1.0
    interactions: tuple[Interaction, ...] = ()
    our_parts: tuple[float, ...] = ()

    @cached_property
    def _offers(self) -> OfferModel:
        return OfferModel(self.evidence, self.our_parts)

    @cached_property
    def _offer_bonus(self) -> Floats:
        return self.evidence.layout.bonus(self.interactions, self._offers.positions)

    def log_likelihood(self, sample: Sample) -> Floats:
        """Return log_likelihood[entry, draw]; 0 where an entry says nothing."""
        total = np.zeros((len(self.evidence.entries), sample.reservation.shape[0]))
        parts = sample.weights[self.evidence.layout.issue_of] * sample.values
        offer_levels = np.zeros((0, sample.reservation.shape[0]))
        if self.evidence.offers:
            offer_levels, totals = self._offers.levels(sample, self._offer_bonus)
            logs = self._offers.log_likelihood(sample, offer_levels, totals)
            _add_rows(total, self._entries_of_offers, self._offer_power * logs)
            total[self._entries_of_offers[-1]] += reservation_factor(sample, offer_levels, totals)
        if self.evidence.replies:
            replies = self._replies(sample, parts, offer_levels)
            _add_rows(total, self._entries_of_replies, replies)
        if self.evidence.stances:
            entries = [stance.entry for stance in self.evidence.stances]
            _add_rows(total, entries, self._stances(sample))
        if self.evidence.comparisons:
            self._add_comparisons(total, sample, parts)
        for order in self.evidence.orders:
            total[order.entry] += self._order(order, sample)
        for slight in self.evidence.slights:
            total[slight.entry] += _slight(slight, sample)
        for mention in self.evidence.mentions:
            share = 1 / len(sample.weights)
            spoken = np.log(sample.weights[list(mention.issues)] + 0.5 * share)
            power = _MENTION_POWER * mention.confidence
            total[mention.entry] += power * spoken.mean(axis=0)
        return total

    @cached_property
    def _offer_power(self) -> float:
        """The power of each offer: offers are less independent the more there are."""
        return self.offer_power * crowding_power(self._offers.positions)

    @cached_property
    def _entries_of_offers(self) -> list[int]:
        return [offer.entry for offer in self.evidence.offers]

    @cached_property
    def _entries_of_replies(self) -> list[int]:
        return [reply.entry for reply in self.evidence.replies]

    @cached_property
    def _reply_table(self) -> tuple[Floats, Floats, Floats]:
        """choices[reply, option], covered[reply, issue], bonus[reply]."""
        layout = self.evidence.layout
        positions = layout.positions([reply.judged for reply in self.evidence.replies])
        covered = (positions >= 0).astype(np.float64)
        return layout.choices(positions), covered, layout.bonus(self.interactions, positions)

    def _replies(self, sample: Sample, parts: Floats, offer_levels: Floats) -> Floats:
        """A party accepts what is worth its reservation value, or what lies well above it.

        Half of them hold out for about half of what lies between that and their last own offer.
        """
        choices, covered, bonus = self._reply_table
        totals = np.maximum(covered @ sample.weights, 1e-9)
        levels = (choices @ parts + bonus[:, None]) / totals
        aspiration = np.full_like(levels, _FIRST_ASPIRATION)
        for row, reply in enumerate(self.evidence.replies):
            if reply.n_offers:
                aspiration[row] = offer_levels[reply.n_offers - 1]
        gap = np.maximum(aspiration - sample.reservation, 0.0)
        noise = reservation_noise(totals)
        if_content = ndtr((levels - sample.reservation) / noise)
        if_not = ndtr((levels - sample.reservation - 0.5 * gap) / (noise + 0.3 * gap))
        p_accept = _P_CONTENT * if_content + (1 - _P_CONTENT) * if_not
        is_accepted = np.array([[reply.is_accepted] for reply in self.evidence.replies])
        p_reply = np.where(is_accepted, p_accept, 1 - p_accept)
        trust = (1 - _REPLY_ERROR) * self.evidence.confidences(self.evidence.replies)
        return np.asarray(np.log(trust * p_reply + (1 - trust) * 0.5))

    @cached_property
    def _stance_table(self) -> tuple[Indices, Floats, Floats, Floats]:
        """option[stance]; sign, power and confidence[stance, 1]."""
        stances = self.evidence.stances
        return (
            np.array([stance.option for stance in stances], dtype=np.intp),
            np.array([[float(stance.sign)] for stance in stances]),
            np.array([[stance.power] for stance in stances]),
            np.array([[stance.confidence] for stance in stances]),
        )

    def _stances(self, sample: Sample) -> Floats:
        """An option is supported where it lies above the middle of its issue's options."""
        layout = self.evidence.layout
        option, sign, power, confidence = self._stance_table
        middles = layout.averaging @ sample.values
        gaps = sample.values[option] - middles[layout.issue_of[option]]
        p_said = ndtr(sign * gaps / _STANCE_NOISE)
        trust = sample.candour * confidence
        return np.asarray(power * np.log(trust * p_said + (1 - trust) * 0.5))

    @cached_property
    def _comparison_table(self) -> tuple[Floats, Floats, Floats]:
        """difference[comparison, option], scope[comparison, issue], bonus[comparison]."""
        layout = self.evidence.layout
        better = layout.positions([item.better for item in self.evidence.comparisons])
        worse = layout.positions([item.worse for item in self.evidence.comparisons])
        scope = ((better >= 0) | (worse >= 0)).astype(np.float64)
        bonus = layout.bonus(self.interactions, better) - layout.bonus(self.interactions, worse)
        return layout.choices(better) - layout.choices(worse), scope, bonus

    def _add_comparisons(self, total: Floats, sample: Sample, parts: Floats) -> None:
        difference, scope, bonus = self._comparison_table
        weight = np.maximum(scope @ sample.weights, 1e-9)
        gaps = (difference @ parts + bonus[:, None]) / weight
        for row, comparison in enumerate(self.evidence.comparisons):
            trust = sample.candour * comparison.confidence
            p_said, p_blind = probability_of_answer(gaps[row], comparison.equal)
            total[comparison.entry] += np.log(trust * p_said + (1 - trust) * p_blind)

    def _order(self, order: Order, sample: Sample) -> Floats:
        """A stated order of importance, by Plackett and Luce: of the issues named, or of all."""
        strength = np.maximum(sample.weights, 1e-9) ** _ORDER_POWER
        named = list(order.issues)
        left = np.cumsum(strength[named][::-1], axis=0)[::-1]
        n_left = len(named)
        if order.stands_out:
            left += np.delete(strength, named, axis=0).sum(axis=0)
            n_left = len(strength)
        p_said = np.prod(strength[named] / left, axis=0)
        p_blind = 1 / perm(n_left, len(named))
        trust = sample.candour * order.confidence
        return np.asarray(np.log(trust * p_said + (1 - trust) * p_blind) - np.log(p_blind))


def _slight(slight: Slight, sample: Sample) -> Floats:
    """Issues said to matter little: likely those that matter less than issues do on average."""
    strength = (len(sample.weights) * sample.weights[list(slight.issues)]) ** _ORDER_POWER
    trust = sample.candour * slight.confidence
    return np.asarray(np.log(trust / (1 + strength) + (1 - trust) * 0.5).sum(axis=0))


def _add_rows(total: Floats, entries: Sequence[int], rows: Floats) -> None:
    """Add rows[row, draw] to those of their entries, of which some may have several."""
    for entry, row in zip(entries, rows, strict=True):
        total[entry] += row
