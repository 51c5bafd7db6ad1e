"""Small changes to YAML files: what is asked for is in them, and all else stays."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from paraph.errors import FormatError
from paraph.formats.casefolder.documents import parse_document
from paraph.formats.casefolder.yaml_edits import append_entry, set_entry

TEXT = """\
a:
  b: {x: 1, y: [1, 2]}   # in one line
  c:
    d: high  # why
    e:
  g: >-
    folded
    text

  # what comes later
z: 1
"""


def difference(new: str) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    old_lines, new_lines = TEXT.splitlines(), new.splitlines()
    gone = [line for line in old_lines if line not in new_lines]
    return gone, [line for line in new_lines if line not in old_lines]


@pytest.mark.parametrize(
    ("path", "value", "gone", "came"),
    [
        (("a", "c", "d"), [0.2, 0.4], ["    d: high  # why"], ["    d: [0.2, 0.4]  # why"]),
        (("a", "c", "f"), "low", [], ["    f: low"]),
        (("a", "h", "i"), 1, [], ["  h:", "    i: 1"]),
        (("b",), {"k": "v"}, [], ["b: {k: v}"]),
        (
            ("a", "b", "w"),
            0.5,
            ["  b: {x: 1, y: [1, 2]}   # in one line"],
            ["  b: {x: 1, y: [1, 2], w: 0.5}   # in one line"],
        ),
        (
            ("a", "b", "v", "w"),
            0.5,
            ["  b: {x: 1, y: [1, 2]}   # in one line"],
            ["  b: {x: 1, y: [1, 2], v: {w: 0.5}}   # in one line"],
        ),
    ],
)
def test_a_key_is_set_or_added_below_its_neighbours(path, value, gone, came) -> None:  # type: ignore[no-untyped-def]
    new = set_entry(TEXT, path, value)
    assert difference(new) == (gone, came)


def test_a_list_is_begun_and_continued() -> None:
    once = append_entry(TEXT, ("a", "l"), {"k": 1})
    twice = append_entry(once, ("a", "l"), {"k": 2})
    assert difference(twice) == ([], ["  l:", "    - {k: 1}", "    - {k: 2}"])
    assert "text\n  l:" in twice


def test_a_list_in_one_line_is_continued_there() -> None:
    assert append_entry("a: [1, 2]  # two\n", ("a",), 3) == "a: [1, 2, 3]  # two\n"


@pytest.mark.parametrize("path", [("a", "g", "x"), ("a", "c", "e", "x"), ("a", "g")])
def test_what_holds_no_keys_or_stands_in_several_lines_is_refused(path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(FormatError):
        set_entry(TEXT, path, 1)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n# the end", "  # the end\n"])
def test_a_file_may_end_in_any_way(end: str) -> None:
    new = set_entry("a:\n  b: 1" + end, ("a", "c"), 2)
    assert YAML(typ="safe").load(new) == {"a": {"b": 1, "c": 2}}
    assert new.replace("\n  c: 2", "") == "a:\n  b: 1" + end


keys = st.sampled_from(("a", "b", "no", "1", "x-y"))
trees = st.recursive(
    st.integers(0, 9) | st.sampled_from(("word", "a: b", "# no")),
    lambda inner: st.dictionaries(keys, inner, min_size=1, max_size=3),
    max_leaves=6,
)


@given(
    tree=st.dictionaries(keys, trees, min_size=1, max_size=3),
    path=st.lists(keys, min_size=1, max_size=3),
    is_flow=st.booleans(),
)
def test_only_the_key_at_the_path_changes(tree, path, is_flow) -> None:  # type: ignore[no-untyped-def]
    yaml = YAML(typ="safe")
    yaml.default_flow_style = is_flow
    stream = StringIO()
    yaml.dump(tree, stream)
    expected = at = parse_document("a.yaml", stream.getvalue()).data
    try:
        new = set_entry(stream.getvalue(), path, 7)
    except FormatError:
        return
    for key in path[:-1]:
        at = at.setdefault(key, {})
    at[path[-1]] = "7"
    assert parse_document("a.yaml", new).data == expected
