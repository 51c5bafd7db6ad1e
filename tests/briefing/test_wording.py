"""Numbers and dates in words: no more precision than there is."""

from datetime import date

import pytest

from paraph.briefing.wording import (
    clipped,
    count_in_words,
    days_in_words,
    package_in_words,
    printable,
    repeat_in_words,
    sentence,
    sources_in_words,
)
from paraph.counterpart import Place, Repeat
from paraph.negotiation import Condition, Estimate, package_of
from paraph.negotiation.wording import (
    SPACE,
    conditions_in_words,
    estimate_in_percent,
    in_percent,
    listed,
    range_in_percent,
    value_in_words,
)
from tests.briefing.sample_case import sample_agenda, sample_case


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "under 5 %"),
        (0.02, "under 5 %"),
        (0.03, "about 5 %"),
        (0.337, "about 35 %"),
        (0.974, "about 95 %"),
        (0.98, "over 95 %"),
        (1.0, "over 95 %"),
    ],
)
def test_probabilities_are_said_to_the_nearest_five(p: float, words: str) -> None:
    assert in_percent(p).replace(SPACE, " ") == words


def test_a_narrow_interval_is_said_to_the_nearest_one() -> None:
    assert range_in_percent(Estimate(0.32, 0.31, 0.34)).replace(SPACE, " ") == "31–34 %"
    words = estimate_in_percent(Estimate(0.32, 0.31, 0.34)).replace(SPACE, " ")
    assert words == "about 32 % (31–34 %)"


def test_nothing_is_said_to_be_certain() -> None:
    assert range_in_percent(Estimate(1.0, 0.999, 1.0)).replace(SPACE, " ") == "over 99 %"
    assert range_in_percent(Estimate(0.0, 0.0, 0.001)).replace(SPACE, " ") == "under 1 %"


def test_an_exact_number_has_no_interval() -> None:
    assert range_in_percent(Estimate(0.3, 0.3, 0.3)).replace(SPACE, " ") == "30 %"
    assert estimate_in_percent(Estimate(0.3, 0.3, 0.3)).replace(SPACE, " ") == "30 %"
    assert value_in_words(Estimate(0.4, 0.4, 0.4)) == "0.40"


def test_no_line_breaks_between_a_number_and_its_unit() -> None:
    assert f"35{SPACE}%" in in_percent(0.35)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (None, "27 February 2019"),
        (date(2019, 2, 27), "27 February 2019"),
        (date(2019, 2, 28), "27–28 February 2019"),
        (date(2019, 3, 1), "27 February 2019 – 1 March 2019"),
    ],
)
def test_a_span_of_days_names_the_month_once(last: date | None, words: str) -> None:
    assert days_in_words(date(2019, 2, 27), last) == words


def test_a_package_is_said_in_the_order_of_the_agenda() -> None:
    package = package_of({"audit": "none", "fee": "2", "field": "wide"})
    words = package_in_words(sample_agenda(), package)
    assert words == "Yearly fee: 2 million EUR; Field of use: All machines; Right of audit: None"
    assert package_in_words(sample_agenda(), package, 2).endswith("; and 1 more")
    assert package_in_words(sample_agenda(), package_of({})) == "nothing"


def test_conditions_name_every_option_that_they_cover() -> None:
    conditions = (Condition("territory", ("eu", "world")),)
    words = conditions_in_words(sample_agenda(), conditions)
    assert words == "Territory: European Union or Worldwide"


def test_disputed_sources_are_marked() -> None:
    assert sources_in_words(sample_case(), ("A", "B")) == "A, B (disputed)"


def test_small_words() -> None:
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert count_in_words(1, "party", "parties") == "1 party"
    assert count_in_words(2, "party", "parties") == "2 parties"
    assert sentence("the fee is open") == "The fee is open."
    assert sentence(" Is it? ") == "Is it?"
    assert sentence("") == ""
    assert clipped("unbroken" * 9, 10) == "unbrokenu …"


def test_control_codes_do_not_print() -> None:
    assert printable("a\x1b[31m\nb\u202ec") == "a [31m b c"
    assert printable(f"35{SPACE}% 北京") == f"35{SPACE}% 北京"


def test_of_many_entries_of_one_act_the_first_are_named() -> None:
    places = tuple(Place("talks", index, 1.0) for index in range(60))
    told = repeat_in_words(Repeat("reject: Rent: 140", date(2019, 2, 6), places))
    assert told == "talks, moves 1, 2, 3, 4, 5, 6, 7 and 53 more"
    few = repeat_in_words(Repeat("reject: Rent: 140", date(2019, 2, 6), places[:8]))
    assert few == "talks, moves 1, 2, 3, 4, 5, 6, 7 and 8"
