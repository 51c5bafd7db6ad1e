"""Small changes to a YAML file that leave all else in it, comments too, as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from paraph.errors import FormatError
from paraph.formats.casefolder.yaml_text import Plain, flowing, plain

_STEP = 2


def set_entry(text: str, path: Sequence[str], value: Plain) -> str:
    """Return a YAML text in which the key at a path has a value, written in one line.

    Keys of the path that aren't there yet are added below the last entry of the deepest one
    that is. FormatError where what stands there takes several lines, or isn't keys and values.
    """
    at, rest = _walk(text, path)
    if not rest:
        if "\n" in text[at.start_mark.index : _end_of(at)]:
            raise FormatError(f"{'.'.join(path)} stands in several lines")
        return _put(text, at.start_mark.index, _end_of(at), render_inline(value))
    return _add(text, at, rest, render_inline(value))


def append_entry(text: str, path: Sequence[str], value: Plain) -> str:
    """Return a YAML text in which the list at a path has one more entry, at its end.

    The list is begun where there is none. FormatError as in `set_entry`.
    """
    at, rest = _walk(text, path)
    written = render_inline(value)
    if rest:
        return _add(text, at, rest, f"\n{{indent}}- {written}")
    if not isinstance(at, SequenceNode) or not at.value:
        raise FormatError(f"{'.'.join(path)} is no list with an entry")
    if at.flow_style:
        return _put(text, _end_of(at.value[-1]), _end_of(at.value[-1]), f", {written}")
    indent = " " * at.start_mark.column
    place = _line_end(text, _end_of(at))
    return _put(text, place, place, f"\n{indent}- {written}")


def keep_entries(text: str, path: Sequence[str], kept: Sequence[int]) -> str:
    """Return a YAML text in which only the entries at some places of a list are left, in order.

    Lines of those dropped go, with the comments at their ends; so does the key where none is left.
    FormatError where no list stands at the path, or it has no such entries.
    """
    at, rest = _walk(text, path)
    if rest or not isinstance(at, SequenceNode) or not set(kept) <= set(range(len(at.value))):
        raise FormatError(f"{'.'.join(path)} is no list with these entries")
    if at.flow_style:
        entries = (text[entry.start_mark.index : _end_of(entry)] for entry in at.value)
        left = [entry for place, entry in enumerate(entries) if place in kept]
        return _put(text, at.start_mark.index, _end_of(at), f"[{', '.join(left)}]")
    gone = {
        line
        for place, entry in enumerate(at.value)
        if place not in kept
        for line in range(entry.start_mark.line, text.count("\n", 0, _end_of(entry)) + 1)
    }
    if not kept:
        gone.add(at.start_mark.line - 1)
    lines = text.splitlines(keepends=True)
    return "".join(line for place, line in enumerate(lines) if place not in gone)


def render_inline(value: Plain) -> str:
    """Return plain data as YAML in one line."""
    yaml = YAML()
    yaml.width = 1_000_000
    stream = StringIO()
    yaml.dump(flowing(value), stream)
    return stream.getvalue().removesuffix("\n").removesuffix("\n...")


def _walk(text: str, path: Sequence[str]) -> tuple[Node, tuple[str, ...]]:
    """Return the deepest node on a path, and the keys that are missing below it."""
    at = YAML().compose(text)
    for depth, key in enumerate(path):
        if not isinstance(at, MappingNode):
            raise FormatError(f"{'.'.join(path[:depth])} holds no keys")
        below = next((v for k, v in at.value if k.value == key), None)
        if below is None:
            return at, tuple(path[depth:])
        at = below
    return at, ()


def _add(text: str, at: Node, keys: Sequence[str], written: str) -> str:
    """Add keys below the last entry of a mapping; `{indent}` in what is written is filled in."""
    if not isinstance(at, MappingNode) or not at.value:
        raise FormatError(f"'{keys[0]}' can't be added where no other key stands")
    last = at.value[-1]
    names = [render_inline(plain(key)) for key in keys]
    if at.flow_style:
        nested = "".join(f"{name}: {{" for name in names[:-1])
        closing = "}" * (len(names) - 1)
        if "\n" in written:
            written = "[" + written.partition("- ")[2] + "]"
        end = _end_of(last[1])
        return _put(text, end, end, f", {nested}{names[-1]}: {written}{closing}")
    column = last[0].start_mark.column
    lines = [f"\n{' ' * (column + _STEP * depth)}{name}:" for depth, name in enumerate(names)]
    indent = " " * (column + _STEP * len(names))
    is_list = written.startswith("\n")
    value = written.replace("{indent}", indent, 1) if is_list else f" {written}"
    end = max(_end_of(last[0]) + 1, _end_of(last[1]))
    place = _line_end(text, len(text[:end].rstrip()))
    return _put(text, place, place, "".join(lines) + value)


def _put(text: str, start: int, end: int, written: str) -> str:
    return text[:start] + written + text[end:]


def _end_of(node: Node) -> int:
    """Where a node ends, without the comments and empty lines behind it."""
    if isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        last = node.value[-1]
        return _end_of(last[1] if isinstance(node, MappingNode) else last)
    return int(node.end_mark.index)


def _line_end(text: str, place: int) -> int:
    """The end of the line in which what ends at a place stands."""
    end = text.find("\n", max(place, 1) - 1 if text[:place].endswith("\n") else place)
    return len(text) if end < 0 else end
