"""Stems and numbers."""

import pytest

from paraph.record.notes.words import content_stems, find_stem, number_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sanction", "sanctions"),
        ("declare", "declaration"),
        ("denuclearisation", "denuclearize"),
        ("patrol", "patrolling"),
        ("party", "party's"),
        ("full", "complete"),
    ],
)
def test_words_of_one_family_share_a_stem(one: str, other: str) -> None:
    shorter, longer = sorted((find_stem(one), find_stem(other)), key=len)
    assert longer.startswith(shorter)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("7", 7),
        ("1,500", 1500),
        ("2.5", 2.5),
        ("15%", 15),
        ("twelve", 12),
        ("both", 2),
        ("3,5", 3.5),
    ],
)
def test_numbers_in_digits_and_letters(word: str, number: float) -> None:
    assert number_of(word) == number


def test_a_label_gives_the_stems_of_its_telling_words() -> None:
    assert content_stems("Scope of the joint-patrols") == ("scop", "joint", "patrol")
