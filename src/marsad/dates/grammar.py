"""The grammar of date expressions, over the signs of `marsad.dates.signs`.

Each family is one pattern; `MENTION` tries them from the most to the least specific. Prepositions stay outside a mention
unless they carry its meaning («قبل يومين», «منذ أسبوع», «خلال 72 ساعة»).
"""

import re

_MONTH_NAME = r"(?:[Mm]|[TR][oKv])"
_SURE_NAME = r"(?:M|[TR][oKv])"
_OTHER_NAME = rf"(?:/{_MONTH_NAME}|\({_MONTH_NAME}\)|-{_MONTH_NAME}|{_SURE_NAME}(?!w))"
_MONTH = rf"{_MONTH_NAME}{_OTHER_NAME}?"
_YEAR = r"(?:[,/-]?y@?|,?l?[aA]y@?|l?[aA](?=[qe])|l?ca|l?cA)"
_POINTER = r"(?:qe?|e)"
_TAIL = rf"{_YEAR}?{_POINTER}?"

_ONE_DAY = r"(?:\^?d|(?<![_SCA<])o[NO]?|v|N{1,2}(?=l?[MmTR]))"
_DAYS = rf"{_ONE_DAY}(?:(?:z|&|-)\^?(?:d|o[NO]?)|o[NO]?)?"
DAY_MONTH = rf"{_DAYS}[l/-]?G?{_MONTH}{_TAIL}"
NUMERIC = r"(?:d[/-]d[/-][yd]|y[/-]d[/-]d|#)@?"
_OF_MONTH = rf"{_DAYS}l?(?:C{_POINTER}|cC|QC|=)"
_DATED = rf"(?:{DAY_MONTH}|{NUMERIC}|{_OF_MONTH})"

_PART = r"(?:t?XI|[bt]?P|I)"
_TODAY = r"c?E(?!o(?!l?G?[MmTR]))"
_COUNTED_DAY = r"(?:vl?B|Bo|B|tg|jg|(?<=[PI])g)"
_SHORT = r"d/d"
_HEADED = rf"(?:{_TODAY}|j?{_COUNTED_DAY})(?:[,-]?j?W)?(?:,?(?:{_DATED}|{_SHORT}))?"
_WEEKDAY = rf"j?W{_POINTER}?(?:,?(?:{_DATED}|{_SHORT}))?"
_SAME_DAY = r"(?:E[qe]|QE)(?:l?[aA]y)?"
_NIGHT = r"(?:t?XI|I)j?W[&/-]?W"
_THIS_NIGHT = r"(?:cp|pq|pW|p)"
_SHORT_DAY = rf"(?:{_PART}j?{_SHORT}|j{_SHORT}|(?<=[+]){_SHORT}(?![/u-]))"
DAY = rf"(?:{_NIGHT}|{_PART}?(?:{_SAME_DAY}|{_HEADED}|{_WEEKDAY}|j?{_DATED})|{_THIS_NIGHT}|{_SHORT_DAY})"

_NUMBERED_MONTH = r"Gd(?![/u-])"
_UNSURE = rf"(?:(?<=[fizbtrGHM+])m{_OTHER_NAME}?{_TAIL}|m{_OTHER_NAME}{_TAIL}|m{_YEAR}{_POINTER}?|m{_POINTER})"
_SURE = rf"{_SURE_NAME}{_OTHER_NAME}?{_TAIL}"
MONTH = rf"(?:XG?l?{_MONTH}{_TAIL}|{_SURE}|{_UNSURE}|{_NUMBERED_MONTH})"

_PERIOD = rf"(?:X?l?[ACS]{_POINTER}|X?c[sACS]|X?Q[CAS]|X[ACS])"
_YEAR_ALONE = r"(?:X?l?[aA]y@?|Xl?y@?|y-y@?|(?<=[firzbtDL+])y@?(?![/-]?d)|(?<=y&)y@?|(?<=yz)y@?|(?<=l)y(?=[z-]y))"
_SEASON = r"(?:[ZR](?:l?[aA]?y|l?[aA]?q))"
_DECADE = r"%Uq"
_SHARE = rf"(?:So|<o)l?(?:G?{_MONTH}{_TAIL}|[aA]y@?|[AC]{_POINTER}?|y)"
PERIOD = rf"(?:{_SHARE}|{_DECADE}|{_SEASON}|{_YEAR_ALONE}{_POINTER}?|{_PERIOD})"

_NUMBER = r"\^?[dnNy]N{0,6}"
_ABOUT = r"(?:~|kl){0,3}"
_AMOUNT = rf"(?:{_NUMBER}[ujGsa]|V|[jGsa]N?)(?:h[ACSE]?)?"
_NOT_AMOUNT = r"(?![WyMmTRdoEBgqe]|,[WMmTR])"
_AGO = rf"(?:b{_ABOUT}{_AMOUNT}{_NOT_AMOUNT}(?!l)|i{_ABOUT}{_AMOUNT}{_NOT_AMOUNT}|t{_ABOUT}{_AMOUNT}{_NOT_AMOUNT}(?!l))"
_LAST = rf"(?:L{_NUMBER}q|Yw|[VY][qw]|{_NUMBER}[uL]q)"
_DEADLINE = rf"(?:r{_ABOUT}(?:{_NUMBER}u(?!q)|V(?![qw])|[sG](?![qeMmTRd]))|(?<=!)(?:{_NUMBER}u|V|s|G))"
AMOUNT = rf"(?:{_LAST}|{_AGO}|{_DEADLINE})"

FIRST = r"(?=[EBgvWjPIpXcQMmTRGaACSsZ%<LYVdynNo#bitrl^])"
"""What a mention may begin with: most words of a text are none of it, and the alternatives need not be tried there."""

MENTION = re.compile(rf"{FIRST}(?:{AMOUNT}|{_SHARE}|{DAY}|{MONTH}|{PERIOD})")
