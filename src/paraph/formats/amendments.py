"""Read amendments from YAML: each side's moves on the text, with who, when and where.

```yaml
- {kind: replace, by: EU, date: 2026-03-02, session: Vienna, target: shall, words: should,
   where: "Article 2, paragraph 1"}
- {kind: agree ad ref, by: Chair, date: 2026-03-04, target: "report yearly."}
```
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from paraph.errors import CaseError, FormatError, Mistake, suggest
from paraph.formats.casefolder.documents import Document, parse_document
from paraph.text import Amendment, AmendmentKind

_KEYS = ("kind", "by", "date", "session", "target", "words", "where", "agreed")
_NEEDED = ("kind", "by", "date", "target")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def read_amendments(path: Path) -> tuple[Amendment, ...]:
    """Read a file of amendments, in its order.

    Raises CaseError with every mistake in the file, and FormatError if it can't be read.
    """
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FormatError(f"{path}: can't be read ({error})") from error
    return parse_amendments(str(path), words)


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
