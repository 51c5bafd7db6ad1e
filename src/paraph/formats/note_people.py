"""Who took part in a meeting, as a note's heading lists them, by party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from paraph.case import Case
from paraph.errors import UnknownNameError
from paraph.formats.casefolder.documents import Written
from paraph.record import Participant
from paraph.record.notes import build_vocabulary

_PERSON = re.compile(r"([^,;()]+?)\s*\(([^()]+)\)")
_BETWEEN = re.compile(r"[,;]| and | & ")
_GROUP = re.compile(r"(?:^|[.;]\s+)([^\W\d_][^:.;]{0,40}?)\s*:\s*")
_NAME = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Amb)\.? )?[A-Z][\w'’.-]*"
    r"(?: (?:(?:de|van|von|der|al) )?[A-Z][\w'’.-]*){0,3}"
)
_LEAST_GROUPS = 2


def people_by_party(value: Written, case: Case) -> Iterable[Participant]:
    """Read {party: [names]}, or a line "A (party), B (party)"."""
    if isinstance(value, str):
        yield from people_in_line(value, case)
        return
    if not isinstance(value, Mapping):
        raise ValueError("participants are listed by party: {us: [A, B]}, or A (us), B (us)")
    for party, names in value.items():
        party_id = _party_called(str(party), case)
        for name in names if isinstance(names, list) else [names]:
            if not isinstance(name, str):
                raise ValueError("a participant is a name")
            yield Participant(name, party_id)


def people_in_line(line: str, case: Case) -> Iterable[Participant]:
    """Read "A, B (party); C and D (other party)", or "Party: A, B; Other: C".

    Names without a party belong to the next one named.
    """
    if grouped := people_in_groups(line, case):
        yield from grouped
        return
    waiting: list[str] = []
    for part in _BETWEEN.split(line):
        named = _PERSON.fullmatch(part.strip())
        waiting.append((named[1] if named else part).strip())
        if named:
            party_id = _party_called(named[2].strip(), case)
            yield from (Participant(name, party_id) for name in waiting if name)
            waiting = []
    yield from (Participant(name, _party_of_person(name, case)) for name in waiting if name)


def _party_called(name: str, case: Case) -> str:
    if party_id := find_party(name, case):
        return party_id
    raise UnknownNameError("party", name, (party.id for party in case.parties))


def find_party(name: str, case: Case) -> str:
    """The party of this id or name, in any letters, or short name; "us" and "we" are our side."""
    for party in case.parties:
        if name.lower() in (party.id.lower(), party.name.lower()):
            return party.id
    return build_vocabulary(case.agenda, case.parties, we_id=case.we_id).party_called(name)


def _party_of_person(name: str, case: Case) -> str:
    for party in case.parties:
        people = [party.principal, *(person.name for person in party.delegation)]
        if name.lower() in (person.lower() for person in people):
            return party.id
    return ""


def people_in_groups(line: str, case: Case) -> tuple[Participant, ...]:
    """Read "HT: Okafor (CFO), Bell. NU: Grant": names behind two parties; else nobody.

    What stands in brackets is what somebody does there.
    """
    starts = list(_GROUP.finditer(line.strip(" \t\r\n*_-•")))
    ends = [*(match.start() for match in starts[1:]), None]
    found: list[Participant] = []
    for match, end in zip(starts, ends, strict=False):
        party_id = find_party(match[1].strip(), case)
        said = re.sub(r"\([^()]*\)", "", match.string[match.end() : end]).strip(" .")
        names = [name.strip() for name in _BETWEEN.split(said)]
        if not party_id or not all(_NAME.fullmatch(name) for name in names):
            return ()
        found += [Participant(name, party_id) for name in names]
    return tuple(found) if len(starts) >= _LEAST_GROUPS else ()
