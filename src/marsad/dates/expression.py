"""Take a date expression apart into what its words say.

The taking apart is tolerant: a span may come from a tagger and hold a preposition too many or a word too few. Words that say
nothing about a date are passed over.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from marsad.dates.signs import Month, Sign, paired_months
from marsad.text.numerals import numeral_at, ordinal_at
from marsad.text.words import Word

SHORT = r"(?<=W)d/d|(?<=W,)d/d|(?<=[EIPj])d/d|^d/d$"
NUMERIC = re.compile(rf"(?P<dmy>d[/-]d[/-][yd])|(?P<ymd>y[/-]d[/-]d)|(?P<dotted>#)|(?P<dm>{SHORT})")
COUNTED = re.compile(r"[uVLY]|[bitr!](?:~|k|l)*[dnN]*[jGsa](?![yWMmTR])")
DIRECTIONS = {"b": "before", "i": "since", "t": "after", "r": "within", "!": "within"}
LEVELS = {"j": "day", "s": "week", "G": "month", "a": "year", "S": "week", "C": "month", "A": "year", "D": "year", "H": "month"}


@dataclass(frozen=True, slots=True)
class Expression:
    """What the words of a date expression say.

    Attributes:
        weekdays: Weekdays named, Monday is 0.
        offset: Days counted from the report's day: 0 for «اليوم», -1 for «أمس».
        days: Days of the month.
        month: Month named.
        years: Years named.
        hijri: Whether the years are of the Hijri era.
        portion: `start`, `middle` or `end` of a period.
        unit: Unit that is counted or pointed at: `hour`, `day`, `week`, `month`, `year`.
        amount: How many units.
        half: Whether half a unit is added.
        direction: `before`, `since`, `after` or `within` an amount.
        counted: Whether units are counted («قبل يومين», «الأيام الثلاثة الماضية»).
        shift: Pointer: `past`, `recent`, `current`, `next`, `following`, `previous`, `same`.
        season: First month of a season named.
        decade: Decade named, within its century.
        night: Whether it is a night.
        after_midnight: Whether it is the part of a night that belongs to the second day.
        this_night: Whether the night is the report's own.
        ordinal: Which week, half or quarter of a month or year.
        share: `week`, `half` or `quarter`, where a part of a period is counted.
    """

    weekdays: tuple[int, ...] = ()
    offset: int | None = None
    days: tuple[int, ...] = ()
    month: Month | None = None
    years: tuple[int, ...] = ()
    hijri: bool = False
    portion: str | None = None
    unit: str | None = None
    amount: int | None = None
    half: bool = False
    direction: str | None = None
    counted: bool = False
    shift: str | None = None
    season: int | None = None
    decade: int | None = None
    night: bool = False
    after_midnight: bool = False
    this_night: bool = False
    ordinal: int | None = None
    share: str | None = None


def read_expression(words: Sequence[Word], signs: Sequence[Sign]) -> Expression:
    """Take apart the words of one expression.

    Args:
        words: Its words.
        signs: Their signs.

    Returns:
        What they say; an empty expression when they say nothing of a date.
    """
    letters = "".join(sign.letter for sign in signs)
    read = Expression(counted=bool(COUNTED.search(letters)))
    at = 0
    numeric = NUMERIC.search(letters)
    while at < len(words):
        if numeric and at == numeric.start():
            read, at = _numeric(read, signs[numeric.start() : numeric.end()], numeric.lastgroup), numeric.end()
        else:
            read, at = _step(read, words, signs, letters, at)
    return read


def _numeric(read: Expression, signs: Sequence[Sign], order: str | None) -> Expression:
    """Read a date in digits."""
    numbers = list(signs[0].value) if order == "dotted" else [sign.value for sign in signs if sign.letter in "dy"]
    if order == "ymd":
        numbers.reverse()
    if order == "dmy" and len(numbers) == 3 and numbers[2] < 100:
        numbers[2] += 2000
    day, month = numbers[:2]
    if month > 12 >= day:
        day, month = month, day
    year = tuple(numbers[2:])
    hijri = bool(year) and year[0] < 1600
    return replace(read, days=(day,), month=Month("hijri" if hijri else "gregorian", month), years=year, hijri=hijri)


def _step(read: Expression, words: Sequence[Word], signs: Sequence[Sign], letters: str, at: int) -> tuple[Expression, int]:
    """Read the word at an index, and those that belong to it; give what is read by then and where to go on."""
    letter, value = letters[at], signs[at].value
    if letter in "dnyNovh" or letter == "^":
        return _number(read, words, signs, letters, at)
    if letter in "MmTRZ":
        return _month(read, words, signs, letters, at)
    if letter in "EBgWPIpXt":
        return _day(read, signs, letters, at), at + 1
    if letter in "qew":
        return (replace(read, shift=value) if not read.years else read), at + 1
    if letter in "Qc":
        return replace(read, shift="same" if letter == "Q" else "current"), at + 1
    if letter == "=":
        return replace(read, unit="month", shift="same"), at + 1
    if letter in DIRECTIONS and read.counted:
        return replace(read, direction=DIRECTIONS[letter]), at + 1
    if letter == "%":
        return replace(read, decade=value), at + 1
    if letter == "@":
        return replace(read, hijri=read.hijri or value == "hijri"), at + 1
    return _unit(read, signs, letters, at), at + 1


def _unit(read: Expression, signs: Sequence[Sign], letters: str, at: int) -> Expression:
    """Read a unit of time."""
    letter = letters[at]
    if letter in "VY":
        return replace(read, unit=signs[at].value, amount=2)
    if letter in "uL":
        return replace(read, unit=signs[at].value)
    if letter not in LEVELS or (letter in "jGH" and not read.counted and not (letter == "j" and read.shift)):
        return read
    if read.unit and (read.half or (read.unit == "day" and read.shift)):
        return read  # «عام ونصف العام», «نفس اليوم من عام 1990»
    amount = 1 if read.counted and letter in "jsGa" and read.amount is None else read.amount
    return replace(read, unit=LEVELS[letter], amount=amount)


def _number(read: Expression, words: Sequence[Word], signs: Sequence[Sign], letters: str, at: int) -> tuple[Expression, int]:
    """Read a number: an amount, a day of a month or a year."""
    letter = letters[at]
    if letter == "h":
        return replace(read, half=True, amount=read.amount or 0), at + 1
    if letter == "v":
        return _first(read, letters, at), at + 1
    if letter == "o" and not read.counted:
        ordinal = ordinal_at(words, at)
        if ordinal and letters[at - 1 : at] in ("S", "<"):
            share = "week" if letters[at - 1] == "S" else signs[at - 1].value
            return replace(read, ordinal=ordinal.value, share=share, unit=None), ordinal.end
        if read.offset is not None and letters[at - 1 : at] == "B":
            return replace(read, offset=-2), at + 1  # «أمس الأول»
        return (replace(read, days=(*read.days, ordinal.value)), ordinal.end) if ordinal else (read, at + 1)
    if letter == "y" and not read.counted:
        value = signs[at].value
        return replace(read, years=(*read.years, value), hijri=read.hijri or value < 1600), at + 1
    if letter == "d" and not read.counted:
        return _day_number(read, signs, letters, at), at + 1
    numeral = numeral_at(words, at)
    if numeral is None:
        return read, at + 1
    if read.counted:
        return replace(read, amount=numeral.value), numeral.end
    if letter == "N" and 1 <= numeral.value <= 31 and letters[numeral.end : numeral.end + 1] in ("M", "m", "T", "R", "l"):
        return replace(read, days=(*read.days, numeral.value)), numeral.end
    return read, numeral.end


def _day_number(read: Expression, signs: Sequence[Sign], letters: str, at: int) -> Expression:
    """Read one or two digits: the day of a month, or a month told by number («شهر 8»)."""
    value = signs[at].value
    if letters[at - 1 : at] == "G" and value <= 12:
        return replace(read, month=Month("gregorian", value))
    return replace(read, days=(*read.days, value))


def _first(read: Expression, letters: str, at: int) -> Expression:
    """Read «أول»: the day before yesterday, or the first of a month."""
    if "B" in letters[at : at + 3]:
        return replace(read, offset=-2)
    return replace(read, days=(*read.days, 1)) if re.match(r"v(?:l|G)*[MmTR]", letters[at:]) else read


def _month(read: Expression, words: Sequence[Word], signs: Sequence[Sign], letters: str, at: int) -> tuple[Expression, int]:
    """Read the name of a month or season; a second name of the same month changes nothing."""
    letter, sign = letters[at], signs[at]
    if letter in "TR" and at + 1 < len(words):
        first = words[at].folded[sign.lead :]
        month = paired_months().get((first, words[at + 1].folded))
        if month:
            return (replace(read, month=month) if read.month is None else read), at + 2
    if letter in "Mm":
        return (replace(read, month=sign.value) if read.month is None else read), at + 1
    season = sign.value if letter == "Z" else {"R": 3}.get(letter)
    return replace(read, season=season), at + 1


def _day(read: Expression, signs: Sequence[Sign], letters: str, at: int) -> Expression:
    """Read a word that names a day or a part of one."""
    letter, value = letters[at], signs[at].value
    if letter == "W":
        return replace(read, weekdays=(*read.weekdays, value))
    if letter in "EBg":
        if (letter == "E" and letters[at + 1 : at + 2] and letters[at + 1] in "qe") or letters[at - 1 : at] == "Q":
            return replace(read, unit="day")
        offset = 2 if letter in "gB" and value == 1 and letters[at - 1 : at] == "t" else value
        return read if read.offset is not None else replace(read, offset=offset)
    if letter == "X":
        if "I" in letters[at : at + 2]:
            return replace(read, night=True, after_midnight=letters[at - 1 : at] == "t")
        return replace(read, portion=value)
    if letter == "p":
        return replace(read, this_night=True, night=True)
    if letter == "I":
        return replace(read, night=True)
    return replace(read, direction="after") if letter == "t" and read.counted else read
