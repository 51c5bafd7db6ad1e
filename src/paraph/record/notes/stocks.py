"""Offers that divide stocks, as packages of the case: what each side would get of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from paraph.negotiation import Package, package_of
from paraph.record.notes.findings import Finding
from paraph.record.notes.shares import read_shares
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.notes.words import Word
from paraph.record.sessions import MoveKind


def find_shared(words: Sequence[Word], party_id: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    """Find what a sentence of a party offers of the issues that divide a stock."""
    stocks = {
        division.issue_id: stock_of(vocabulary, division.issue_id)
        for division in vocabulary.divisions
    }
    if not stocks or not party_id:
        return
    places = {
        mention.last: mention.id
        for mention in vocabulary.find_issues(words)
        if mention.id in stocks and not mention.is_hint
    }
    reading = read_shares(words, places, stocks)
    rule = "shares" if reading.is_explicit else "shares-guessed"
    for amounts in reading.packages:
        package = package_of_shares(vocabulary, party_id, amounts)
        if package:
            yield Finding(MoveKind.PROPOSE, party_id, rule, package)


def stock_of(vocabulary: Vocabulary, issue_id: str) -> float:
    """How many units of a divided stock there are."""
    numbers = [option.number for option in vocabulary.agenda.issue(issue_id).options]
    return max((number for number in numbers if number is not None), default=0.0)


def package_of_shares(vocabulary: Vocabulary, party_id: str, amounts: dict[str, float]) -> Package:
    """Turn units for a party into options; amounts that the issue doesn't have are left out."""
    holders = {division.issue_id: division.party_id for division in vocabulary.divisions}
    choices = {}
    for issue_id, amount in amounts.items():
        is_holder = holders[issue_id] == party_id
        number = amount if is_holder else stock_of(vocabulary, issue_id) - amount
        for option in vocabulary.agenda.issue(issue_id).options:
            if option.number == number:
                choices[issue_id] = option.id
    return package_of(choices)
