"""The sentences of a note: where each stands, who speaks, and under which heading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from paraph.record.notes.breaks import MOST_CHARACTERS, find_breaks, is_full
from paraph.record.notes.grammar import SUBJECTS, VERBS
from paraph.record.notes.telling import ANNOUNCING, Telling, judge_line, teller_of, without_saying
from paraph.record.notes.vocabulary import Vocabulary
from paraph.record.notes.words import STOP_WORDS, Word, split_words

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_LEAD = re.compile(
    r"[ \t]*(?:(?:[-*•–]|\d{1,3}[.)])[ \t]+)?(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?[ \t]*)?"
)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_PREFIX = re.compile(r"\*{0,2}([^\W\d_][^:\n*]{0,59}?)\*{0,2}[ \t]*:\*{0,2}(?:[ \t]+|$)")
_DASHED = re.compile(r"([^\W\d_][^:\n–—-]{0,40}?)[ \t]+[-–—][ \t]+")
_ENDED = re.compile(r"(?<!Mr)(?<!Ms)(?<!Mrs)(?<!Dr)(?<!Amb)(?<!\b\w)[.!?] \w")
_OFFERING = re.compile(
    r"([\w' .]{1,30}?) (?:(?:then|also|now|has|have|had|still) )*(?:offer(?:s|ed)?|propose[sd]?|"
    r"ask(?:s|ed) for|demand(?:s|ed)?|wants?|wanted|table[sd]?|suggest(?:s|ed)?|came back with)"
)
"""What stands above a list of what a party offers: "We offered:"."""
_QUOTES = ('"', "“", "„", "«")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_TELLING = re.compile(
    r"[a-z]\w+ed|ranks|rates|puts|lists|is|was|has|had|said|says|our|we|that|will|would|could|can"
)
_LONGEST_LABEL = 7
_FEW_CHARACTERS = 20
_LONGEST_NAME = 4
_LONGEST_GROUP = 3
_LINKS = frozenset(("of", "for", "the", "and", "de", "van", "von", "al"))
_LONGEST_HEADING = 6
_BULLET = re.compile(r"[ \t]*(?:[-*•–]|\d{1,3}[.)])[ \t]+")
# Names before a colon that only tell what follows is of: "IG Werk's priorities: …".
_OF_WHAT = re.compile(
    r"(?<!\w)(?:priorit(?:y|ies)|prios?|rankings?|order|preferences?|counter|(?:counter-?)?offers?|proposals?|positions?|demands?|"
    r"requests?|bottom line)(?!\w)",
    re.I,
)
_AGREED = re.compile(
    r"(?:provisionally |tentatively |jointly |already |points? |items? |both sides |we )?"
    r"(?:agreed|settled|agreements?|common ground)"
    r"(?: (?:ad ref(?:erendum)?|so far|points?|items?|today|on|subject to .{1,40}))?",
    re.I,
)
"""What stands above a list of what both sides agreed."""
_SENDER = re.compile(r"[ \t]*\*{0,2}from\*{0,2}:[ \t]*([^<\r\n]*)(<[^>\r\n]*>)?", re.I)
_MAIL_LINE = re.compile(r"[ \t]*(?:>|\*{0,2}(?:to|cc|bcc|subject|sent|reply-to)\*{0,2}:)", re.I)
_QUOTED_AFTER = re.compile(r"[ \t]*-{2,} ?(?:original|forwarded) message", re.I)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a note: `note[start:end] == text`; `line` counts from 1.

    `speaker` is who says it, as written, and `party_id` that speaker's party; both are empty
    in prose. `topic_ids` are issues named by the heading or the start of the line it is under.
    `is_under_name` says that a party's name stands alone above it; `is_unclear` that it may be a
    speaker's or that of whoever wrote the note; `is_agreed` that it stands under "Agreed";
    `is_on_topic_line` that an issue before a colon opens its line. `stranger` is the name before
    its colon, if that is nobody's who is known.
    """

    text: str
    start: int
    end: int
    line: int
    speaker: str = ""
    party_id: str = ""
    topic_ids: tuple[str, ...] = ()
    block: int = 0
    is_under_name: bool = False
    is_unclear: bool = False
    is_agreed: bool = False
    is_on_topic_line: bool = False
    stranger: str = ""

    @property
    def is_question(self) -> bool:
        """Whether a question mark ends the sentence, or stands just before closing signs."""
        return "?" in self.text[-4:]

    def words(self) -> tuple[Word, ...]:
        """The words of the sentence, with their offsets in the note."""
        return split_words(self.text, self.start)


@dataclass(frozen=True)
class _Block:
    """Lines that belong together: a paragraph, a bullet, or what one speaker says.

    `is_list_head` says that a name or topic stood alone, so that it holds for the bullets below;
    `is_unclear` that the lines may be the speaker's words or told by whoever wrote the note.
    """

    start: int
    end: int
    speaker: str = ""
    party_id: str = ""
    topic_ids: tuple[str, ...] = ()
    is_list_head: bool = False
    is_unclear: bool = False
    is_agreed: bool = False
    is_on_topic_line: bool = False
    stranger: str = ""


def split_sentences(note: str, vocabulary: Vocabulary) -> tuple[Sentence, ...]:
    """Split a note into its sentences, with speaker, party and topic.

    A speaker is a name of the vocabulary before a colon; a name alone on a line, with its
    colon, speaks for the lines up to the next blank one. An issue before a colon, or in a
    heading, is the topic. What stands under "From: …" is said by the sender of that e-mail; its
    other fields, lines that quote (">") and an original message below it are passed over.
    """
    line_starts = [match.start() for match in _LINE.finditer(note)]
    sentences = []
    for number, block in enumerate(_split_blocks(note, vocabulary)):
        turn = block
        for at, end in find_breaks(note, block.start, block.end, vocabulary):
            is_new_line = note[max(0, at - _FEW_CHARACTERS) : at].rstrip(" \t")[-1:] in "\r\n"
            before = block if is_new_line and not block.party_id else turn
            start, turn = _turn_within(note, at, block, before, vocabulary)
            said = _said_by(note[start:end], turn, vocabulary)
            turn = before if note[start : start + 1] in _QUOTES and start > at else turn
            sentences.append(
                Sentence(
                    text=note[start:end],
                    start=start,
                    end=end,
                    line=bisect_right(line_starts, start),
                    speaker=said.speaker,
                    party_id=said.party_id,
                    topic_ids=block.topic_ids,
                    block=number,
                    is_under_name=block.is_list_head and bool(block.party_id),
                    is_unclear=said.is_unclear,
                    is_agreed=block.is_agreed,
                    is_on_topic_line=block.is_on_topic_line,
                    stranger=block.stranger,
                )
            )
    return tuple(sentences)


def _turn_within(
    note: str, start: int, block: _Block, turn: _Block, vocabulary: Vocabulary
) -> tuple[int, _Block]:
    """Where a sentence begins, and who speaks from there on: "A: 4. B: 3." in one line.

    What stands in quotation marks ends with them.
    """
    prefix = _PREFIX.match(note, start)
    name = prefix.group(1).strip() if prefix else ""
    bare = _IN_BRACKETS.sub("", name)
    party_id = vocabulary.party_named(bare) or vocabulary.side_called(bare)
    if prefix is None or not party_id or start == block.start:
        return start, turn
    return prefix.end(), replace(block, speaker=name, party_id=party_id)


def _said_by(text: str, block: _Block, vocabulary: Vocabulary) -> _Block:
    """Who says a sentence of prose that ends with it; unclear where that is nobody known."""
    name = "" if block.party_id else teller_of(text)
    party_id = vocabulary.party_called(name) if name else ""
    speaker = name if party_id else ""
    said = replace(block, speaker=speaker, party_id=party_id, is_unclear=not party_id)
    return said if name else block


def _split_blocks(note: str, vocabulary: Vocabulary) -> Iterator[_Block]:
    block: _Block | None = None
    sender = under = headed = _Block(0, 0)
    before = ""
    for match in _LINE.finditer(note):
        line, is_below = match.group(), bool(before.strip())
        before = line
        if _QUOTED_AFTER.match(line):
            break
        mailed = _SENDER.match(line)
        behind = note[match.end() : match.end() + _FEW_CHARACTERS]
        is_heading = _is_heading(line, behind, vocabulary, is_below=is_below)
        headed_by = _read_party_heading(line, behind, vocabulary)
        if not line.strip() or is_heading or headed_by or mailed or _MAIL_LINE.match(line):
            if block:
                yield block
            sender = _read_sender(mailed, vocabulary) if mailed else sender
            is_empty = block is None or not note[block.start : block.end].strip()
            is_kept = is_empty and _is_above_list(under, behind)
            block, under = None, headed_by or (under if is_kept else sender)
            headed = _read_heading(line, vocabulary) if is_heading else headed
            continue
        if block and (left := _leave(line, note, block, under, sender, vocabulary)):
            yield block
            block, under = None, left
        at, under = _read_lead(line, under, sender, vocabulary)
        if block is None or line[:at].strip():
            if block:
                yield block
            block = replace(
                under,
                start=match.start() + at,
                end=match.end(),
                topic_ids=under.topic_ids or headed.topic_ids,
                is_agreed=under.is_agreed or headed.is_agreed,
                is_on_topic_line=bool(under.topic_ids),
                stranger=_stranger_in(line, vocabulary),
            )
        else:
            block = replace(block, end=match.end())
    if block:
        yield block


def _is_heading(line: str, behind: str, vocabulary: Vocabulary, *, is_below: bool) -> bool:
    """Whether a line is a heading: marked as one, or an issue's name, alone, above its bullets.

    Below a blank line any few words above a bullet are one, and end the topic before it. `behind`
    is how the note goes on; `is_below` says that the line before it isn't blank.
    """
    if _HEADING.match(line):
        return True
    words = split_words(_BULLET.sub("", line, count=1)[:MOST_CHARACTERS])
    is_short = 0 < len(words) <= _LONGEST_HEADING and words[0].text[0].isupper()
    is_bare = all(word.is_content or word.lower in STOP_WORDS for word in words)
    is_said = any(word.lower in VERBS | SUBJECTS for word in words)
    if not is_short or not is_bare or is_said or vocabulary.find_parties(words):
        return False
    mentions = vocabulary.find_issues(words)
    about = {at for mention in mentions for at in range(mention.first, mention.last + 1)}
    is_issue = bool(mentions) and all(
        at in about or not word.is_content for at, word in enumerate(words)
    )
    is_above_bullet = _BULLET.match(behind) is not None and not _BULLET.match(line)
    return (is_issue and (not is_below or is_above_bullet)) or (is_above_bullet and not is_below)


def _read_heading(line: str, vocabulary: Vocabulary) -> _Block:
    is_agreed = _AGREED.fullmatch(line.strip(" \t\r\n#*_:")) is not None
    return _Block(0, 0, topic_ids=_topics(line, vocabulary), is_agreed=is_agreed)


def _read_party_heading(line: str, behind: str, vocabulary: Vocabulary) -> _Block | None:
    """Read a party's name alone above its bullets: "## Union"."""
    name = line.strip(" \t\r\n#*_")
    is_above = _BULLET.match(behind.lstrip("\r\n")) is not None and not _BULLET.match(line)
    party_id = vocabulary.party_named(name) if name and is_above else ""
    is_head = bool(party_id)
    return _Block(0, 0, speaker=name, party_id=party_id, is_list_head=True) if is_head else None


def _is_above_list(under: _Block, behind: str) -> bool:
    """Whether a blank line stands between a name or topic with its colon and its bullets."""
    return under.is_list_head and _BULLET.match(behind.lstrip("\r\n")) is not None


def _leave(
    line: str, note: str, block: _Block, under: _Block, sender: _Block, vocabulary: Vocabulary
) -> _Block | None:
    """What a line is under that no longer goes on with the words before it; None if it does."""
    if _ends_list(line, note[block.start - 2 : block.start], under):
        return sender
    is_new = is_full(note[max(block.start, block.end - MOST_CHARACTERS) : block.end])
    is_spoken = bool(under.party_id)
    telling = _tells_again(line, under, vocabulary, is_new=is_new) if is_spoken else Telling.GOES_ON
    is_unclear = telling is Telling.UNCLEAR
    return None if telling is Telling.GOES_ON else replace(sender, is_unclear=is_unclear)


def _ends_list(line: str, lead: str, under: _Block) -> bool:
    """Whether a line is prose again, below the bullets under a name: it opens with a capital."""
    return under.is_list_head and bool(_BULLET.fullmatch(lead)) and line[:1].isupper()


def _tells_again(line: str, block: _Block, vocabulary: Vocabulary, *, is_new: bool) -> Telling:
    """Whether a line below somebody's words tells of a party again: "Reed accepted …".

    So does "Tarn's priorities: …". What stands below a name alone is all of that party.
    """
    prefix = _PREFIX.match(line)
    if prefix and _OF_WHAT.search(prefix.group(1)) and vocabulary.party_called(prefix.group(1)):
        return Telling.TELLS
    if block.is_list_head:
        return Telling.GOES_ON
    return judge_line(line, block.party_id, vocabulary, is_new=is_new)


def _read_sender(mailed: re.Match[str], vocabulary: Vocabulary) -> _Block:
    """Who wrote an e-mail: known by name, or else by a party's id or name in the address.

    What one of ours writes is read as prose, which tells of both sides.
    """
    name = mailed.group(1).strip(' \t"*')
    address = re.split(r"\W+", (mailed.group(2) or "").lower())
    party_id = vocabulary.party_called(name) if name else ""
    if not party_id:
        ids = {p.id for p in vocabulary.parties if {p.id, p.name.lower()} & {*address}}
        party_id = ids.pop() if len(ids) == 1 else ""
    is_speaker = party_id not in ("", vocabulary.we_id)
    return _Block(0, 0, speaker=name, party_id=party_id) if is_speaker else _Block(0, 0)


def _read_lead(
    line: str, under: _Block, sender: _Block, vocabulary: Vocabulary
) -> tuple[int, _Block]:
    """Return where the words of a line begin, and the speaker and topic that it is under."""
    lead = _LEAD.match(line)
    at = lead.end() if lead else 0
    if line[:at].strip() and not under.is_list_head:
        under = sender
    prefix = _PREFIX.match(line, at) or _DASHED.match(line, at)
    is_dashed = prefix is not None and prefix.re is _DASHED
    if prefix is None or (is_dashed and not vocabulary.party_named(prefix.group(1))):
        return at, under
    is_list_head = not line[prefix.end() :].strip()
    name = without_saying(prefix.group(1).strip())
    offering = _OFFERING.fullmatch(name) if is_list_head else None
    is_name = _is_label(name) or offering is not None
    party_id = vocabulary.party_called(offering[1] if offering else name) if is_name else ""
    if party_id and not is_list_head and _OF_WHAT.search(name):
        return at, under
    if party_id:
        spoken = replace(under, speaker=name, party_id=party_id, is_list_head=is_list_head)
        return prefix.end(), spoken
    if is_list_head and _AGREED.fullmatch(name):
        return prefix.end(), replace(under, is_agreed=True, is_list_head=True)
    topic_ids = _topics(name, vocabulary) if _is_label(name) else ()
    if not topic_ids:
        return at, under
    topic = replace(under, topic_ids=topic_ids, is_list_head=is_list_head)
    speaker = _PREFIX.match(line, prefix.end())
    party_id = vocabulary.party_named(speaker.group(1).strip()) if speaker else ""
    if speaker and party_id:  # "rent: Lind: no"
        topic = replace(topic, speaker=speaker.group(1).strip(), party_id=party_id)
    return speaker.end() if speaker and party_id else prefix.end(), topic


def _is_label(name: str) -> bool:
    """Whether words before a colon may be who speaks: few, and no verb or pronoun among them."""
    words = name.split()
    is_told = any(_TELLING.fullmatch(word) for word in words) or _ENDED.search(name) is not None
    return len(words) <= _LONGEST_LABEL and not is_told


def _topics(line: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    mentions = vocabulary.find_issues(split_words(line[:MOST_CHARACTERS]))
    return tuple(dict.fromkeys(mention.id for mention in mentions))


def speakers_in(note: str, vocabulary: Vocabulary) -> Iterator[tuple[str, int]]:
    """Yield names before a colon that the vocabulary doesn't know, each with its line."""
    for number, line in enumerate(note.splitlines(), start=1):
        if _MAIL_LINE.match(line) or _HEADING.match(line):
            continue
        name, words = _speaker_of(line)
        mailed = _SENDER.match(line)
        if mailed and _read_sender(mailed, vocabulary).party_id:
            continue
        if (words or mailed) and _is_stranger(name, vocabulary):
            yield name, number


def _stranger_in(line: str, vocabulary: Vocabulary) -> str:
    name, words = _speaker_of(line)
    return name if words and _is_stranger(name, vocabulary) else ""


def _is_stranger(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name before a colon is somebody's who isn't known, and announces nothing."""
    first_words = name.lower().split()[: 1 + name.startswith("The ")]
    is_known = vocabulary.party_called(name) or _topics(name, vocabulary)
    return bool(name) and not is_known and not ANNOUNCING.intersection(first_words)


def _speaker_of(line: str) -> tuple[str, str]:
    """The name before a colon, in capitals, or of an e-mail's sender; and what stands behind."""
    if mailed := _SENDER.match(line):
        return mailed.group(1).strip(' \t"*'), ""
    lead = _LEAD.match(line)
    prefix = _PREFIX.match(line, lead.end() if lead else 0)
    words = prefix.group(1).split() if prefix else []
    is_name = all(word[:1].isupper() or word in _LINKS for word in words)
    is_name = is_name or (words[:1] == ["The"] and len(words) <= _LONGEST_GROUP)  # "The dockers"
    if prefix is None or not is_name or len(words) > _LONGEST_NAME:
        return "", ""
    return prefix.group(1).strip(), line[prefix.end() :].strip()
