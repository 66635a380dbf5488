"""People's names in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from heard.analysis.redaction.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from heard.analysis.redaction.words import PersonalWords

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"['’]s$", re.IGNORECASE)
_MOST = 3  # words of a name after its first
_PLACE_WORDS = (
    "road rd street avenue ave lane close court crescent drive gardens grove house way walk place "
    "terrace square mews row rise parade tower towers lodge mansions buildings wharf heights hill "
    "estate council hospital school station park centre center surgery clinic bridge green church "
    "housing homes group trust association water block hall arms villas"
)
_PLACES = frozenset(_PLACE_WORDS.split())
_NEVER_WORDS = (
    "i a an the and or but not no yes so to too of in on at it is was are were be been has have "
    "had he she we you they my our your his her their this that these those there here when where "
    "what who why how for from with without by as if very just still also then than now never "
    "always please thanks thank sorry fed tired happy unhappy angry upset writing calling living "
    "waiting trying sure about after before because since only all any some every each can could "
    "would should will did does do up down out off over disabled elderly pregnant single one two "
    "three going having being getting told said asked came called rang who's isn't doesn't hasn't "
    "won't monday tuesday wednesday thursday friday saturday sunday january february march april "
    "may june july august september october november december english british london richmond "
    "hello hi dear regards kind yours"
)
_NEVER = frozenset(_NEVER_WORDS.split())
_BODY_WORDS = (
    "council landlord management manager managers staff nobody everyone everybody someone "
    "somebody anyone people residents tenants neighbours contractors workmen repairs office "
    "officers team customer services service housing association citizens advice social police "
    "fire ambulance brigade universal credit support building health safety safe street west east "
    "north south royal water gas electric energy power transport facebook google amazon whatsapp "
    "zoom teams email website app portal block flat level stage section equality act human rights "
    "data protection freedom information new old great big good first second last christmas "
    "easter eid diwali ramadan saturday god covid brexit england britain scotland wales ireland "
    "poland india pakistan bangladesh somalia nigeria ghana kenya china europe africa polish "
    "irish asian african chinese indian muslim christian hindu sikh jewish community hall centre "
    "tower ombudsman regulator champion board national insurance pension personal independence "
    "payment mould damp lift leak leaks heating boiler bathroom kitchen window windows door doors "
    "roof rats mice noise parking rent bins rubbish communication well done best"
)
_BODIES = frozenset(_BODY_WORDS.split())
_DOES = re.compile(
    r"\s+(?:says?|said|told|tells|asked|asks|rang|thinks|thought|wants|wanted|lives|lived|wrote|writes|promised"
    r"|helped|helps|moved|signed|saw|needs|knows|came|went|cried|works|worked|agrees|reported|phoned|called"
    r"|has\s+(?:\w+\s+)?(?:children|kids|sons?|daughters?)|and\s+(?:i|me|my|his|her)\b|who\b)",
    re.IGNORECASE,
)
_SHORT_FOR = re.compile(
    r"(?:i|it|that|there|we|they|you|he|she|who|what|where|how|here|let)'(?:m|ve|d|ll|re|s)|\w+n't"
)
_JOIN_WORDS = "de da del der van von bin ibn al el abu mac mc st o di la le ten"
_JOINS = frozenset(_JOIN_WORDS.split())

_SAYS_NAME = re.compile(
    r"(?:\bmy\s+(?:full\s+|first\s+|last\s+)?names?(?:\s+is|['’]s|\s*:)|\bnames?\s*(?::|is\b)"
    r"|\b(?:my|your|our|his|her)\s+name\b\s*[-–:]?|\bsigned\b\s*[,:]?)\s+$",
    re.IGNORECASE,
)
_MAY_SAY_NAME = re.compile(
    r"(?:\bi\s+am|\bi['’]m|\bthis\s+is|\bit['’]s|\bcalled|\bnamed|\bknown\s+as|\bspoke\s+(?:to|with)"
    r"|\btalked\s+to|\bask(?:ed)?\s+for|\bhi|\bhello|\bdear|\bfrom|\bthanks?(?:\s+you)?\s+to"
    r"|\bthanks|\bcheers|\bregards|\bsincerely|\bfaithfully|\bwishes|\btruly)\s*[,.!:–-]*\s+$",
    re.IGNORECASE,
)
_SAYS_WHO = re.compile(r"\b(?:i\s+am|i['’]m|this\s+is)\s+$", re.IGNORECASE)
_SIGNS = re.compile(
    r"(?:\bthanks|\bthank\s+you|\bcheers|\bregards|\bsincerely|\bfaithfully|\bwishes|\btruly)"
    r"\s*[,.!–-]+\s+$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"\w[\w.'’-]*(?: \w[\w.'’-]*){0,2}\W*$")
_PRONOUNS = frozenset("IA")
_BEFORE = 40  # characters looked at before a word


class _Word(NamedTuple):
    start: int
    end: int
    said: str
    plain: str

    @property
    def capital(self) -> bool:
        """Whether it is written as names are, and not all in capitals."""
        return self.said[0].isupper() and (len(self.said) == 1 or not self.said.isupper())


def named(text: str, words: PersonalWords) -> Iterator[tuple[int, int]]:
    """Where each name of a person starts and ends; they may overlap.

    A name is a listed name that isn't an everyday word, with what is written with a capital after
    it; or words after a title ("Mrs Adeyemi"), after "my name is" and the like, or after who
    somebody is ("my son Kofi"). What is followed by "Road" or "House" is a place.
    """
    said = [_word(found) for found in _TOKEN.finditer(text)]
    at = 0
    while at < len(said):
        length = _length(text, said, at, words)
        if length:
            yield said[at].start, said[at + length - 1].end
        at += max(length, 1)


def _word(found: re.Match[str]) -> _Word:
    said = _ENDS.sub("", found[0])
    return _Word(found.start(), found.start() + len(said), said, folded(said))


def _length(text: str, said: Sequence[_Word], at: int, words: PersonalWords) -> int:
    """How many words the name has that starts at this one; 0 where none does."""
    word = said[at]
    if len(word.said) == 1 and word.capital and at + 1 < len(said) and _beside(text, said, at + 1):
        rest = 0 if word.said in _PRONOUNS else _length(text, said, at + 1, words)
        if rest:
            return 1 + rest
    if word.plain in _NEVER and not (word.capital and word.plain in words.ordinary):
        return 0
    told = _told_before(text, said, at, words) or _looks_named(text, said, at, words)
    listed = word.plain in words.given or word.plain in words.family
    clear = listed and word.plain not in words.ordinary
    follows = _follows(text, said, at, words)
    if told or clear or (listed and word.capital and follows and _is_listed(said[at + 1], words)):
        length = 1 + follows
        last = at + length
        place = last < len(said) and said[last].plain in _PLACES and _beside(text, said, last)
        return 0 if place and not told else length
    return 0


def _told_before(text: str, said: Sequence[_Word], at: int, words: PersonalWords) -> bool:
    """Whether what stands before says that a name comes."""
    word = said[at]
    before = text[max(0, word.start - _BEFORE) : word.start]
    if _SAYS_NAME.search(before):
        return word.plain not in _NEVER
    last = said[at - 1] if at else None
    near = last is not None and re.fullmatch(
        r"\s*[.,]?\s+", before[len(before) - (word.start - last.end) :]
    )
    if last is not None and near and last.plain in words.titles:
        return word.capital or last.plain in {"mr", "mrs", "ms", "dr", "cllr"}
    if not word.capital or word.plain in _NEVER:
        return False
    if last is not None and near and last.plain in words.people:
        return "." not in before[-2:]
    if _SIGNS.search(before) and _SIGNATURE.fullmatch(text, word.start):
        return True
    if _SAYS_WHO.search(before) and _may_be_name(word, words):
        return True
    may = _MAY_SAY_NAME.search(before)
    return bool(may) and (word.plain in words.given or word.plain in words.family)


def _looks_named(text: str, said: Sequence[_Word], at: int, words: PersonalWords) -> bool:
    """Whether words in capitals, though on no list, stand as a name does.

    Two or three of them beside each other that are no place or body, before a listed name, or
    one before what only people do ("Ifeoluwa says").
    """
    if not _may_be_name(said[at], words):
        return False
    run = [said[at]]
    for place in range(at + 1, min(at + _MOST, len(said))):
        if not (_beside(text, said, place) and said[place].capital):
            break
        run.append(said[place])
    fit = all(_may_be_name(one, words) for one in run)
    return fit and (len(run) > 1 or bool(_DOES.match(text, run[-1].end)))


def _may_be_name(word: _Word, words: PersonalWords) -> bool:
    """Whether it has a capital and isn't known for something else."""
    other = word.plain in _NEVER or word.plain in _BODIES or word.plain in _PLACES
    other = other or bool(_SHORT_FOR.fullmatch(word.plain))
    other = other or word.plain in words.titles or word.plain in words.people
    return word.capital and not other and len(word.said) > 1


def _follows(text: str, said: Sequence[_Word], at: int, words: PersonalWords) -> int:
    """How many words after this one belong to the name."""
    count = 0
    for place in range(at + 1, min(at + 1 + _MOST, len(said))):
        word = said[place]
        if not _beside(text, said, place):
            break
        joins = word.plain in _JOINS and place + 1 < len(said) and said[place + 1].capital
        capital = word.capital and word.plain not in _NEVER
        capital = capital and said[at].capital and word.plain not in _PLACES
        clear = _is_listed(word, words) and word.plain not in words.ordinary
        if not (joins or capital or clear):
            break
        count += 1
    return count


def _is_listed(word: _Word, words: PersonalWords) -> bool:
    return word.plain in words.given or word.plain in words.family


def _beside(text: str, said: Sequence[_Word], at: int) -> bool:
    """Whether only a space, or an initial's full stop, parts this word from the one before."""
    between = text[said[at - 1].end : said[at].start]
    initial = len(said[at - 1].said) == 1
    return bool(re.fullmatch(r"\.?[ \t]+" if initial else r"[ \t]+", between))
