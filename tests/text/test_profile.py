import pytest

from paraph.errors import UnknownNameError
from paraph.text import find_profile, guess_profile, parse_text


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Parties [shall][should] act.", "unfccc"),
        ("", "unfccc"),
        ("[US propose: a] [AU/NZ oppose: b] [PE: c] [d]", "trade"),
        ("{green}Agreed.{/green} [open]", "bilateral"),
        ("PP1 Recalling,\nOP1 Decides [to act];\nOP2 Requests;\n", "un"),
    ],
)
def test_the_profile_is_guessed_from_the_marks(source, name):
    assert guess_profile(source).name == name


def test_a_guess_can_be_overridden():
    assert parse_text("[US: a]", find_profile("trade")).profile.name == "trade"


def test_an_unknown_profile_is_answered_with_the_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'trade'"):
        find_profile("trades")
