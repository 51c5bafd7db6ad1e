"""Other people's domains: each file is read or refused, and their answers are ours."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from paraph.analysis import find_frontier
from paraph.cli import main
from paraph.errors import FormatError
from paraph.formats.domains import (
    Domain,
    DomainFormat,
    case_to_domain,
    domain_to_case,
    read_domain,
    survey_domains,
    write_domain,
)


@pytest.fixture(scope="module")
def domains(paraph_data: Path) -> Path:
    return paraph_data / "domains"


def every_domain(root: Path) -> list[tuple[Path, Domain]]:
    return [(found.path, found.domain) for found in survey_domains(root) if found.domain]


def test_every_file_is_read_or_refused_with_a_reason(
    domains: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = survey_domains(domains)
    read = [file.path for folder in folders for file in folder.read]
    refused = [file for folder in folders for file in folder.refused]
    files = [path for path in domains.rglob("*") if path.is_file()]
    assert sorted(read + [file.path for file in refused]) == sorted(files)
    with capsys.disabled():
        assert main(["domains", str(domains)]) == 0
    assert len(read) > 4 * len(refused)


@pytest.mark.slow
@pytest.mark.parametrize("domain_format", list(DomainFormat))
def test_every_domain_comes_back_from_each_format_that_holds_it(
    domains: Path, domain_format: DomainFormat, tmp_path: Path
) -> None:
    n_written = n_refused = 0
    for place, (_, domain) in enumerate(every_domain(domains)):
        folder = tmp_path / str(place)
        try:
            write_domain(domain, folder, domain_format)
        except FormatError:
            n_refused += 1
            continue
        n_written += 1
        back = read_domain([folder])
        assert (back.name, back.agenda) == (domain.name, domain.agenda)
        assert sorted(back.profiles, key=lambda own: own.name) == sorted(
            domain.profiles, key=lambda own: own.name
        )
    assert n_written > 100
    assert (n_refused > 0) == (domain_format is DomainFormat.GENIUSWEB)


@pytest.mark.slow
def test_a_domain_and_its_case_have_the_same_efficient_packages(domains: Path) -> None:
    both = [domain for _, domain in every_domain(domains) if len(domain.profiles) > 1]
    n_refused = 0
    for domain in both[::5]:
        try:
            case_problem = case_to_domain(domain_to_case(domain)).problem
        except FormatError:
            n_refused += 1
            continue
        expected = {
            tuple(sorted(point.package.as_dict().items()))
            for point in find_frontier(domain.problem).points
        }
        found = {
            tuple(sorted(point.package.as_dict().items()))
            for point in find_frontier(case_problem).points
        }
        assert len(found) == len(expected)
    assert n_refused <= 3


def test_published_pareto_fronts_of_anl_are_ours(domains: Path) -> None:
    n_compared = 0
    for path in sorted(domains.glob("anl*/*/specials.json")):
        published = json.loads(path.read_text())["pareto_front"]
        points = find_frontier(read_domain([path.parent]).problem).points
        expected = sorted({tuple(entry["utility"]) for entry in published})
        assert len(points) == len(expected)
        for ours, theirs in zip(sorted(point.values for point in points), expected, strict=True):
            assert ours == pytest.approx(theirs, abs=1e-9)
        n_compared += 1
    assert n_compared >= 50


def test_published_products_and_sums_of_negolog_are_ours(domains: Path) -> None:
    n_compared = 0
    for path in sorted(domains.glob("negolog/*/specs.json")):
        published = json.loads(path.read_text())
        values = [p.values for p in find_frontier(read_domain([path.parent]).problem).points]
        assert max(a * b for a, b in values) == pytest.approx(published["Nash Product"], abs=1e-9)
        assert max(a + b for a, b in values) == pytest.approx(published["Social Welfare"], abs=1e-9)
        n_compared += 1
    assert n_compared >= 10


def rectangle_value(path: Path, package: dict[str, str]) -> float:
    """A nonlinear GENIUS utility of a package, straight from its file."""
    root = ElementTree.parse(path).getroot()
    names = {element.get("index"): element.get("name") for element in root.iter("issue")}
    total = sum(
        float(rectangle.get("utility"))
        for rectangle in root.iter("hyperRectangle")
        if all(
            int(part.get("min")) <= int(package[names[part.get("index")]]) <= int(part.get("max"))
            for part in rectangle
        )
    )
    return total / float(root.find(".//utility").get("maxutility"))


def test_pareto_sets_of_genius_on_ten_thousand_million_packages(domains: Path) -> None:
    """All that GENIUS lists must be ours; values are capped at 1, as GENIUS does.

    It misses a point in one set, so ours are recounted from the files besides.
    """
    n_compared = 0
    for path in sorted(domains.glob("*/*/pareto.xml")):
        domain = read_domain([path.parent])
        theirs = [
            tuple(map(float, line.split(","))) for line in path.read_text().split("\n") if line
        ]
        ours = [
            (tuple(min(1.0, value) for value in point.values), point.package.as_dict())
            for point in find_frontier(domain.problem).points
        ]
        for listed in theirs:
            assert any(values == pytest.approx(listed, abs=1e-7) for values, _ in ours)
        for values, package in ours:
            recounted = [
                min(1.0, rectangle_value(path.parent / f"{profile.name}.xml", package))
                for profile in domain.profiles
            ]
            assert values == pytest.approx(recounted, abs=1e-9)
        n_compared += 1
    assert n_compared == 4
