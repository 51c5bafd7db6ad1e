"""A new case from a few plain answers: a folder with comments that passes the check.

No numbers are asked for: the outcomes of an issue are given from best to worst for our side,
importance and the value of no agreement in words. All the rest is commented in the files.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from paraph.counterpart import is_numbered
from paraph.errors import InputError
from paraph.formats.casefolder.entries import NO_PARTY, RESERVED_OPTIONS
from paraph.formats.casefolder.files import CASE, JUDGEMENTS, SESSIONS, SOURCES, TEXT
from paraph.formats.casefolder.forms import RESERVATION_WORDS
from paraph.formats.casefolder.rendering import names as names_of
from paraph.formats.casefolder.writing import write_files
from paraph.formats.casefolder.yaml_text import Inline, Plain, render_yaml
from paraph.negotiation import Importance, Issue, Option

EXAMPLE_SESSION = f"{SESSIONS}/_example.yaml"
_LONGEST_SLUG = 24
_LEADING_ON = (
    {"a", "an", "the", "and", "or", "than", "that", "which", "who"}
    | {"about", "after", "as", "at", "before", "between", "by", "during", "for", "from", "in"}
    | {"into", "of", "on", "over", "per", "to", "under", "until", "upon", "with", "without"}
)
# Brackets mark what isn't agreed, and braces an issue, so neither may stand within a wording.
_NO_BRACKETS = str.maketrans("[]{}\n", "()() ")
# Letters that don't come apart into a plain one and a mark.
_SPELT_OUT = str.maketrans(
    {"ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o"}
    | {"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i"}
)


@dataclass(frozen=True, slots=True)
class NewIssue:
    """An issue: what it is called, its outcomes from best to worst for us, how much it matters."""

    label: str
    outcomes: tuple[str, ...]
    importance: Importance = Importance.MEDIUM

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise InputError("an issue needs a name")
        if len(set(self.outcomes)) < 2 or len(set(self.outcomes)) < len(self.outcomes):
            raise InputError(f"{self.label!r} needs two different outcomes or more")

    @property
    def is_ordered(self) -> bool:
        """Whether the outcomes lie on a scale: three numbers or more that rise or fall."""
        options = tuple(Option(str(place), label) for place, label in enumerate(self.outcomes))
        return len(options) > 2 and is_numbered(Issue("issue", self.label, options))


@dataclass(frozen=True, slots=True)
class NewCaseAnswers:
    """What is asked to start a case.

    `no_agreement` is one of the words for the value of no agreement (very bad … very good);
    `instead` says what we would do without an agreement. InputError where an answer is
    missing.
    """

    title: str
    us: str
    them: tuple[str, ...]
    issues: tuple[NewIssue, ...]
    principal: str = ""
    no_agreement: str = "bearable"
    instead: str = ""
    meeting_day: date | None = None

    def __post_init__(self) -> None:
        if not (self.title.strip() and self.us.strip()):
            raise InputError("a case needs a title and the name of our side")
        if not self.them or not self.issues:
            raise InputError("a case needs another side and something to settle")
        if self.no_agreement not in RESERVATION_WORDS:
            words = ", ".join(RESERVATION_WORDS)
            raise InputError(f"{self.no_agreement!r} isn't one of: {words}")


def write_new_case(answers: NewCaseAnswers, folder: Path) -> None:
    """Write the folder of a new case, all of it or nothing. InputError if it exists already."""
    write_files(new_case_files(answers, folder.name), folder, None, is_replacing=False)


def new_case_files(answers: NewCaseAnswers, case_id: str) -> dict[str, str]:
    """Return the content of each file of a new case, by its name within the folder."""
    names = _Names(answers)
    return {
        CASE: _case_text(answers, _slugs([case_id])[0] or "case", names),
        TEXT: _rolling_text(answers, names),
        EXAMPLE_SESSION: _example_session(answers, names),
        JUDGEMENTS: _judgements_text(answers),
        SOURCES: _SOURCES_TEXT,
    }


class _Names:
    """The ids given to what was answered in words."""

    def __init__(self, answers: NewCaseAnswers) -> None:
        parties = _slugs([answers.us, *answers.them], taken=[NO_PARTY])
        self.us, *self.them = parties
        self.issues = _slugs([issue.label for issue in answers.issues])
        self.options = [_slugs(issue.outcomes, taken=RESERVED_OPTIONS) for issue in answers.issues]


def _slugs(labels: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """Return a short, different id for each label: lower case, words joined by hyphens."""
    used = set(taken)
    slugs = []
    for label in labels:
        spelt = unicodedata.normalize("NFKD", label.translate(_SPELT_OUT))
        letters = spelt.encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", letters)
        whole = _cut("-".join(words)) or "x"
        slug, number = whole, 2
        while slug in used:
            slug, number = f"{whole}-{number}", number + 1
        used.add(slug)
        slugs.append(slug)
    return slugs


def _cut(slug: str) -> str:
    """A slug of at most `_LONGEST_SLUG` letters, cut between words where it can be.

    A word that only leads to the next one isn't left at the end.
    """
    if len(slug) <= _LONGEST_SLUG:
        return slug
    words = slug[: _LONGEST_SLUG + 1].split("-")[:-1]
    while len(words) > 1 and words[-1] in _LEADING_ON:
        words.pop()
    return "-".join(words) or slug[:_LONGEST_SLUG]


def _block(entries: dict[str, Plain], level: int = 0) -> str:
    indent = "  " * level
    lines = render_yaml(entries).rstrip("\n").split("\n")
    return "\n".join(f"{indent}{line}" if line else line for line in lines)


def _comment(text: str, level: int = 0) -> str:
    indent = "  " * level
    return "\n".join(f"{indent}# {line}".rstrip() for line in text.strip("\n").split("\n"))


def _case_text(answers: NewCaseAnswers, case_id: str, names: _Names) -> str:
    parts = [
        _comment(_CASE_HEAD),
        _block({"case": case_id, "title": answers.title, "we": names.us}),
        _comment("summary: One paragraph for somebody who hears of this for the first time."),
        "",
        _comment("The meeting of the principals: level is working, ministerial or leaders."),
        _block({"meeting": _meeting(answers)}),
        "",
        "parties:",
        _our_party(answers, names),
        *(_their_party(name, slug) for name, slug in zip(answers.them, names.them, strict=True)),
        "",
        _comment(_ISSUES_HEAD),
        _issues(answers, names),
        "",
        _comment(_linkage_example(names)),
        "",
        _comment(_term_example(names)),
    ]
    return "\n".join(parts) + "\n"


def _meeting(answers: NewCaseAnswers) -> Plain:
    day = {"date": answers.meeting_day} if answers.meeting_day else {}
    return Inline({**day, "level": "leaders"})


def _our_party(answers: NewCaseAnswers, names: _Names) -> str:
    importance: dict[str, Plain] = {
        slug: issue.importance.value
        for slug, issue in zip(names.issues, answers.issues, strict=True)
    }
    options: dict[str, Plain] = {
        slug: Inline({"ranking": names_of(ids)})
        for slug, ids in zip(names.issues, names.options, strict=True)
    }
    head: dict[str, Plain] = {"name": answers.us}
    if answers.principal:
        head["principal"] = answers.principal
    no_agreement: dict[str, Plain] = {"batna": answers.instead} if answers.instead else {}
    return "\n".join(
        [
            f"  {names.us}:",
            _block(head, 2),
            "    preferences:",
            _block({"basis": "first answers of staff"}, 3),
            _comment("decisive, high, medium, low or marginal", 3),
            _block({"importance": importance}, 3),
            _comment("From best to worst for us; outcomes in [ ] are equally good.", 3),
            _block({"options": options}, 3),
            _comment("What no agreement is worth: very bad, bad, bearable, good, very good", 3),
            _block({"no_agreement": {**no_agreement, "value": answers.no_agreement}}, 3),
            _comment(_red_line_example(names), 2),
            _comment(_mandate_example(names), 2),
        ]
    )


def _their_party(name: str, slug: str) -> str:
    return "\n".join(
        [
            f"  {slug}:",
            _block({"name": name}, 2),
            _comment("principal: who decides for them", 2),
            _comment(_THEIR_PREFERENCES, 2),
        ]
    )


def _issues(answers: NewCaseAnswers, names: _Names) -> str:
    issues: dict[str, Plain] = {
        slug: {
            "label": issue.label,
            **({"ordered": True} if issue.is_ordered else {}),
            "options": dict(zip(ids, issue.outcomes, strict=True)),
        }
        for slug, issue, ids in zip(names.issues, answers.issues, names.options, strict=True)
    }
    return _block({"issues": issues})


def _red_line_example(names: _Names) -> str:
    return f"""red_lines:                 # what we will never accept, alone or together
  - never: {{{names.issues[0]}: {names.options[0][-1]}}}
    reason: why"""


def _mandate_example(names: _Names) -> str:
    return f"""mandate:                   # staff, ministers, principal or unknown
  issued_by: who
  issues: {{{names.issues[0]}: principal}}"""


def _linkage_example(names: _Names) -> str:
    first = f"{names.issues[0]}: {names.options[0][0]}"
    second = f"{names.issues[-1]}: {names.options[-1][-1]}"
    return f"""Ties between issues:
linkages:
  - not_both: [{{{first}}}, {{{second}}}]"""


def _term_example(names: _Names) -> str:
    return f"""Words that each side may read differently:
terms:
  key-term:
    issues: [{names.issues[0]}]
    definitions: {{{names.us}: what we mean by it, {names.them[0]}: what they mean by it}}"""


def _rolling_text(answers: NewCaseAnswers, names: _Names) -> str:
    clauses = []
    for place, issue in enumerate(answers.issues):
        brackets = "".join(
            f"[{outcome.translate(_NO_BRACKETS)}]{{{names.issues[place]}={option}}}"
            for outcome, option in zip(issue.outcomes, names.options[place], strict=True)
        )
        clauses.append(f"{place + 1}. {issue.label.translate(_NO_BRACKETS)}: {brackets}")
    front = [
        "---",
        "# no: a draft of our side alone; yes: all sides work on it",
        "shared: no",
        "---",
    ]
    return "\n".join([*front, f"# {answers.title}", "", *clauses, ""])


def _example_session(answers: NewCaseAnswers, names: _Names) -> str:
    day = answers.meeting_day or date(2025, 3, 14)
    issue, options = names.issues[0], names.options[0]
    them = names.them[0]
    return (
        _comment(
            f"""One file a meeting, named by its date: copy this to {day}-place.yaml and remove the
number signs. A file whose name starts with _ isn't read.

date: {day}
place: where
level: working               # working, ministerial or leaders
participants: {{{names.us}: [a name], {them}: [a name]}}
# also: accept, support, oppose, reserve, ask, answer
moves:
  - {{party: {them}, propose: {{{issue}: {options[-1]}}}, text: "their words"}}
  - {{party: {names.us}, reject: {{{issue}: {options[-1]}}}}}
  - {{party: {them}, signal: {{{issue}: {options[0]}}}, reported_by: who, confidence: 0.7}}
agreed: {{{issue}: {options[0]}}}   # ad referendum
note: what else was learned"""
        )
        + "\n"
    )


def _judgements_text(answers: NewCaseAnswers) -> str:
    event: dict[str, Plain] = {"statement": f"The principals agree on: {answers.title}"}
    if answers.meeting_day:
        event["due"] = answers.meeting_day
    return "\n".join(
        [
            _comment("What is forecast, and who gave which probability when."),
            _block({"events": {"agreement": event}}),
            "",
            _comment(_JUDGEMENT_EXAMPLE),
            "",
        ]
    )


_CASE_HEAD = """Everything Paraph knows of this negotiation, in plain words.
After each change:  paraph check FOLDER      The brief:  paraph brief FOLDER
All keys are explained in docs/reference/case-folder.md."""

_ISSUES_HEAD = """What has to be settled, and the possible outcomes. Numbers may stand as a range:
range: {from: 5, to: 20, step: 5, unit: years}"""

_THEIR_PREFERENCES = """preferences:               # only what is known
  basis: analyst's assumption
  importance: {}
  no_agreement: {batna: what they would do instead, value: [0.2, 0.5]}"""

_JUDGEMENT_EXAMPLE = """judgements:
  - {event: agreement, who: a name, role: staff, date: 2025-03-01, probability: 0.4}
  - {event: agreement, who: a name, role: principal, date: 2025-03-02, probability: 0.8}"""

_SOURCES_TEXT = """# Sources

One list item for each source; entries cite it by its letter: `sources: [A]`.
Add "(disputed)" where sources disagree.

For example: `- **A** Minutes of the first meeting`
"""
