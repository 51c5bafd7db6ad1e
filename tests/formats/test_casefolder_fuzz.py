"""Whatever a file holds, reading gives a case or a CaseError, and soon."""

import random
import shutil
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paraph.case import Case
from paraph.errors import CaseError
from paraph.formats.casefolder import check_folder, read_case
from paraph.formats.casefolder.documents import parse_document

LEASE = Path(__file__).parents[1] / "cases" / "lease"
FILES = {
    str(path.relative_to(LEASE)): path.read_bytes()
    for path in sorted(LEASE.rglob("*"))
    if path.is_file()
}
AWKWARD = (
    *(
        b"\t",
        b"\x00",
        b"\xff",
        b"\xe2\x80\xa8",
        b"\r",
        b"\n",
        b"  ",
        b"&a ",
        b"*a",
        b"!!int ",
        b"<<: ",
    ),
    *(
        b"[",
        b"]",
        b"{",
        b"}",
        b": ",
        b"- ",
        b"? ",
        b"| ",
        b"> ",
        b"%",
        b"@",
        b"`",
        b"'",
        b'"',
        b"#",
    ),
    *(b"---\n", b"...\n", b"null", b"~", b"1e999", b"-.inf", b".nan", b"0x1F", b"9" * 400),
    *(b"\\U0FFFFFFF", b"99999-99-99", b"0000-00-00", b"2019-02-30", b"\xef\xbb\xbf", b"[" * 60),
    *(b"{" * 60, b"- " * 60, b"a: " * 3, b"x" * 3000, b"brook", b"rent", b"sessions", b"[]", b"{}"),
)
LONGEST_S = 20.0


def read_or_refuse(folder: Path) -> None:
    """Check a case folder, and read it if it is good; any error fails the test."""
    start = perf_counter()
    mistakes = check_folder(folder).mistakes
    assert perf_counter() - start < LONGEST_S
    assert all(mistake.problem for mistake in mistakes)
    if not mistakes:
        assert isinstance(read_case(folder), Case)


def mutate(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(content) + 1)
        end = min(len(content), place + chance.choice((0, 0, 1, 3, 20)))
        lines = content.split(b"\n")
        new = chance.choice((*AWKWARD, chance.choice(lines), b""))
        content = content[:place] + new + content[end:]
    return content


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=40)
def test_a_garbled_case_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("fuzz") / "lease"
    shutil.copytree(LEASE, folder)
    for name in chance.sample(sorted(FILES), chance.choice((1, 1, 2))):
        (folder / name).write_bytes(mutate(FILES[name], chance))
    read_or_refuse(folder)
    shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 1000, 100))
def test_many_garbled_cases_are_read_or_refused(tmp_path: Path, start: int) -> None:
    for seed in range(start, start + 100):
        chance = random.Random(seed)
        folder = tmp_path / str(seed)
        shutil.copytree(LEASE, folder)
        name = chance.choice(sorted(FILES))
        (folder / name).write_bytes(mutate(FILES[name], chance))
        read_or_refuse(folder)


@given(text=st.text(st.sampled_from("ab:-[]{}#&*!|>'\"%@`\n\t ,?~1\\."), max_size=60))
@settings(max_examples=150)
def test_any_text_is_parsed_or_refused(text: str) -> None:
    refused = False
    try:
        parse_document("case.yaml", text)
    except CaseError as error:
        refused = True
        places = [(mistake.line, mistake.column) for mistake in error.mistakes]
    assert not refused or (len(places) == 1 and min(places[0]) >= 1)


@given(content=st.binary(max_size=200))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("bytes")
    (folder / "case.yaml").write_bytes(content)
    (folder / "text.md").write_bytes(content)
    (folder / "sources.md").write_bytes(content)
    read_or_refuse(folder)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "an anchor"),
        ("a: " + "[" * 5000, "levels inside one another"),
        ("- " * 5000, "levels inside one another"),
        ("{a: " * 5000, "levels inside one another"),
        ("x" * 2_000_001, "over 2,000,000 characters"),
    ],
    ids=["aliases", "lists", "dashes", "groups", "size"],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_at_once(content: str, problem: str) -> None:
    start = perf_counter()
    with pytest.raises(CaseError, match=problem):
        parse_document("case.yaml", content)
    assert perf_counter() - start < LONGEST_S


def test_a_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(LEASE, tmp_path / "lease"))
    (folder / "judgements.yaml").unlink()
    (folder / "judgements.yaml").mkdir()
    (folder / "sessions" / "2024-06-01.yaml").mkdir()
    read_or_refuse(folder)
