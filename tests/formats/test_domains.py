"""Domains: what each format says is read, written and read again; the rest is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from paraph.errors import FormatError
from paraph.formats.casefolder import read_case, write_case
from paraph.formats.domains import (
    Domain,
    DomainFormat,
    Profile,
    case_to_domain,
    domain_to_case,
    read_domain,
    read_domain_folder,
    write_domain,
)
from paraph.negotiation import (
    Agenda,
    Condition,
    IfThen,
    Interaction,
    Issue,
    Option,
    Preference,
    StatedReservation,
    numeric_issue,
    package_of,
)


def issue(name: str, *options: str) -> Issue:
    return Issue(name, name, tuple(Option(option, option) for option in options))


AGENDA = Agenda((issue("Wages & hours", "none", "5 %", "<10 %>"), issue("Start", "May", "June")))
OURS = Preference((0.7, 0.3), ((0.0, 0.25, 1.0), (1.0, 0.1)), reservation=0.35)
THEIRS = Preference((0.4, 0.6), ((1.0, 0.3, 0.0), (0.0, 1.0)))
DOMAIN = Domain(
    "Strike",
    AGENDA,
    (Profile("management", THEIRS), Profile("union", OURS, has_reservation=True, discount=0.9)),
)
NUMBERS = Agenda((replace(numeric_issue("x", "x", low=0, high=4, step=1, unit="")),))


def rectangles(*interactions: tuple[tuple[str, ...], float]) -> Preference:
    held = tuple(Interaction((Condition("x", ids),), value) for ids, value in interactions)
    return Preference((0.0,), ((0.0,) * 5,), interactions=held)


@pytest.mark.parametrize("domain_format", [DomainFormat.GENIUS, DomainFormat.NEGMAS])
def test_a_domain_comes_back_as_it_was(domain_format: DomainFormat, tmp_path: Path) -> None:
    paths = write_domain(DOMAIN, tmp_path / "out", domain_format)
    assert len(paths) == 3
    assert read_domain([tmp_path / "out"]) == DOMAIN
    assert read_domain(paths) == DOMAIN


@pytest.mark.parametrize("domain_format", [DomainFormat.GENIUS, DomainFormat.NEGMAS])
def test_hyper_rectangles_come_back(domain_format: DomainFormat, tmp_path: Path) -> None:
    ours = rectangles((("1", "2", "3"), 0.5), (("3",), 0.5))
    theirs = rectangles((("0", "1"), 1.0))
    domain = Domain("Ranges", NUMBERS, (Profile("a", ours), Profile("b", theirs)))
    write_domain(domain, tmp_path, domain_format)
    assert read_domain([tmp_path]) == domain


def test_geniusweb_holds_a_reservation_as_a_package(tmp_path: Path) -> None:
    package = package_of({"Wages & hours": "none", "Start": "May"})
    held = replace(OURS, reservation=OURS.value_of(AGENDA, package))
    union = Profile("union", held, has_reservation=True, reservation_package=package)
    domain = Domain("Strike", AGENDA, (Profile("management", THEIRS), union))
    write_domain(domain, tmp_path, DomainFormat.GENIUSWEB)
    assert read_domain([tmp_path]) == domain


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"discount": 1.0}, r"but as a package.*no_agreement: {like: .*genius or negmas"),
        ({"has_reservation": False}, "discount"),
    ],
)
def test_what_geniusweb_cannot_hold_is_said(change: dict, reason: str, tmp_path: Path) -> None:
    domain = replace(DOMAIN, profiles=(replace(DOMAIN.profiles[1], **change),))
    with pytest.raises(FormatError, match=reason):
        write_domain(domain, tmp_path, DomainFormat.GENIUSWEB)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("domain_format", list(DomainFormat))
def test_weights_and_interactions_together_are_refused(
    domain_format: DomainFormat, tmp_path: Path
) -> None:
    both = replace(OURS, interactions=(Interaction((Condition("Start", ("May",)),), 0.1),))
    domain = replace(DOMAIN, profiles=(Profile("union", both),))
    with pytest.raises(FormatError, match=r"interactions|both"):
        write_domain(domain, tmp_path, domain_format)


def test_a_range_with_gaps_is_refused(tmp_path: Path) -> None:
    domain = Domain("Gaps", NUMBERS, (Profile("a", rectangles((("0", "3"), 1.0))),))
    for domain_format in (DomainFormat.GENIUS, DomainFormat.NEGMAS):
        with pytest.raises(FormatError, match="gaps"):
            write_domain(domain, tmp_path, domain_format)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    write_domain(DOMAIN, tmp_path, DomainFormat.GENIUS)
    with pytest.raises(FormatError, match="exists already"):
        write_domain(DOMAIN, tmp_path, DomainFormat.GENIUS)


GENIUS = """<utility_space number_of_issues="2">
  <objective index="1" name="Strike">
    <weight index="1" value="1.0"/> <weight index="2" value="0.8"/> <weight index="3" value="0.2"/>
    <issue index="2" name="Wages" type="discrete">
      <item index="1" value="low" evaluation="20"/> <item index="2" value="high" evaluation="50"/>
      <similarity_function weight="0.2"><criteria_function weight="1">
        <item index="1" value="low" evaluation="1"/></criteria_function></similarity_function>
    </issue>
    <issue index="3" name="Start" vtype="discrete">
      <item index="1" value="May" evaluation="0"/> <item index="2" value="June" evaluation="0"/>
    </issue>
  </objective>
  <discount_factor value="s"/> <reservation value="null"/>
</utility_space>"""


def read_text(folder: Path, name: str, text: str) -> Domain:
    (folder / name).write_text(text)
    return read_domain([folder / name])


def test_genius_evaluations_are_relative_to_the_best_of_the_issue(tmp_path: Path) -> None:
    domain = read_text(tmp_path, "union.xml", GENIUS)
    (profile,) = domain.profiles
    assert profile.name == "union"
    # The weight of index 1 is the objective's own; evaluations of 0 stay 0; "s" and "null" are
    # what other programs write for nothing.
    assert profile.preference == Preference((0.8, 0.2), ((0.4, 1.0), (0.0, 0.0)))
    assert (profile.discount, profile.has_reservation) == (1.0, False)


def test_genius_points_without_weights_add_up(tmp_path: Path) -> None:
    unweighted = GENIUS.replace("<weight", "<ignored").replace('evaluation="0"', 'evaluation="50"')
    (profile,) = read_text(tmp_path, "a.xml", unweighted).profiles
    assert profile.preference.weights == (0.5, 0.5)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('evaluation="20"', 'evaluation="much"'), "must be a number, not 'much'"),
        (('evaluation="20"', 'evaluation="-1"'), "below 0"),
        (('evaluation="20"', 'evaluation="nan"'), "finite"),
        (('<weight index="3" value="0.2"/>', ""), "'Start' has no weight"),
        (('value="high"', 'value="low"'), r"names the value 'low' twice.*rename"),
        (('name="Start"', 'name="Wages"'), "'Wages' comes twice"),
        (('type="discrete"', 'type="real"'), "kind 'real'"),
        (("<objective", "<goal"), "not XML"),
        (("utility_space", "space"), "opens with <space>"),
        (
            ("<utility_space", '<!DOCTYPE x [<!ENTITY y "z">]><utility_space'),
            "entities",
        ),
    ],
)
def test_what_genius_files_get_wrong_is_said(
    change: tuple[str, str], reason: str, tmp_path: Path
) -> None:
    assert change[0] in GENIUS
    with pytest.raises(FormatError, match=f"(?s)a.xml.*{reason}"):
        read_text(tmp_path, "a.xml", GENIUS.replace(*change))


def test_profiles_that_disagree_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(GENIUS)
    (tmp_path / "b.xml").write_text(
        GENIUS.replace('<item index="1" value="low" evaluation="20"/>', "", 1)
    )
    with pytest.raises(FormatError, match=r"'Wages': 2 and 1"):
        read_domain([tmp_path])
    (tmp_path / "b.xml").write_text(GENIUS.replace('name="Wages"', 'name="Pay"'))
    with pytest.raises(FormatError, match="Pay, Wages"):
        read_domain([tmp_path])


def test_the_order_of_issues_and_values_in_a_file_does_not_matter(tmp_path: Path) -> None:
    write_domain(DOMAIN, tmp_path, DomainFormat.NEGMAS)
    turned = (tmp_path / "union.yml").read_text()
    assert "Start" not in turned  # NegMAS names no issues in functions: order is all they have
    write_domain(replace(DOMAIN, agenda=AGENDA), tmp_path / "g", DomainFormat.GENIUS)
    text = (tmp_path / "g" / "Strike-domain.xml").read_text()
    may, june = (f'<item index="{i}" value="{v}" />' for i, v in ((1, "May"), (2, "June")))
    assert may in text
    swapped = text.replace(may, "@").replace(june, may).replace("@", june)
    (tmp_path / "g" / "Strike-domain.xml").write_text(swapped)
    domain = read_domain([tmp_path / "g"])
    assert [option.id for option in domain.agenda.issue("Start").options] == ["June", "May"]
    assert domain.profiles[1].preference.option_values[1] == (0.1, 1.0)


def test_geniusweb_numbers_lie_on_a_line(tmp_path: Path) -> None:
    source = """{"LinearAdditiveUtilitySpace": {"name": "a", "issueWeights": {"price": 1.0},
      "issueUtilities": {"price": {"NumberValueSetUtilities":
        {"lowValue": 10, "lowUtility": 1, "highValue": 20, "highUtility": 0}}},
      "domain": {"name": "Sale", "issuesValues": {"price": {"range": [10, 20, 5]}}}}}"""
    domain = read_text(tmp_path, "a.json", source)
    assert [option.number for option in domain.agenda.issues[0].options] == [10, 15, 20]
    assert domain.profiles[0].preference.option_values == ((1.0, 0.5, 0.0),)
    write_domain(domain, tmp_path / "out", DomainFormat.GENIUSWEB)
    assert read_domain([tmp_path / "out"]) == domain
    bent = replace(domain.profiles[0].preference, option_values=((1.0, 0.4, 0.0),))
    with pytest.raises(FormatError, match="straight line"):
        write_domain(
            replace(domain, profiles=(replace(domain.profiles[0], preference=bent),)),
            tmp_path / "bent",
            DomainFormat.GENIUSWEB,
        )


def test_negmas_functions_on_numbers(tmp_path: Path) -> None:
    (tmp_path / "d.yml").write_text(
        "issues: [{name: x, type: ContiguousIssue, values: [0, 4]}]\nname: d\n"
    )
    (tmp_path / "a.yml").write_text(
        "name: a\ntype: LinearAdditiveUtilityFunction\nreserved_value: -.inf\nweights: [1.0]\n"
        "values: [{type: AffineFun, slope: 0.25, bias: 0.0}]\n"
    )
    domain = read_domain([tmp_path])
    assert domain.profiles[0].preference.option_values == ((0.0, 0.25, 0.5, 0.75, 1.0),)
    assert not domain.profiles[0].has_reservation


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.json", '{"issuesValues": {}}', "no issues"),
        ("a.json", '{"x": ', r"a.json:1:7: not JSON"),
        ("a.json", "[1]", "not an object"),
        ("a.json", '{"pareto_front": []}', "neither issues nor preferences"),
        ("a.json", '{"SumOfGroupsUtilitySpace": {}}', "only LinearAdditiveUtilitySpace"),
        ("a.yml", "issues: [", "not YAML"),
        ("a.yml", "type: MappingUtilityFunction", "which issues"),
        ("a.csv", "x", "not a domain"),
    ],
)
def test_files_that_are_no_domain_are_refused(
    name: str, text: str, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=reason):
        read_text(tmp_path, name, text)


def test_a_folder_says_what_it_could_not_use(tmp_path: Path) -> None:
    write_domain(DOMAIN, tmp_path, DomainFormat.GENIUS)
    (tmp_path / "results.json").write_text('{"nash": 1}')
    folder = read_domain_folder(tmp_path)
    assert folder.domain == DOMAIN
    assert [file.path.name for file in folder.refused] == ["results.json"]
    (tmp_path / "union.xml").write_text("<oops>")
    with pytest.raises(FormatError, match=r"union.xml: not XML"):
        read_domain([tmp_path])


def test_a_domain_becomes_a_case_with_the_same_choices() -> None:
    case = domain_to_case(DOMAIN)
    assert [party.name for party in case.parties] == ["management", "union"]
    assert case.agenda.issues[0].id == "wages-hours"
    assert [option.label for option in case.agenda.issues[0].options] == ["none", "5 %", "<10 %>"]
    union = case.party("union").preference
    assert dict(union.importance.shares)["wages-hours"].low == pytest.approx(0.7 / 0.97)
    # Union's worst package is worth 0.03, its best 1: 0.35 lies so far between them.
    assert union.reservation.value is not None
    assert union.reservation.value.middle == pytest.approx((0.35 - 0.03) / 0.97)
    back = case_to_domain(case)
    assert back.agenda == AGENDA
    assert back.profiles[0].preference == THEIRS
    assert [profile.discount for profile in back.profiles] == [1.0, 0.9]


def test_a_domain_can_be_kept_as_a_case_folder(tmp_path: Path) -> None:
    agenda = Agenda((issue("Ranking", "Values", "values", "VALUES"), AGENDA.issues[1]))
    profiles = tuple(replace(own, name=own.name.title()) for own in DOMAIN.profiles)
    case = domain_to_case(Domain("Strike 2", agenda, profiles))
    assert [own.id for own in case.agenda.issues[0].options] == ["values-2", "values-3", "values-4"]
    write_case(case, tmp_path / "strike")
    assert read_case(tmp_path / "strike") == case


@pytest.mark.parametrize("domain_format", [DomainFormat.GENIUS, DomainFormat.NEGMAS])
def test_a_discount_comes_back_from_a_case_folder(
    domain_format: DomainFormat, tmp_path: Path
) -> None:
    write_case(domain_to_case(DOMAIN), tmp_path / "case")
    assert "discount: 0.9" in (tmp_path / "case/case.yaml").read_text()
    write_domain(case_to_domain(read_case(tmp_path / "case")), tmp_path / "out", domain_format)
    back = read_domain([tmp_path / "out"])
    assert {own.name: own.discount for own in back.profiles} == {"management": 1.0, "union": 0.9}


def test_a_reservation_as_a_package_comes_back_from_a_case_folder(tmp_path: Path) -> None:
    package = package_of({"Wages & hours": "5 %", "Start": "June"})
    held = replace(OURS, reservation=OURS.value_of(AGENDA, package))
    union = Profile("union", held, has_reservation=True, reservation_package=package)
    case = domain_to_case(Domain("Strike", AGENDA, (Profile("management", THEIRS), union)))
    write_case(case, tmp_path / "case")
    back = case_to_domain(read_case(tmp_path / "case"))
    assert back.profiles[1].reservation_package == package
    write_domain(back, tmp_path / "out", DomainFormat.GENIUSWEB)
    read = read_domain([tmp_path / "out"]).profiles[1]
    assert read.reservation_package == package
    # A case's scale leaves out what the worst package is worth, here 0.03 of 1.
    assert read.preference.reservation == pytest.approx((held.reservation - 0.03) / 0.97)


def test_a_package_in_part_is_no_reservation_for_a_domain() -> None:
    case = domain_to_case(DOMAIN)
    vague = replace(
        case.parties[0].preference,
        reservation=StatedReservation(like=package_of({"start": "may"})),
    )
    party = replace(case.parties[0], preference=vague)
    with pytest.raises(FormatError, match="part of a package"):
        case_to_domain(replace(case, parties=(party, case.parties[1])))


def test_issues_that_matter_mostly_together_are_refused_in_the_words_of_the_domain() -> None:
    both = (Condition("Wages & hours", ("5 %",)), Condition("Start", ("May",)))
    odd = replace(THEIRS, interactions=(Interaction(both, 2.5),))
    domain = replace(DOMAIN, profiles=(Profile("management", odd), DOMAIN.profiles[1]))
    with pytest.raises(FormatError, match=r"Strike: to 'management' .* together .* 2.5 times"):
        domain_to_case(domain)
    growing = replace(
        DOMAIN, profiles=(replace(DOMAIN.profiles[0], discount=1.2), *DOMAIN.profiles)
    )
    with pytest.raises(FormatError, match=r"'management' has a discount of 1.2"):
        domain_to_case(growing)
    far = replace(THEIRS, reservation=1.5)
    domain = replace(DOMAIN, profiles=(Profile("management", far, True), DOMAIN.profiles[1]))
    with pytest.raises(FormatError, match=r"no agreement matters 1.5 times"):
        domain_to_case(domain)


def test_a_case_that_no_domain_can_hold_is_refused() -> None:
    case = domain_to_case(DOMAIN)
    first = Condition("start", ("may",))
    with pytest.raises(FormatError, match="linkages"):
        case_to_domain(replace(case, linkages=(IfThen((first,), (first,)),)))
    party = replace(case.parties[0], preference=replace(case.parties[0].preference, values=()))
    unsaid = replace(case, parties=(party, case.parties[1]))
    with pytest.raises(FormatError, match="as one number"):
        case_to_domain(unsaid)
    assert case_to_domain(unsaid, {"management": THEIRS}).profiles[0].preference == THEIRS
