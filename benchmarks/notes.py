"""Moves read out of talk between people: how many are found, how many are right.

    PARAPH_DATA=… python -m benchmarks notes

writes the tables of docs/discussion/notes-to-moves.md on reading; `people` writes those on what
the moves tell. Rules are made on the tuning half of the talks (a hash of the talk's id decides);
the tables show the other half.
"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks._pages import replace_part
from benchmarks._talks import ReadTalk, read_talks
from paraph.errors import InputError
from paraph.record import MoveKind

PAGE = "discussion/notes-to-moves.md"
_WANTED = frozenset(("need", "strong-need", "most", "order", "reason", "same"))
_SLIGHTED = frozenset(("no-need", "least"))
_ASKED = frozenset(("ask", "ask-priorities"))
_LABELS = (
    ("a need is stated", frozenset(("self-need", "other-need")), _WANTED),
    ("an issue is made light of", frozenset(("no-need",)), _SLIGHTED),
    ("the other's preference is asked for", frozenset(("elicit-pref",)), _ASKED),
)


def main() -> None:
    """Print the tables on reading and write them into the page."""
    try:
        talks = read_talks()
    except InputError as error:
        print(error)
        return
    tests = {name: test for name, (_, test) in talks.items()}
    for name, (tune, test) in talks.items():
        print(f"{name}: {len(tune)} talks to tune on, {len(test)} tested")
    for part, table in (
        ("labels", tabulate_labels(tests["CaSiNo"])),
        ("statements", tabulate_statements(tests["CaSiNo"])),
        ("offers", tabulate_offers(tests)),
    ):
        print(f"\n{part}\n{table}")
        replace_part(PAGE, part, table)


def tabulate_labels(test: Sequence[ReadTalk]) -> str:
    """Precision and recall of lines with a rule's move against the lines annotated as such."""
    labelled = [read for read in test if read.talk.labels]
    rows = ["| lines in which | marked | precision | recall |", "|---|---|---|---|"]
    for name, labels, rules in _LABELS:
        hits = found = wanted = 0
        for read in labelled:
            fired = {move.line for move in read.moves if move.rule in rules}
            marked = {at for at, own in enumerate(read.talk.labels, start=1) if own & labels}
            hits += len(fired & marked)
            found += len(fired)
            wanted += len(marked)
        rows.append(f"| {name} | {wanted} | {hits / found:.2f} | {hits / wanted:.2f} |")
    return "\n".join(rows)


def tabulate_statements(test: Sequence[ReadTalk]) -> str:
    """Where the issue that a statement names stands in the speaker's true order."""
    places: dict[str, list[int]] = {}
    for read in test:
        for move in read.moves:
            named = move.slighted_ids or move.move.issue_ids
            if move.rule in _WANTED | _SLIGHTED and named:
                order = [tier[0] for tier in read.talk.priorities[move.move.party_id]]
                places.setdefault(move.rule, []).append(order.index(named[0]))
    rows = ["| rule | moves | first | second | last |", "|---|---|---|---|---|"]
    by_first = sorted(places.items(), key=lambda pair: -pair[1].count(0) / len(pair[1]))
    for rule, found in by_first:
        shares = " | ".join(f"{found.count(place) / len(found):.2f}" for place in range(3))
        rows.append(f"| `{rule}` | {len(found)} | {shares} |")
    return "\n".join(rows)


def tabulate_offers(tests: dict[str, Sequence[ReadTalk]]) -> str:
    """What stands on the table at the end, by the offers read, against the deal submitted."""
    rows = ["| | deals | precision | recall | whole deal |", "|---|---|---|---|---|"]
    for name, test in tests.items():
        dealt = [read for read in test if read.talk.deal is not None]
        hits = stated = whole = wanted = 0
        for read in dealt:
            deal = read.talk.deal.as_dict()
            standing = find_standing(read)
            n_right = sum(deal[issue] == option for issue, option in standing.items())
            hits += n_right
            stated += len(standing)
            wanted += len(deal)
            whole += n_right == len(deal)
        row = f"{hits / stated:.2f} | {hits / wanted:.2f} | {whole / len(dealt):.2f}"
        rows.append(f"| {name} | {len(dealt):,} | {row} |")
    return "\n".join(rows)


def find_standing(read: ReadTalk) -> dict[str, str]:
    """Return issue -> option of what the offers read leave standing, later ones over earlier."""
    standing: dict[str, str] = {}
    for move in read.moves:
        if move.move.kind is MoveKind.PROPOSE:
            standing.update(move.move.package.as_dict())
    return standing


if __name__ == "__main__":
    main()
