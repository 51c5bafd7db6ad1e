"""What is found wrong while a file is checked: many findings in one refusal, each at its path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import isclose, isfinite
from typing import NoReturn, TypeVar

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from paraph.errors import suggest
from paraph.formats.casefolder.documents import Path

REFUSED = "refused"
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, at a path counted from the value that is being checked."""

    path: Path
    problem: str
    mend: str = ""
    is_about_key: bool = False


@dataclass(frozen=True)
class Names:
    """Every name a case defines, as far as its files could be read.

    `options` gives the option ids of each issue; an issue whose options can't be read has
    none, and its options aren't checked. `numbers` gives those of numeric issues as numbers.
    """

    parties: tuple[str, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    ordered: frozenset[str] = frozenset()
    sources: tuple[str, ...] | None = ()
    events: tuple[str, ...] | None = ()
    has_sources: bool = True

    def of(self, kind: str) -> tuple[str, ...] | None:
        """Return the known names of a kind: party, issue, source or event.

        None where they can't be read, so that nothing can be said to be unknown.
        """
        known = {
            "party": self.parties or None,
            "issue": tuple(self.options) or None,
            "source": self.sources,
            "event": self.events,
        }
        return known[kind]


NOTHING_KNOWN = Names(sources=None, events=None)


def refusal(problem: str, mend: str = "", path: Path = ()) -> PydanticCustomError:
    """Return the error that refuses a value for one reason."""
    return _refusal((Finding(path, problem, mend),))


def _refusal(findings: Iterable[Finding]) -> PydanticCustomError:
    return PydanticCustomError(REFUSED, "refused", {"findings": tuple(findings)})


class Findings:
    """Collects what is wrong within one value, and refuses it once, for all reasons.

    Without names (a value checked on its own) nothing is unknown.
    """

    def __init__(self, info: ValidationInfo | None = None) -> None:
        context = info.context if info else None
        self.names = context if isinstance(context, Names) else None
        self._found: list[Finding] = []

    def note(self, path: Path, problem: str, mend: str = "", *, is_about_key: bool = False) -> None:
        """Note one thing wrong."""
        self._found.append(Finding(path, problem, mend, is_about_key))

    def refuse_any(self) -> None:
        """Raise the refusal if anything was noted."""
        if self._found:
            raise _refusal(self._found)

    def refuse(self, path: Path, problem: str, mend: str = "") -> NoReturn:
        """Note one thing wrong and raise at once, with all that was noted before."""
        self.note(path, problem, mend)
        raise _refusal(self._found)

    def note_all(self, path: Path, error: PydanticCustomError) -> None:
        """Note everything that a refusal of a part says, at the part's path."""
        for found in (error.context or {})["findings"]:
            inside = (*path, *found.path)
            self.note(inside, found.problem, found.mend, is_about_key=found.is_about_key)

    def read(
        self, path: Path, read_part: Callable[[object], _Read], written: object
    ) -> list[_Read]:
        """Return a list that holds the part as it was read, or nothing where it was refused."""
        try:
            return [read_part(written)]
        except PydanticCustomError as error:
            self.note_all(path, error)
            return []

    def check_name(self, path: Path, kind: str, name: str, *, is_about_key: bool = False) -> None:
        """Note a name that the case doesn't have, with the nearest one that it has."""
        names = self.names or NOTHING_KNOWN
        known = names.of(kind)
        if known is None or name in known:
            return
        if kind == "source" and not names.has_sources:
            mend = f"write sources.md with a list item '- **{name}** …'"
        elif kind == "source":
            mend = f"{mend_for(name, known)}; or add '- **{name}** …' to sources.md"
        else:
            mend = mend_for(name, known)
        self.note(path, f"unknown {kind} '{name}'", mend, is_about_key=is_about_key)

    def option_of(
        self, path: Path, issue_id: str, written: object, *, is_about_key: bool = False
    ) -> str:
        """Return the option that is meant; note it where the issue has no such option."""
        names = self.names or NOTHING_KNOWN
        options = names.options.get(issue_id, ())
        if not isinstance(written, str):
            is_missing = written is None
            problem = "no option is given" if is_missing else "one option is expected here"
            mend = mend_for("", options) or f"write {issue_id}: and one of its options"
            self.note(path, problem, mend, is_about_key=is_missing)
            return ""
        if not options or written in options:
            return written
        for option, number in names.numbers.get(issue_id, {}).items():
            if is_number(written) and isclose(float(written), number, abs_tol=1e-12):
                return option
        problem = f"issue '{issue_id}' has no option '{written}'"
        self.note(path, problem, mend_for(written, options), is_about_key=is_about_key)
        return written


def mend_for(name: str, known: Iterable[str]) -> str:
    """Return "did you mean 'x'?", or the known names where none is near."""
    return suggest(name, known).removeprefix("; ")


def is_number(written: str) -> bool:
    """Whether the text is a finite number as YAML writes them."""
    try:
        return isfinite(float(written)) and "_" not in written
    except ValueError:
        return False
