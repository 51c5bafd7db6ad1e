"""Notes as desks write them: which moves the reader finds in each kind of them."""

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cyclopts import App

from paraph.case import Case
from paraph.cli.note import note
from paraph.formats.casefolder import read_folder
from paraph.formats.notes import parse_note, vocabulary_for
from paraph.record.notes import propose_moves

SUPPLY = Path(__file__).resolve().parents[2] / "examples" / "supply-contract"

MINUTES = """\
Aarhus, 18 March 2025
Present: Anna Friis (alder); Jens Holt (birkholt)

Mr Holt said that Birkholt Castings could go down to 90 euros if delivery was within eight weeks.
Alder Pumps replied that 100 EUR was out of the question and proposed 80 EUR.
We understand that Birkholt needs eight weeks. The two sides agreed on 24 months of warranty.
"""
BULLETS = """\
Date: 2025-03-18
Participants: Anna Friis (alder); Jens Holt (birkholt)

## Price
- Holt: 100 EUR is our price.
- Friis: 100 is too high; we propose 80 EUR.
## Delivery
- We can live with four weeks, two would be ideal.
## Warranty
- Holt said warranty matters less to them than delivery.
- agreed ad ref: 24 months
"""
MAIL = """\
From: Jens Holt <holt@birkholt.example>
Date: Wed, 19 Mar 2025 10:02:11 +0100
To: Anna Friis
Subject: Re: Castings, 80 EUR

Dear Anna,

We can accept 90 EUR per casting, provided that delivery is within eight weeks.
On warranty we'd prefer 12 months, but could consider 24 months. We can't do four weeks.

> On 18 March Anna Friis wrote:
> We propose 80 EUR and 36 months of warranty.
"""
TRANSCRIPT = """\
Aarhus, 20 March 2025
Participants: Anna Friis (alder), Jens Holt (birkholt)

[10:02] HOLT: What is most important to you?
[10:03] FRIIS: Price, to be honest, then warranty. Delivery we can be flexible on.
[10:04] HOLT: OK. So if you take eight weeks, we could do 90 euros and 24 months of warranty.
[10:05] FRIIS: Hmm. 80 euros and 24 months with eight weeks?
[10:06] HOLT: No, 80 is too low for us.
[10:07] FRIIS: All right, 90 then. Deal.
[10:08] HOLT: Agreed, subject to the owner's approval.
"""


@pytest.fixture(scope="module")
def case() -> Case:
    return read_folder(SUPPLY).case


def _moves(text: str, case: Case) -> list[tuple[str, str, object]]:
    written = parse_note(text, case)
    return [
        (m.move.party_id, m.move.kind.value, m.move.package.as_dict() or m.move.issue_ids)
        for m in propose_moves(written.text, vocabulary_for(written, case))
    ]


def test_minutes(case: Case) -> None:
    assert _moves(MINUTES, case) == [
        ("birkholt", "propose", {"price": "90", "delivery": "w8"}),
        ("alder", "propose", {"price": "80"}),
        ("alder", "reject", {"price": "100"}),
        ("birkholt", "support", {"delivery": "w8"}),
        ("alder", "accept", {"warranty": "24"}),
        ("birkholt", "accept", {"warranty": "24"}),
    ]


def test_bullets_under_headings(case: Case) -> None:
    assert _moves(BULLETS, case) == [
        ("birkholt", "propose", {"price": "100"}),
        ("alder", "reject", {"price": "100"}),
        ("alder", "propose", {"price": "80"}),
        ("alder", "accept", {"delivery": "w4"}),
        ("alder", "support", {"delivery": "w2"}),
        ("birkholt", "support", ("delivery", "warranty")),
        ("alder", "accept", {"warranty": "24"}),
        ("birkholt", "accept", {"warranty": "24"}),
    ]


def test_an_email_is_its_senders_and_what_it_quotes_is_passed_over(case: Case) -> None:
    assert _moves(MAIL, case) == [
        ("birkholt", "propose", {"delivery": "w8", "price": "90"}),
        ("birkholt", "support", {"warranty": "12"}),
        ("birkholt", "support", {"warranty": "24"}),
        ("birkholt", "reject", {"delivery": "w4"}),
    ]


def test_an_unknown_sender_is_known_by_the_address(case: Case) -> None:
    unknown = MAIL.replace("Jens Holt", "Sales").replace(
        "holt@birkholt.example", "x@birkholt.example"
    )
    assert {party for party, _, _ in _moves(unknown, case)} == {"birkholt"}


def test_a_transcript(case: Case) -> None:
    package = {"delivery": "w8", "price": "90", "warranty": "24"}
    assert _moves(TRANSCRIPT, case) == [
        ("birkholt", "ask", ("price", "delivery", "warranty")),
        ("alder", "answer", ("price", "warranty")),
        ("alder", "answer", ("price", "delivery")),
        ("birkholt", "propose", package),
        ("alder", "propose", {**package, "price": "80"}),
        ("birkholt", "reject", {"price": "80"}),
        ("alder", "accept", package),
        ("birkholt", "accept", package),
    ]


MODEL = """\
import json, re, sys
text = open(sys.argv[1]).read()
moves = []
for line in text.splitlines():
    if found := re.search(r"propose (\\d+) EUR", line):
        party = "alder" if "Friis" in line else "birkholt"
        sentence = line.partition(": ")[2]
        moves.append({"party": party, "kind": "propose", "options": {"price": found[1]},
                      "sentence": sentence, "confidence": 0.6, "rule": "model"})
print(json.dumps({"moves": moves}))
"""


def test_a_model_of_the_users_own_reads_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "supply"
    shutil.copytree(SUPPLY, folder)
    (tmp_path / "note.md").write_text(BULLETS)
    (tmp_path / "model.py").write_text(MODEL)
    command = [sys.executable, str(tmp_path / "model.py"), str(tmp_path / "note.md")]
    answered = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert len(json.loads(answered)["moves"]) == 1
    (tmp_path / "moves.json").write_text(answered)
    app = App(result_action="return_value")
    app.command(note)
    monkeypatch.setattr("sys.stdin", io.StringIO("confirm\n"))
    options = ["--case", str(folder), "--moves", str(tmp_path / "moves.json")]
    app(["note", str(tmp_path / "note.md"), *options], exit_on_error=False)
    session = next(s for s in read_folder(folder).case.sessions if str(s.day) == "2025-03-18")
    (move,) = session.moves
    assert (move.party_id, move.package.as_dict()) == ("alder", {"price": "80"})
    assert "model" in (folder / "sessions" / f"{session.id}.yaml").read_text()
