"""Parse and compare drafts of a megabyte; the ratio to difflib on the same pair.

The drafts are made up, with a fixed seed: paragraphs of words drawn by Zipf's law, with nested
brackets, alternatives and options as dense as in climate drafts, and a second version with words
replaced, paragraphs dropped, inserted and moved. With PARAPH_DATA set, real drafts are added.
Times are of the processor, so that other work on the machine counts little. difflib compares whole
documents word by word (`SequenceMatcher(None, old, new, autojunk=False)`); as it takes many minutes
on a megabyte, it is timed on the first 200,000 characters, and both get the same.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from paraph.text import compare_texts, count_brackets, list_brackets, parse_text, render_text
from paraph.text.alignment import TOKEN

SEED = 7
N_CHARACTERS = 1_000_000
N_FOR_DIFFLIB = 200_000
N_LARGE = 10_000_000
PAIR = (
    "unfccc-adp-draft-agreement-and-decision-2015-11-10.txt",
    "unfccc-adp-draft-agreement-and-decision-2015-12-04.txt",
)


def main() -> None:
    """Print seconds to parse and to compare, and the ratio to difflib."""
    rng = np.random.default_rng(SEED)
    paragraphs = make_paragraphs(rng, N_CHARACTERS)
    old = "\n\n".join(paragraphs)
    new = "\n\n".join(edit_paragraphs(rng, paragraphs))
    print(f"made-up draft: {len(old):,} characters, {old.count('['):,} brackets")
    print(f"  parse and render back    {_seconds(lambda: render_text(parse_text(old))):7.2f} s")
    print(f"  register of brackets     {_seconds(lambda: list_brackets(parse_text(old))):7.2f} s")
    print(f"  count                    {_seconds(lambda: count_brackets(parse_text(old))):7.2f} s")
    print(f"  compare with next version{_seconds(lambda: compare_texts(old, new)):7.2f} s")
    large = "\n\n".join(paragraphs * (N_LARGE // N_CHARACTERS))
    print(f"parse {len(large):,} characters {_seconds(lambda: parse_text(large)):13.2f} s")
    nested = "[" * (N_LARGE // 2) + "]" * (N_LARGE // 2)
    print(f"parse {N_LARGE // 2:,} nested pairs   {_seconds(lambda: parse_text(nested)):11.2f} s")
    compare_with_difflib("made-up draft", old[:N_FOR_DIFFLIB], new[:N_FOR_DIFFLIB])
    folder = os.environ.get("PARAPH_DATA")
    if folder:
        texts = [(Path(folder) / "texts" / name).read_text(encoding="utf-8") for name in PAIR]
        compare_with_difflib("real drafts, whole", *texts)


def compare_with_difflib(name: str, old: str, new: str) -> None:
    """Print the time of both on one pair, their ratio, and the share of words each keeps."""
    words_old, words_new = TOKEN.findall(old), TOKEN.findall(new)
    ours = _seconds(lambda: compare_texts(old, new))
    share = compare_texts(old, new).share_kept
    matcher = SequenceMatcher(None, words_old, words_new, autojunk=False)
    theirs = _seconds(
        lambda: SequenceMatcher(None, words_old, words_new, autojunk=False).get_opcodes()
    )
    print(
        f"{name}, {len(words_old):,} by {len(words_new):,} words: paraph {ours:.2f} s "
        f"(keeps {share:.3f}), difflib {theirs:.2f} s (keeps {matcher.ratio():.3f}), "
        f"ratio {theirs / ours:,.0f}"
    )


def make_paragraphs(rng: np.random.Generator, n_characters: int) -> list[str]:
    """Numbered paragraphs with brackets, until they hold so many characters."""
    vocabulary = np.array([f"w{k}" for k in range(4000)])
    weights = 1 / np.arange(1, len(vocabulary) + 1)
    weights /= weights.sum()
    paragraphs: list[str] = []
    total = 0
    while total < n_characters:
        words = list(rng.choice(vocabulary, int(rng.integers(20, 90)), p=weights))
        for place in rng.choice(len(words) - 6, 2, replace=False):
            words[place] = f"[{words[place]}][{words[place + 1]}]"
            words[place + 3] = f"[{words[place + 3]} [and {words[place + 4]}]]"
        paragraphs.append(f"{len(paragraphs) + 1}. {' '.join(words)}.")
        total += len(paragraphs[-1]) + 2
    return paragraphs


def edit_paragraphs(rng: np.random.Generator, paragraphs: list[str]) -> list[str]:
    """The next version: a tenth edited, one in fifty dropped, inserted or moved."""
    edited: list[str] = []
    moved: list[str] = []
    for paragraph in paragraphs:
        chance = rng.random()
        if chance < 0.02:
            continue
        if chance < 0.04:
            moved.append(paragraph)
            continue
        if chance < 0.06:
            edited.append("Inserted " + paragraph[::-1])
        is_edited = chance > 0.9
        edited.append(paragraph.replace(" w1 ", " [w1][x1] ", 2) if is_edited else paragraph)
    return edited + moved


def _seconds(run: Callable[[], object]) -> float:
    """Processor time: the best of three runs, or of one that takes more than five seconds."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
        if best > 5:
            break
    return best


if __name__ == "__main__":
    main()
