"""What is said of one package in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from paraph.analysis import Account, FrontierPoint
from paraph.briefing.wording import difference_in_words, package_in_words
from paraph.case import Case
from paraph.cli.show import listed_under, new_table
from paraph.negotiation.wording import (
    conditions_in_words,
    in_percent,
    listed,
    scales_in_words,
    signed,
)
from paraph.packagereviews import Crossed, Move, PackageReview, Winning

N_SHOWN = 8


def show_review(case: Case, found: PackageReview) -> RenderableType:
    """Show how a package stands, what is better for all, what would win them, and the way on."""
    standing = found.standing
    return Group(
        Text(f"{package_in_words(case.agenda, found.package)}."),
        Text(
            f"Suits all sides: {in_percent(standing.p_acceptable)}; suits all and nothing is better"
            f" for all: {in_percent(standing.p_efficient)}."
        ),
        *_show_crossed(case, found.crossed, "It"),
        Text(f"At the mean of what is believed it is worth {_worth(case, found)}."),
        Text(""),
        *_show_improvements(case, found),
        *(part for winning in found.winning for part in _show_winning(case, found, winning)),
        *([] if found.move is None else _show_move(case, found.move)),
        Text(""),
        Text(f"Values are each on one side's own scale, {_scales(case)}.", style="dim"),
    )


def _scales(case: Case) -> str:
    return scales_in_words(party.preference.interactions for party in case.parties)


def _show_crossed(case: Case, crossed: Sequence[Crossed], package: str) -> list[RenderableType]:
    """Say which red lines a package crosses, how likely each is meant, and what that means here."""
    return [
        Text(
            f"{package} crosses a red line of {case.party(own.party_id).name}"
            f" ({conditions_in_words(case.agenda, own.line.conditions)}), which is meant with a"
            f" probability of {in_percent(own.p_meant)}. What follows takes it for a bluff; if it"
            " is meant, they won't agree."
        )
        for own in crossed
    ]


def _worth(case: Case, found: PackageReview) -> str:
    return listed(
        [
            f"{value:z.2f} to {case.party(party_id).name} (no agreement: {reservation:z.2f})"
            for party_id, value, reservation in zip(
                found.party_ids, found.values, found.reservations, strict=True
            )
        ]
    )


def _show_improvements(case: Case, found: PackageReview) -> list[RenderableType]:
    n_better = len(found.improvements)
    if not n_better:
        return [Text("It is efficient there: no package is better for one side without loss.")]
    shown = found.improvements[:N_SHOWN]
    title = f"Better for one side and worse for none: {n_better:,} efficient packages"
    if n_better > N_SHOWN:
        title += f", of which {N_SHOWN}, best for us first"
    table = _table_of(case, found, shown, title)
    in_words = [_account_in_words(case, account) for account in found.accounts[0]]
    return [table, *listed_under("In the first of them", in_words)]


def _show_winning(case: Case, found: PackageReview, winning: Winning) -> list[RenderableType]:
    name = case.party(winning.party_id).name
    falls = f"{winning.value:z.2f}, where {winning.reservation:z.2f} is needed"
    if not winning.packages:
        return [Text(f"Nothing we could give brings {name} to accept ({falls}).")]
    title = f"What brings {name} to accept ({falls}) and costs us least"
    return [Text(""), _table_of(case, found, winning.packages[:N_SHOWN], title)]


def _show_move(case: Case, move: Move) -> list[RenderableType]:
    receiver = case.party(move.receiver).name
    steps = [
        f"{package_in_words(case.agenda, step.choices)}: {signed(-step.loss, 2)} to us,"
        f" {signed(step.gain, 2)} to {receiver}"
        for step in move.steps
    ]
    return [
        *_show_crossed(case, move.crossed, "The package to move to"),
        *listed_under("To move there", [_account_in_words(case, own) for own in move.accounts]),
        *listed_under("Step by step, what costs us least for what it brings first", steps),
    ]


def _account_in_words(case: Case, account: Account) -> str:
    return case.party(account.party_id).name + account.words.removeprefix(account.party_id)


def _table_of(
    case: Case, found: PackageReview, points: Sequence[FrontierPoint], title: str
) -> RenderableType:
    parties = [case.party(party_id).name for party_id in found.party_ids]
    table = new_table(title, ("What changes", *(f"To {name}" for name in parties)))
    for point in points:
        table.add_row(
            Text(difference_in_words(case.agenda, point.package, found.package)),
            *(
                f"{value:z.2f} ({signed(value - before, 2)})"
                for value, before in zip(point.values, found.values, strict=True)
            ),
        )
    return table
