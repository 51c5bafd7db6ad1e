"""`paraph import`, `paraph export`, `paraph domains`: domains of negotiation research."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from paraph.cli.options import AsJson, AsOf, Folder
from paraph.formats.domains import DomainFile, DomainFormat, FileKind, survey_domains
from paraph.formats.results import render_json
from paraph.usecases import export_case, import_domain

_FILES_SHOWN = 5  # of each reason


def import_(
    files: Annotated[
        list[Path], Parameter(help="The domain's files (XML, JSON, YAML), or the folder of them.")
    ],
    *,
    out: Annotated[Path, Parameter(help="The case folder to make.")],
    as_json: AsJson = False,
) -> None:
    """Make a case folder from a domain of GENIUS, GeniusWeb, NegMAS or NegoLog.

    The first profile becomes our side. What a case can't hold is said.
    """
    case = import_domain(files, out)
    if as_json:
        print(render_json({"folder": out, "case": case.id, "summary": case.summary}))
        return
    print(f"Written: {out} ({len(case.agenda)} issues, {len(case.parties)} parties)")
    print(case.summary)


def export(
    folder: Folder,
    *,
    to: Annotated[DomainFormat, Parameter(name="--format", help="The format to write.")],
    out: Annotated[Path, Parameter(help="The folder to write into.")],
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Write a case as a domain: one file for the issues, one for each party's profile.

    Preferences that are stated in ranges are written as the mean of what is believed.
    """
    paths = export_case(folder, to, out, as_of)
    if as_json:
        print(render_json({"files": paths}))
        return
    for path in paths:
        print(path)


def domains(
    folder: Annotated[Path, Parameter(help="The folder, with folders of domains in it.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Read every domain file in a folder and the folders below it, and count what is read.

    For each format: how many files were read and how many refused; then each reason for a
    refusal, with the first files that it is about.
    """
    folders = survey_domains(folder)
    files = [file for found in folders for file in found.files]
    n_domains = sum(found.domain is not None for found in folders)
    counts = {
        kind: (
            sum(file.kind is kind and not file.refusal for file in files),
            sum(file.kind is kind and bool(file.refusal) for file in files),
        )
        for kind in FileKind
        if any(file.kind is kind for file in files)
    }
    if as_json:
        kinds = {str(kind): {"read": own[0], "refused": own[1]} for kind, own in counts.items()}
        refused = [{"file": f.path, "reason": f.refusal} for f in files if f.refusal]
        print(render_json({"domains": n_domains, "formats": kinds, "refused": refused}))
        return
    print(f"{n_domains} domains in {len(folders)} folders")
    print(f"{'format':18} {'read':>6} {'refused':>8}")
    for kind, (n_read, n_refused) in counts.items():
        print(f"{kind:18} {n_read:6} {n_refused:8}")
    for reason, about in sorted(_by_reason(files).items(), key=lambda pair: -len(pair[1])):
        print(f"\nRefused, {len(about)}: {reason}")
        for file in about[:_FILES_SHOWN]:
            print(f"  {file.path.relative_to(folder)}")
        if len(about) > _FILES_SHOWN:
            print(f"  and {len(about) - _FILES_SHOWN} more, which --json lists")


def _by_reason(files: Sequence[DomainFile]) -> dict[str, list[DomainFile]]:
    """Return the refused files by reason, which opens with the name of what it is about."""
    reasons: dict[str, list[DomainFile]] = {}
    for file in files:
        if file.refusal:
            _, _, reason = file.refusal.partition(": ")
            reasons.setdefault(reason, []).append(file)
    return reasons
