"""The files of domains: which kind each is, reading a domain from them, writing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from paraph.errors import FormatError
from paraph.files import write_bytes
from paraph.formats.domains.domain import Domain, Profile
from paraph.formats.domains.genius import (
    is_genius_profile,
    parse_genius_domain,
    parse_genius_profile,
    render_genius_domain,
    render_genius_profile,
)
from paraph.formats.domains.geniusweb import (
    parse_geniusweb_domain,
    parse_geniusweb_profile,
    parse_json,
    parse_negolog_profile,
    render_geniusweb_domain,
    render_geniusweb_profile,
)
from paraph.formats.domains.negmas import (
    is_negmas_domain,
    parse_negmas_domain,
    parse_negmas_profile,
    parse_yaml,
    render_negmas_domain,
    render_negmas_profile,
)
from paraph.negotiation import Agenda, Preference

SUFFIXES = (".xml", ".json", ".yml", ".yaml")


class DomainFormat(StrEnum):
    """The formats that domains are written in."""

    GENIUS = "genius"
    GENIUSWEB = "geniusweb"
    NEGMAS = "negmas"


class FileKind(StrEnum):
    """The kinds of files that domains are found in."""

    GENIUS = "GENIUS (XML)"
    GENIUSWEB = "GeniusWeb (JSON)"
    NEGOLOG = "NegoLog (JSON)"
    NEGMAS = "NegMAS (YAML)"
    JSON = "other JSON"


@dataclass(frozen=True)
class DomainFile:
    """A file, and why it isn't part of a domain, or can't be read (empty: it was read)."""

    path: Path
    kind: FileKind
    refusal: str = ""


@dataclass(frozen=True)
class DomainFolder:
    """What a folder holds: a domain, if its files make one, and which files were read."""

    path: Path
    domain: Domain | None
    files: tuple[DomainFile, ...]

    @property
    def read(self) -> tuple[DomainFile, ...]:
        """The files that were read."""
        return tuple(file for file in self.files if not file.refusal)

    @property
    def refused(self) -> tuple[DomainFile, ...]:
        """The files that weren't, each with its reason."""
        return tuple(file for file in self.files if file.refusal)


@dataclass(frozen=True)
class _Piece:
    """What one file holds: an agenda, or a profile (for NegMAS without its agenda), or both."""

    path: Path
    name: str = ""
    agenda: Agenda | None = None
    profile: Profile | None = None
    source: str = ""


def read_domain(paths: Sequence[Path]) -> Domain:
    """Read a domain from its files, or from one folder with its files.

    Named files must all be readable; in a folder, files that belong to no domain are passed
    over. FormatError says which file is wrong, and why.
    """
    if len(paths) == 1 and paths[0].is_dir():
        folder = read_domain_folder(paths[0])
        if folder.domain is None or (len(folder.domain.profiles) < 2 and folder.refused):
            reasons = "; ".join(file.refusal for file in folder.refused) or "no domain files"
            below = "; paraph domains lists those below it" if _has_domains_below(paths[0]) else ""
            raise FormatError(f"{paths[0]}: no complete domain in this folder: {reasons}{below}")
        return folder.domain
    return _put_together([_read_piece(path) for path in paths], _common_name(paths))


def read_domain_folder(folder: Path) -> DomainFolder:
    """Read what a folder holds of one domain, and say why any other of its files can't be used."""
    pieces, files = [], []
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            try:
                pieces.append(_read_piece(path))
            except FormatError as error:
                files.append(DomainFile(path, _find_kind(path), str(error)))
    domain, reason = None, ""
    try:
        domain = _put_together(pieces, folder.name) if pieces else None
    except FormatError as error:
        reason = str(error)
    files += [DomainFile(piece.path, _find_kind(piece.path), reason) for piece in pieces]
    return DomainFolder(folder, domain, tuple(sorted(files, key=lambda file: file.path)))


def survey_domains(root: Path) -> tuple[DomainFolder, ...]:
    """Read every folder from a root down that holds files of the formats' kinds.

    FormatError if the root isn't a folder, or there is no such file.
    """
    folders = {path.parent for path in root.rglob("*") if path.suffix.lower() in SUFFIXES}
    if not folders:
        what = "no domain files in it" if root.is_dir() else "not a folder"
        raise FormatError(f"{root}: {what}; these are read: {', '.join(SUFFIXES)}")
    return tuple(read_domain_folder(folder) for folder in sorted(folders))


def _has_domains_below(folder: Path) -> bool:
    return any(path.suffix.lower() in SUFFIXES for path in folder.glob("*/*"))


def _find_kind(path: Path) -> FileKind:
    """Return what kind of file it is by its name, and for JSON by the keys in it."""
    suffix = path.suffix.lower()
    if suffix != ".json":
        return FileKind.GENIUS if suffix == ".xml" else FileKind.NEGMAS
    try:
        source = path.read_bytes()
    except OSError:
        return FileKind.JSON
    if b"UtilitySpace" in source or b'"issuesValues"' in source:
        return FileKind.GENIUSWEB
    return FileKind.NEGOLOG if b'"issueWeights"' in source else FileKind.JSON


def write_domain(domain: Domain, folder: Path, domain_format: DomainFormat) -> tuple[Path, ...]:
    """Write a domain's file and one for each profile; return their paths.

    FormatError for what the format can't hold, or if a file exists already.
    """
    suffix, render_domain, render_profile = _WRITERS[domain_format]
    texts = {f"{_file_name(domain.name)}-domain{suffix}": render_domain(domain)}
    for profile in domain.profiles:
        texts[f"{_file_name(profile.name)}{suffix}"] = render_profile(domain, profile)
    if len(texts) != len(domain.profiles) + 1:
        raise FormatError("two profiles would be written to the same file; give them other names")
    paths = tuple(folder / name for name in texts)
    for path in paths:
        if path.exists():
            raise FormatError(f"{path} exists already; choose another folder, or move it away")
    for path, text in zip(paths, texts.values(), strict=True):
        write_bytes(path, text.encode())
    return paths


def _read_piece(path: Path) -> _Piece:
    where = path.name
    try:
        source = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FormatError(f"{where}: not UTF-8 text") from None
    except OSError as error:
        raise FormatError(f"{where}: can't be read ({error.strerror})") from None
    if path.suffix.lower() == ".xml":
        return _genius_piece(path, source)
    if path.suffix.lower() == ".json":
        return _json_piece(path, source)
    if path.suffix.lower() in (".yml", ".yaml"):
        return _negmas_piece(path, source)
    raise FormatError(f"{where}: not a domain; these are read: {', '.join(SUFFIXES)}")


def _genius_piece(path: Path, source: str) -> _Piece:
    if is_genius_profile(source, path.name):
        name, agenda, profile = parse_genius_profile(source, path.stem, path.name)
        return _Piece(path, name, agenda, profile)
    name, agenda = parse_genius_domain(source, path.name)
    return _Piece(path, name, agenda)


def _json_piece(path: Path, source: str) -> _Piece:
    data = parse_json(source, path.name)
    if "issuesValues" in data:
        return _Piece(path, *parse_geniusweb_domain(source, path.name))
    if "issueWeights" in data:
        return _Piece(path, "", *parse_negolog_profile(source, path.stem, path.name))
    if any(key.endswith("UtilitySpace") for key in data):
        return _Piece(path, *parse_geniusweb_profile(source, path.name))
    raise FormatError(f"{path.name}: holds neither issues nor preferences, so it isn't a domain's")


def _negmas_piece(path: Path, source: str) -> _Piece:
    if is_negmas_domain(parse_yaml(source, path.name)):
        return _Piece(path, *parse_negmas_domain(source, path.name))
    return _Piece(path, source=source)


def _put_together(pieces: Sequence[_Piece], default_name: str) -> Domain:
    agendas = sorted(
        (piece for piece in pieces if piece.agenda is not None),
        key=lambda piece: piece.profile is not None,
    )
    if not agendas or agendas[0].agenda is None:
        raise FormatError(f"{default_name}: no file says which issues there are")
    first, agenda = agendas[0], agendas[0].agenda
    if len([piece for piece in pieces if piece.agenda and not piece.profile]) > 1:
        raise FormatError(f"{default_name}: more than one domain; name the files of one only")
    profiles = [
        _profile_of(piece, agenda, first.path.name)
        for piece in pieces
        if piece is not first or piece.profile
    ]
    if not profiles:
        raise FormatError(f"{default_name}: a domain without any profile")
    names = [profile.name for profile in profiles]
    if len(set(names)) < len(names) or not all(names):
        stems = [piece.path.stem for piece in pieces if piece is not first or piece.profile]
        profiles = [replace(p, name=stem) for p, stem in zip(profiles, stems, strict=True)]
    return Domain(first.name or default_name, agenda, tuple(profiles))


def _profile_of(piece: _Piece, agenda: Agenda, source_of_agenda: str) -> Profile:
    if piece.profile is None or piece.agenda is None:
        return parse_negmas_profile(piece.source, agenda, piece.path.name)
    places = _match(agenda, piece.agenda, f"{source_of_agenda} and {piece.path.name}")
    preference = piece.profile.preference
    return replace(
        piece.profile,
        preference=Preference(
            tuple(preference.weights[place] for place, _ in places),
            tuple(
                tuple(preference.option_values[place][option] for option in options)
                for place, options in places
            ),
            preference.reservation,
            preference.interactions,
        ),
    )


def _match(agenda: Agenda, other: Agenda, where: str) -> list[tuple[int, list[int]]]:
    """Return where each issue of the agenda and its options stand in another.

    FormatError if they aren't the same issues with the same options, in whatever order.
    """
    if set(agenda.issue_ids) != set(other.issue_ids):
        odd = sorted(set(agenda.issue_ids) ^ set(other.issue_ids))
        raise FormatError(f"{where} disagree on the issues: {', '.join(odd)}")
    places = []
    for issue in agenda.issues:
        twin = other.issue(issue.id)
        if {option.id for option in issue.options} != {option.id for option in twin.options}:
            raise FormatError(
                f"{where} disagree on the values of issue {issue.id!r}:"
                f" {len(issue.options)} and {len(twin.options)}"
            )
        options = [twin.position(option.id) for option in issue.options]
        places.append((other.position(issue.id), options))
    return places


def _common_name(paths: Sequence[Path]) -> str:
    return paths[0].resolve().parent.name if paths else "domain"


def _file_name(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.") or "unnamed"


_Writer = tuple[str, Callable[[Domain], str], Callable[[Domain, Profile], str]]
_WRITERS: dict[DomainFormat, _Writer] = {
    DomainFormat.GENIUS: (".xml", render_genius_domain, render_genius_profile),
    DomainFormat.GENIUSWEB: (".json", render_geniusweb_domain, render_geniusweb_profile),
    DomainFormat.NEGMAS: (".yml", render_negmas_domain, render_negmas_profile),
}
