"""Read amendments from YAML: each side's moves on the text, with who, when and where.

```yaml
- {kind: replace, by: EU, date: 2026-03-02, session: Vienna, target: shall, words: should,
   where: "Article 2, paragraph 1"}
- {kind: agree ad ref, by: Chair, date: 2026-03-04, target: "report yearly."}
```
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from paraph.case import Case
from paraph.errors import CaseError, FormatError, InputError, Mistake, suggest
from paraph.files import write_bytes
from paraph.formats.casefolder.documents import Document, parse_document
from paraph.record import Session
from paraph.text import Amendment, AmendmentKind

_KEYS = ("kind", "by", "date", "session", "target", "words", "where", "agreed")
_NEEDED = ("kind", "by", "date", "target")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def read_amendments(path: Path) -> tuple[Amendment, ...]:
    """Read a file of amendments, in its order.

    Raises CaseError with every mistake in the file, and FormatError if it can't be read.
    """
    return parse_amendments(str(path), _read_words(path))


def _read_words(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: can't be read ({error})") from error


def parse_amendments(file: str, text: str) -> tuple[Amendment, ...]:
    """Read amendments from YAML. Raises CaseError with every mistake."""
    document = parse_document(file, text)
    if document.data is None:
        return ()
    if not isinstance(document.data, list):
        raise CaseError([document.mistake((), "a list of amendments is wanted here")])
    mistakes: list[Mistake] = []
    amendments = []
    for number, written in enumerate(document.data):
        found = _mistakes_in(document, number, written)
        mistakes += found
        if not found and isinstance(written, dict):
            amendments.append(_read_one({key: str(value) for key, value in written.items()}))
    if mistakes:
        raise CaseError(mistakes)
    return tuple(amendments)


def _mistakes_in(document: Document, number: int, written: object) -> list[Mistake]:
    place: tuple[str | int, ...] = (number,)
    if not isinstance(written, dict):
        return [document.mistake(place, "an amendment has keys: kind, by, date, target")]
    found = [
        document.mistake(
            (*place, key), f"unknown key {key!r}{suggest(key, _KEYS)}", is_about_key=True
        )
        for key in written
        if key not in _KEYS
    ]
    found += [
        document.mistake(place, f"{key!r} is missing") for key in _NEEDED if key not in written
    ]
    kinds = [kind.value for kind in AmendmentKind]
    kind = written.get("kind")
    if kind is not None and kind not in kinds:
        known = suggest(str(kind), kinds)
        found.append(document.mistake((*place, "kind"), f"unknown kind {kind!r}{known}"))
    if "date" in written and _read_day(str(written["date"])) is None:
        found.append(
            document.mistake(
                (*place, "date"), f"not a day: {written['date']!r}", "as in 2026-03-02"
            )
        )
    if str(written.get("agreed", "no")).lower() not in _YES_NO:
        found.append(document.mistake((*place, "agreed"), "yes or no is wanted here"))
    return found


def _read_day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _read_one(written: dict[str, str]) -> Amendment:
    return Amendment(
        AmendmentKind(written["kind"]),
        written["by"],
        date.fromisoformat(written["date"]),
        written.get("session", ""),
        written["target"],
        written.get("words", ""),
        written.get("where", ""),
        _YES_NO[written.get("agreed", "no").lower()],
    )


# Who may move a text without being a party.
_OFFICES = ("Chair", "Co-Chairs", "Facilitator", "Mediator", "Secretariat")


def check_amendments(path: Path, case: Case) -> tuple[Mistake, ...]:
    """Check that the amendments of a file fit a case's parties, sessions and their dates.

    Returns what should be looked at: an amendment that names no session although one sat that
    day. Raises CaseError with every mistake, and FormatError if the file can't be read.
    """
    return _check(str(path), _read_words(path), case)


def _check(file: str, words: str, case: Case) -> tuple[Mistake, ...]:
    document = parse_document(file, words)
    mistakes: list[Mistake] = []
    notices: list[Mistake] = []
    for number, move in enumerate(parse_amendments(file, words)):
        names = _names_that_move(case)
        if move.by.casefold() not in {name.casefold() for name in names}:
            known = suggest(move.by, names)
            mistakes.append(document.mistake((number, "by"), f"unknown party {move.by!r}{known}"))
        problem = _find_session_problem(move, case.sessions)
        if problem:
            mistakes.append(
                document.mistake((number, "session" if move.session else "date"), problem)
            )
        sat = [one.id for one in case.sessions if _sat_on(one, move.day)]
        if sat and not move.session:
            problem = f"no session is named, though one sat on {move.day}"
            notices.append(document.mistake((number,), problem, f"write session: {sat[0]}"))
    if mistakes:
        raise CaseError(mistakes)
    return tuple(notices)


def _names_that_move(case: Case) -> list[str]:
    """The names that may stand under "by": parties, and those who hold an office."""
    parties = [name for party in case.parties for name in (party.id, party.name)]
    return [*dict.fromkeys(parties), *_OFFICES]


def _find_session_problem(move: Amendment, sessions: tuple[Session, ...]) -> str:
    """What is wrong with an amendment's session: unknown, or not sitting that day; "" if nothing.

    A session goes by its id, its title or its place.
    """
    if not move.session:
        return ""
    named = [one for one in sessions if move.session in (one.id, one.title, one.place)]
    if not named:
        return (
            f"unknown session {move.session!r}{suggest(move.session, [one.id for one in sessions])}"
        )
    if any(_sat_on(one, move.day) for one in named):
        return ""
    sat = "; ".join(
        f"{one.id}: {one.day}" + (f" to {one.last_day}" if one.last_day else "") for one in named
    )
    return f"dated {move.day}, but the session sat on other days ({sat})"


def _sat_on(session: Session, day: date) -> bool:
    return session.day <= day <= (session.last_day or session.day)


def append_amendment(path: Path, move: Amendment, case: Case) -> None:
    """Add an amendment at the end of a file of amendments; what stands there stays as it is.

    Raises CaseError where it doesn't fit the case (see `check_amendments`), and InputError where
    the file is not a list with an entry on each line, which can't be added to. Writes all or
    nothing.
    """
    before = _read_words(path) if path.is_file() else ""
    fields = {
        "kind": str(move.kind),
        "by": move.by,
        "date": f"{move.day}",
        "session": move.session,
        "target": move.target,
        "words": move.words,
        "where": move.where,
        "agreed": "yes" if move.is_agreed else "",
    }
    shown = ", ".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items() if value
    )
    glue = "" if not before or before.endswith("\n") else "\n"
    after = f"{before}{glue}- {{{shown}}}\n"
    try:
        is_added = parse_amendments(str(path), after)[-1:] == (move,)
    except CaseError:
        is_added = False
    if not is_added:
        raise InputError(f"{path}: can't be added to; write each amendment on a line of its own")
    _check(str(path), after, case)
    write_bytes(path, after.encode())
