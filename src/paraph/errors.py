"""Every error that Paraph raises on purpose.

ParaphError
├── InputError             what the user gave can't be used; exit code 2
│   ├── CaseError          mistakes in a case folder, each with its place and its mend
│   ├── UnknownNameError   a name that the case doesn't have
│   └── FormatError        a file of another program that can't be read or held
└── EngineError            a computation that can't be done honestly
    ├── TooLargeError      the exact answer would need too much memory or time
    └── InferenceError     the evidence doesn't allow an answer that can be trusted
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class ParaphError(Exception):
    """The root of all errors that Paraph raises on purpose."""


class InputError(ParaphError):
    """What the user gave can't be used; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in one file: where it is, what is wrong, how to mend it.

    Lines and columns count from 1; 0 means that the mistake has no single place. `excerpt` is
    the line as it stands in the file; `n_marked` characters of it, from `column` on, are meant.
    """

    file: str
    line: int
    column: int
    problem: str
    mend: str = ""
    excerpt: str = ""
    n_marked: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.problem}" + (f"; {self.mend}" if self.mend else "")


class CaseError(InputError):
    """A case folder with mistakes, all of them at once."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class UnknownNameError(InputError):
    """A name that doesn't exist, with the nearest one that does."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(known)
        super().__init__(f"unknown {kind} {name!r}{suggest(name, self.known)}")


class FormatError(InputError):
    """A file of another program that can't be read, or that can't hold what is asked of it."""


class EngineError(ParaphError):
    """A computation that can't be done honestly."""


class TooLargeError(EngineError):
    """The exact answer would need more memory or time than allowed."""


class InferenceError(EngineError):
    """The evidence doesn't allow an answer that can be trusted."""


def suggest(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean 'x'?", or the known names where none is near."""
    names = list(dict.fromkeys(known))
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    if names:
        shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
        return f"; known: {shown}"
    return ""
