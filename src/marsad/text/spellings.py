"""Spell a name in every usual way, Arabic and Latin.

A name withheld from an export must not stand in it in any spelling: with or without hamza, article, «بن» and spaces, in
whatever Latin letters an outlet or a passport gave it. The lists here hold the usual spellings; `search_pattern` finds these
and more.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice, product

from marsad.text.folding import fold_key
from marsad.text.letters import (
    ARTICLE,
    is_arabic,
    known_key,
    latin_key,
    latin_pattern,
    name_parts,
    name_table,
    name_units,
    spelled_alike,
    spelled_letters,
    without_article,
    word_pattern,
)

__all__ = [
    "arabic_spellings",
    "is_arabic",
    "latin_key",
    "latin_pattern",
    "latin_spellings",
    "name_parts",
    "search_pattern",
    "spelled_alike",
]

GAP = r"[\W_]*"
"""What may stand between the words of a Latin name: spaces, hyphens, apostrophes, underscores, or nothing."""

MOST = 5000
"""Spellings given of one name; the usual ones come first."""

WORD_MOST = 240
"""Spellings given of one word, so that a long name still gets some of each."""


@lru_cache(maxsize=1 << 12)
def search_pattern(name: str) -> re.Pattern[str]:
    """Give the pattern that finds a name in text as written, in Arabic or Latin letters, whatever its spelling.

    It finds a little more than the name, never less than `latin_spellings` and `arabic_spellings` list; meant for names of two
    words and more, since one word («علي») is spelled like many.

    Args:
        name: A name in Arabic or Latin letters.
    """
    if is_arabic(name):
        arabic = "|".join(map(_loose_arabic, dict.fromkeys(map(fold_key, arabic_spellings(name)))))
        latin = GAP.join(_loose_latin(unit) for unit in name_units(name))
        return re.compile(rf"(?<![^\W_])(?:[وفبكل]{{0,2}}(?:{arabic})|(?:{latin}))(?![^\W_])", re.IGNORECASE)
    letters = GAP.join(re.escape(word) for word in re.split(r"[\W_]+", name) if word)
    return re.compile(rf"(?<![^\W_])(?:{letters})(?![^\W_])", re.IGNORECASE)


def _loose_latin(unit: Sequence[str]) -> str:
    """Let one part of a name match Latin text as written: letters doubled, signs after article and first part."""
    letters = GAP.join(word_pattern(word, GAP) for word in unit)
    doubled = re.sub("([a-z])", r"\1+", letters)
    known = [re.escape(spelling) for spelling in name_table()["known_latin"].get(known_key("".join(unit)), ())]
    return f"(?:{'|'.join([*known, doubled])})"


def _loose_arabic(spelling: str) -> str:
    """Let a folded spelling match text as written: any letter of its folding, marks and tatweel after each."""
    table = {"ا": "[اأإآٱ]", "ي": "[يىیئ]", "ه": "[هة]", "ك": "[كک]", "و": "[وؤ]"}
    marks = "[\u064b-\u0655\u0640\u0670\u200c-\u200f]*"
    return "".join(r"[\s_]+(?:ا?بن[\s_]+)?" if c == " " else table.get(c, re.escape(c)) + marks for c in spelling)


def latin_spellings(name: str) -> tuple[str, ...]:
    """Give the usual Latin spellings of an Arabic name, for a search that heeds neither case nor doubled letters' absence.

    Args:
        name: A name in Arabic letters, as written.

    Returns:
        Spellings with single spaces between the words, and with the article hyphened; each once, at most `MOST`.
    """
    if not is_arabic(name):
        return ()
    units = [tuple(dict.fromkeys(_unit_spellings(unit))) for unit in name_units(name)]
    return tuple(dict.fromkeys(" ".join(spelling) for spelling in islice(_nearest_first(units), MOST)))


def arabic_spellings(name: str) -> tuple[str, ...]:
    """Give the spellings of an Arabic name in Arabic letters, for a search in folded text or in text as written.

    Args:
        name: A name in Arabic letters, as written.

    Returns:
        Spellings with and without hamza, article, «بن» and the spaces inside a part, with either form of a last letter; each
        once, the name itself first.
    """
    words = name.split()
    if not words or not is_arabic(name):
        return ()
    choices = [tuple(dict.fromkeys(_arabic_word(word))) for word in words]
    spelled = (" ".join(filter(None, chosen)) for chosen in islice(_nearest_first(choices), MOST))
    found = dict.fromkeys(variant for spelling in spelled for variant in _spaced(spelling))
    return tuple(islice(found, 4 * MOST))


def _arabic_word(word: str) -> Iterable[str]:
    """Give the spellings of one word, itself first, the likelier ones before the others."""
    if fold_key(word) in ("بن", "ابن"):
        yield from (word, "", "بن", "ابن")
        return
    bare = "".join(c for c in unicodedata.normalize("NFC", word) if unicodedata.category(c) not in ("Mn", "Cf") and c != "ـ")
    article = bare.startswith(ARTICLE) and len(bare) > 4
    stem = bare.removeprefix(ARTICLE) if article else bare
    ends = {"ة": "ه", "ه": "ة", "ى": "ي", "ي": "ى", "ء": ""}
    firsts = [stem[:1], *(alef for alef in "اأإآ" if stem[:1] and stem[0] in "اأإآ")]
    middles = [stem[1:-1], stem[1:-1].replace("ؤ", "و").replace("ئ", "ي").replace("أ", "ا")]
    lasts = [stem[-1:], ends.get(stem[-1:], stem[-1:])] if len(stem) > 1 else [""]
    bearing = article or stem in ("بنت", "أبو", "ابو", "عبد", "أم", "ام")
    articles = [ARTICLE * article, ARTICLE * (not article)] if article or not bearing else [""]
    yield word
    yield from ("".join(chosen) for chosen in _nearest_first([articles, firsts, middles, lasts]))


def _spaced(spelling: str) -> Iterable[str]:
    """Give a spelling with its parts written apart, and together."""
    yield spelling
    table = name_table()
    firsts, lasts = "|".join([*table["first_parts"], "أبو", "أم", "أبي"]), "|".join(table["last_parts"])
    joined = re.sub(rf"(?:(?<=^)|(?<= ))({firsts}) (?=\S)", r"\1", spelling)
    yield re.sub(rf"(?<=\S) (?=(?:{lasts})(?: |$))", "", joined)
    apart = re.sub(r"(?:(?<=^)|(?<= ))(عبد|أبو|ابو)(?=\S{3})", r"\1 ", spelling)
    yield re.sub(rf"(?<=\S\S)(?=(?:{lasts})(?: |$))", " ", apart).replace("  ", " ")


def _nearest_first(choices: Sequence[Sequence[str]]) -> Iterable[tuple[str, ...]]:
    """Give all ways to choose one of each, those that stray least from the first ones first."""
    furthest = sum(len(choice) - 1 for choice in choices)
    if len(choices) == 1:
        yield from ((word,) for word in choices[0])
        return
    ranked = [tuple(enumerate(choice)) for choice in choices]
    for stray in range(furthest + 1):
        within = [choice[: stray + 1] for choice in ranked]
        for chosen in product(*within):
            if max(rank for rank, _ in chosen) == stray:
                yield tuple(word for _, word in chosen)


def _unit_spellings(unit: Sequence[str]) -> Iterable[str]:
    """Give the usual spellings of one part of a name, those that everybody knows first."""
    table = name_table()
    yield from table["known_latin"].get(known_key("".join(unit)), ())
    prefixes = table["prefixes"].get(unit[0]) if len(unit) > 1 else None
    if prefixes and unit[0] == "عبد":
        words = [prefixes, tuple(_word_spellings(without_article(unit[1])[1]))]
    elif prefixes:
        words = [prefixes, tuple(_word_spellings(unit[1]))]
    else:
        words = [tuple(_word_spellings(word)) for word in unit]
    joined = "" if prefixes else " "
    yield from islice((joined.join(chosen) for chosen in _nearest_first(words)), WORD_MOST)


def _word_spellings(word: str) -> Iterable[str]:
    """Give the usual spellings of one word; short vowels are tried where two consonants meet."""
    table = name_table()
    article, stem = without_article(word)
    letters = spelled_letters(stem)
    choices: list[Sequence[str]] = []
    for i, (letter, entry) in enumerate(letters):
        following = letters[i + 1][0] if i + 1 < len(letters) else ""
        glides = letter in "وي" and following and following in "اويةى"
        choices.append((("w", "u") if letter == "و" else ("y", "i")) if glides else entry["latin"][: entry["usual"]])
        if letter in table["bones"] and following in table["bones"]:
            silent = 0 if i and stem[i - 1] in table["bones"] else 3  # of two gaps in a row the second is closed: «Dalfin»
            choices.append((*table["short_vowels"][:silent], "", *table["short_vowels"][silent:]))
    for chosen in islice(_nearest_first(choices), WORD_MOST):
        spelled = "".join(chosen).capitalize()
        yield from (f"al-{spelled}", f"Al {spelled}", spelled, f"el-{spelled}", f"El {spelled}") if article else (spelled,)
