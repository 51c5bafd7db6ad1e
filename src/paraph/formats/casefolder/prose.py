"""The Markdown of a case folder: sources.md, and the versions of the rolling text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from pydantic_core import PydanticCustomError

from paraph.case import TextVersion
from paraph.errors import CaseError, Mistake
from paraph.formats.casefolder.documents import Place, mistake_at
from paraph.formats.casefolder.forms import read_date, read_flag
from paraph.record import Source

_SOURCE = re.compile(r"^[ \t]*[-*+] +\*\*(?P<id>[^*\n]+)\*\*[ \t]*(?P<title>.*)$")
_DISPUTED = "(disputed)"
_FENCE = "---"
_FRONT_READERS: dict[str, Callable[[object], date | bool]] = {
    "date": read_date,
    "shared": read_flag,
}


def parse_sources(file: str, text: str) -> tuple[tuple[Source, ...], tuple[Mistake, ...]]:
    """Read the list items `- **A** title or address`, and find the ids that stand twice.

    All other lines are for people. "(disputed)" in a title marks a dispute.
    """
    lines = tuple(text.splitlines())
    sources: dict[str, Source] = {}
    first: dict[str, int] = {}
    mistakes: list[Mistake] = []
    for number, line in enumerate(lines, start=1):
        found = _SOURCE.match(line)
        if not found:
            continue
        source_id = found["id"].strip()
        if source_id in sources:
            place = Place(number, found.start("id") + 1, len(found["id"]))
            problem = f"source '{source_id}' is listed twice"
            mend = f"it stands in line {first[source_id]} already; give each its own id"
            mistakes.append(mistake_at(file, lines, place, problem, mend))
            continue
        first[source_id] = number
        title = " ".join(found["title"].replace(_DISPUTED, "").split())
        sources[source_id] = Source(source_id, title, _DISPUTED in found["title"])
    return tuple(sources.values()), tuple(mistakes)


def render_sources(sources: Iterable[Source]) -> str:
    """Write sources as Markdown list items."""
    items = (
        f"- **{source.id}** {source.title}{' ' + _DISPUTED if source.is_disputed else ''}".rstrip()
        for source in sources
    )
    return "\n".join(["# Sources", "", *items, ""])


def parse_text(file: str, text: str, *, name: str, day: date | None = None) -> TextVersion:
    """Read a version of the rolling text; a front matter may give its date.

    `shared: no` in the front matter says that not all sides work on it.
    CaseError where the front matter can't be read.
    """
    lines = tuple(text.split("\n"))
    if lines[0].rstrip() != _FENCE:
        return TextVersion(text, day, name)
    fences = [number for number, line in enumerate(lines[:40]) if line.rstrip() == _FENCE]
    if len(fences) < 2:  # a rule of dashes on the first line, not a front matter
        return TextVersion(text, day, name)
    end = fences[1]
    front: dict[str, date | bool] = {}
    for number, line in enumerate(lines[1:end], start=2):
        front.update(_read_front_line(file, lines, number, line))
    written_day = front.get("date", day)
    return TextVersion(
        source="\n".join(lines[end + 1 :]),
        day=written_day if isinstance(written_day, date) else None,
        name=name,
        is_shared=front.get("shared") is not False,
    )


def _read_front_line(
    file: str, lines: tuple[str, ...], number: int, line: str
) -> dict[str, date | bool]:
    key, colon, value = line.partition(":")
    if not line.strip() or line.lstrip().startswith("#"):
        return {}
    read = _FRONT_READERS.get(key.strip())
    if read is None or not colon:
        mend = "write date: 2019-02-27, shared: no, or nothing"
        problem = "the front matter of the text holds its date and whether it is shared only"
        raise CaseError([mistake_at(file, lines, Place(number, 1, len(line)), problem, mend)])
    try:
        return {key.strip(): read(value.strip().strip("'\""))}
    except PydanticCustomError as error:
        (found,) = (error.context or {})["findings"]
        place = Place(number, len(key) + 2 + len(value) - len(value.lstrip()), len(value.strip()))
        raise CaseError([mistake_at(file, lines, place, found.problem, found.mend)]) from error


def render_text(version: TextVersion) -> str:
    """Write a version of the rolling text, with what is said of it as front matter."""
    front = [f"date: {version.day}"] if version.day else []
    if not version.is_shared:
        front.append("shared: no")
    if not front and not version.source.startswith(_FENCE):
        return version.source
    return "\n".join([_FENCE, *front, _FENCE, version.source])
