"""Negotiations between people, read through PARAPH_DATA, as notes that the reader can read.

CaSiNo (Chawla et al. 2021, CC BY 4.0) and Deal-or-No-Deal (Lewis et al. 2017, CC BY-NC 4.0). Each
talk becomes a transcript of lines "Alpha: …" and "Beta: …"; each issue divides a stock, and its
number is what Alpha gets.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from paraph.errors import FormatError, InputError
from paraph.negotiation import Agenda, Package, Party, numeric_issue, package_of
from paraph.record import Move, MoveKind
from paraph.record.notes import Division, Vocabulary

PARTIES = (Party("alpha", "Alpha"), Party("beta", "Beta"))
GOODS = ("food", "water", "firewood")
GOODS_HINTS = (
    ("food", ("meal", "meals", "eat", "eating", "hungry", "snacks", "starving")),
    ("water", ("drink", "drinking", "thirsty", "hydrated", "dehydrated", "hydration")),
    ("firewood", ("fire", "campfire", "bonfire", "cold", "warm", "freezing")),
)
GOODS_WORDS = (
    ("food", ("foods",)),
    ("water", ("waters",)),
    ("firewood", ("fire wood", "fire woods", "wood", "woods")),
)
ITEMS = ("book", "hat", "ball")
ITEM_WORDS = (
    ("book", ("books", "bok")),
    ("hat", ("hats",)),
    ("ball", ("balls", "basketball", "basketballs", "bball")),
)
_SIX = r"(?:\d+ ?){6}"
_PLAIN = re.compile(
    rf"(?P<ours>{_SIX})(?P<talk>.*?<selection>)(?P<choice>.*?)reward=(?P<outcome>.*?agree) "
    rf"(?P<theirs>{_SIX})"
)
_TAGGED = re.compile(
    rf"<input> (?P<ours>{_SIX})</input> <dialogue> (?P<talk>.*?) </dialogue> "
    rf"<output> (?P<choice>(?P<outcome>.*?)) </output> "
    rf"<partner_input> (?P<theirs>{_SIX})</partner_input>"
)


@dataclass(frozen=True)
class Talk:
    """One negotiation between two people.

    `priorities`: party id -> issue ids, weightiest first (ties in Deal-or-No-Deal share a tier).
    `labels[line]` are a line's annotations. `dealings` are packages entered in the form of the
    experiment, as (line after which they came, move). `deal` is what both agreed on.
    """

    id: str
    note: str
    vocabulary: Vocabulary
    priorities: dict[str, tuple[tuple[str, ...], ...]]
    labels: tuple[frozenset[str], ...] = ()
    dealings: tuple[tuple[int, Move], ...] = ()
    deal: Package | None = None

    @property
    def is_for_tuning(self) -> bool:
        """The fixed split: a hash of the talk's id puts half of the talks into the tuning part."""
        return sha256(self.id.encode()).digest()[0] % 2 == 0

    @property
    def n_submitted(self) -> int:
        """How many deals were submitted through the form."""
        return sum(move.kind is MoveKind.PROPOSE for _, move in self.dealings)


def find_human_data() -> Path:
    """Find the folder of the human dialogues; InputError if PARAPH_DATA doesn't lead there."""
    folder = Path(os.environ.get("PARAPH_DATA", "")) / "human"
    if not os.environ.get("PARAPH_DATA") or not folder.is_dir():
        raise InputError("set PARAPH_DATA to the folder that holds human/casino")
    return folder


def read_casino(folder: Path) -> tuple[Talk, ...]:
    """Read every CaSiNo dialogue in a folder (train, valid, or whatever is there)."""
    return tuple(
        _casino_talk(written)
        for file in sorted(folder.glob("casino_*.json"))
        for written in json.loads(file.read_text(encoding="utf-8"))
    )


def _casino_talk(written: dict) -> Talk:
    ids = {"mturk_agent_1": "alpha", "mturk_agent_2": "beta"}
    names = {"alpha": "Alpha", "beta": "Beta"}
    labels = {text: frozenset(kinds.split(",")) for text, kinds in written["annotations"]}
    lines, line_labels, dealings = [], [], []
    deal = None
    for turn in written["chat_logs"]:
        party_id = ids[turn["id"]]
        if turn["text"] == "Submit-Deal":
            package = _casino_package(turn["task_data"], party_id)
            dealings.append((len(lines), Move(party_id, MoveKind.PROPOSE, package)))
        elif turn["text"] in ("Accept-Deal", "Reject-Deal"):
            is_accepted = turn["text"] == "Accept-Deal"
            kind = MoveKind.ACCEPT if is_accepted else MoveKind.REJECT
            package = dealings[-1][1].package
            dealings.append((len(lines), Move(party_id, kind, package)))
            deal = package if is_accepted else deal
        elif turn["text"] != "Walk-Away":
            lines.append(f"{names[party_id]}: {' '.join(turn['text'].split())}")
            line_labels.append(labels.get(turn["text"], frozenset()))
    priorities = {
        ids[agent]: tuple(
            (person["value2issue"][level].lower(),) for level in ("High", "Medium", "Low")
        )
        for agent, person in written["participant_info"].items()
    }
    return Talk(
        id=f"casino:{written['dialogue_id']}",
        note="\n".join(lines),
        vocabulary=_vocabulary(GOODS, (3, 3, 3), GOODS_WORDS, GOODS_HINTS),
        priorities=priorities,
        labels=tuple(line_labels) if written["annotations"] else (),
        dealings=tuple(dealings),
        deal=deal,
    )


def _casino_package(submitted: dict, party_id: str) -> Package:
    key = "issue2youget" if party_id == "alpha" else "issue2theyget"
    return package_of({good.lower(): str(n) for good, n in submitted[key].items()})


def _vocabulary(
    names: tuple[str, ...],
    counts: tuple[int, ...],
    words: tuple[tuple[str, tuple[str, ...]], ...],
    hints: tuple[tuple[str, tuple[str, ...]], ...] = (),
) -> Vocabulary:
    issues = tuple(
        numeric_issue(name, name, low=0, high=count, step=1, unit="")
        for name, count in zip(names, counts, strict=True)
    )
    divisions = tuple(Division(name, "alpha") for name in names)
    return Vocabulary(Agenda(issues), PARTIES, synonyms=words, divisions=divisions, hints=hints)


def read_deal_or_no_deal(folder: Path) -> tuple[Talk, ...]:
    """Read every Deal-or-No-Deal dialogue once: the files hold each from both sides."""
    talks: dict[str, Talk] = {}
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            talk = _item_talk(line)
            talks.setdefault(talk.id, talk)
    return tuple(talks.values())


def _item_talk(line: str) -> Talk:
    match = _TAGGED.fullmatch(line.strip()) or _PLAIN.fullmatch(line.strip())
    if match is None:
        raise FormatError(f"not a Deal-or-No-Deal dialogue: {line[:60]!r}")
    counts, ours = _counts_and_values(match["ours"])
    chosen = dict(re.findall(r"item(\d)=(\d+)", match["choice"])[: len(ITEMS)])
    is_agreed = len(chosen) == len(ITEMS) and "disagree" not in match["outcome"]
    deal = package_of({name: chosen[str(at)] for at, name in enumerate(ITEMS)} if is_agreed else {})
    turns = match["talk"].split("<eos>")
    said = sorted(turn.partition(":")[2].strip() for turn in turns if "<selection>" not in turn)
    return Talk(
        id=f"items:{'/'.join(map(str, counts))}:{said}",
        note="\n".join(_item_lines(turns)),
        vocabulary=_vocabulary(ITEMS, counts, ITEM_WORDS),
        priorities={
            "alpha": _tiers(counts, ours),
            "beta": _tiers(counts, _counts_and_values(match["theirs"])[1]),
        },
        deal=deal if is_agreed else None,
    )


def _counts_and_values(numbers: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    written = tuple(int(number) for number in numbers.split())
    return written[0::2], written[1::2]


def _item_lines(turns: list[str]) -> Iterator[str]:
    for turn in turns:
        who, _, said = turn.strip().partition(":")
        if "<selection>" not in said and said.strip():
            yield f"{'Alpha' if who == 'YOU' else 'Beta'}: {said.strip()}"


def _tiers(counts: tuple[int, ...], values: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """Tiers of items by what all of them together are worth, the most first."""
    worth = {name: n * value for name, n, value in zip(ITEMS, counts, values, strict=True)}
    return tuple(
        tuple(name for name in ITEMS if worth[name] == level)
        for level in sorted(set(worth.values()), reverse=True)
    )
