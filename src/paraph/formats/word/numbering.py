"""Read automatic numbers of paragraphs: "3.", "(a)", "(iv)" as Word shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from paraph.formats.word.markup import w

_MOST_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    style: str
    pattern: str
    start: int


@dataclass
class Numbering:
    """The numbering of one document; counts along as paragraphs are read in order."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def next_label(self, paragraph: etree._Element) -> str:
        """The number that a paragraph shows, "" for none; call once per paragraph, in order."""
        place = self._place(paragraph)
        if place is None:
            return ""
        list_id, depth = place
        abstract = self.lists.get(list_id)
        level = self.levels.get((abstract or "", depth))
        if abstract is None or level is None:
            return ""
        self._counts[abstract, depth] = self._counts.get((abstract, depth), level.start - 1) + 1
        for deeper in range(depth + 1, _MOST_LEVELS):
            self._counts.pop((abstract, deeper), None)
        if level.style in ("bullet", "none"):
            return "-" if level.style == "bullet" else ""
        label = level.pattern
        for k in range(depth + 1):
            own = self.levels.get((abstract, k))
            if own is not None:
                count = self._counts.get((abstract, k), own.start)
                label = label.replace(f"%{k + 1}", format_number(count, own.style))
        return label.strip()

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """The list and the depth of a paragraph, its own or its style's."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return None
        style = properties.find(w("pStyle"))
        inherited = self.styles.get(style.get(w("val"), "")) if style is not None else None
        own = properties.find(w("numPr"))
        place = _read_place(own) if own is not None else None
        if place is None:
            return inherited if inherited and inherited[0] != "0" else None
        list_id = place[0] or (inherited[0] if inherited else "")
        return (list_id, place[1]) if list_id not in ("", "0") else None


def _read_place(properties: etree._Element) -> tuple[str, int]:
    list_id = properties.find(w("numId"))
    depth = properties.find(w("ilvl"))
    return (
        (list_id.get(w("val")) or "") if list_id is not None else "",
        _whole(depth.get(w("val")), 0) if depth is not None else 0,
    )


def _whole(words: str | None, default: int) -> int:
    is_number = words is not None and words.lstrip("-").isdecimal() and len(words) < 7
    return int(words) if words is not None and is_number else default


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the parts word/numbering.xml and word/styles.xml, either of which may be absent."""
    result = Numbering()
    if numbering is not None:
        for abstract in numbering.findall(w("abstractNum")):
            abstract_id = abstract.get(w("abstractNumId"), "")
            for level in abstract.findall(w("lvl")):
                depth = _whole(level.get(w("ilvl")), 0)
                result.levels[abstract_id, depth] = _Level(
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _whole(_value(level, "start", "1"), 1),
                )
        for one in numbering.findall(w("num")):
            result.lists[one.get(w("numId"), "")] = _value(one, "abstractNumId", "")
    if styles is not None:
        result.styles = _style_places(styles)
    return result


def _style_places(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """The list and depth that each paragraph style carries, its own or that it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based_on: dict[str, str] = {}
    for style in styles.findall(w("style")):
        style_id = style.get(w("styleId"), "")
        properties = style.find(f"{w('pPr')}/{w('numPr')}")
        if properties is not None:
            own[style_id] = _read_place(properties)
        based_on[style_id] = _value(style, "basedOn", "")
    places = dict(own)
    for style_id in based_on:
        at, seen = style_id, set[str]()
        while at and at not in own and at not in seen:
            seen.add(at)
            at = based_on.get(at, "")
        if at in own:
            places[style_id] = own[at]
    return places


def _value(element: etree._Element, tag: str, default: str) -> str:
    child = element.find(w(tag))
    return child.get(w("val"), default) if child is not None else default


def format_number(number: int, style: str) -> str:
    """A number as a list shows it: decimal, lowerLetter, upperLetter, lowerRoman, upperRoman."""
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman if style == "upperRoman" else roman.lower()
    if style == "decimalZero":
        return f"{number:02d}"
    return str(number)


_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def _roman(number: int) -> str:
    digits = []
    for value, digit in _ROMAN:
        count, number = divmod(number, value)
        digits.append(digit * count)
    return "".join(digits)
