"""What the letters of a name say: its parts, its consonants, which Latin letters may spell it.

There is no one transliteration. Passports, outlets and outlets' translators each have theirs, so a name is not transliterated
to be compared: its letters make a pattern, and a Latin spelling fits it or does not.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from marsad.text.folding import fold_key
from marsad.vocabulary import load_vocabulary

ARTICLE = "ال"
ALEFS = str.maketrans("أإآٱ", "اااا")
APOSTROPHES = re.compile("['’‘ʿʾ`]")
SIGNS = re.compile(r"[^\w\s]|_")
ARABIC = re.compile("[\u0621-\u064a]")


@lru_cache(maxsize=1)
def name_table() -> Mapping[str, Any]:
    """Give the packaged table of letters and name words."""
    table: Mapping[str, Any] = load_vocabulary("names")
    return table


def is_arabic(name: str) -> bool:
    """Say whether a name is written in Arabic letters."""
    return bool(ARABIC.search(name))


@lru_cache(maxsize=1 << 16)
def latin_key(name: str) -> str:
    """Give a Latin name as it is compared: lower case, no marks, no spaces or signs, no letter twice in a row."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if "a" <= c <= "z")
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=1 << 14)
def name_parts(name: str) -> tuple[str, ...]:
    """Cut a name into its parts, folded, hamza left out: «عبد الرحمن» and «نور الدين» are one part each, «بن» is none.

    Args:
        name: A name in Arabic or Latin letters.
    """
    table = name_table()
    words = [plain_word(word) for word in SIGNS.sub(" ", APOSTROPHES.sub("", fold_key(name))).split()]
    words = [word for i, word in enumerate(words) if word not in table["latin_articles"] or i == len(words) - 1]
    parts: list[str] = []
    open_part = ""
    for i, word in enumerate(words):
        if open_part:
            parts.append(open_part + word)
            open_part = ""
        elif word in table["first_parts"] and i + 1 < len(words) and not (parts and word in table["links"]):
            open_part = word
        elif word in table["last_parts"] and parts and is_arabic(parts[-1]):
            parts[-1] += word
        elif word not in table["links"] or not parts:
            parts.append(word)
    return tuple(parts)


def plain_word(word: str) -> str:
    """Take the hamzas off a folded word."""
    return word.translate(ALEFS).replace("ؤ", "و").replace("ئ", "ي").replace("ء", "")


@lru_cache(maxsize=1 << 14)
def latin_pattern(name: str) -> re.Pattern[str]:
    """Give the pattern of all Latin spellings of an Arabic name, to be tried on what `latin_key` gives.

    Args:
        name: A name in Arabic letters.
    """
    return re.compile("".join(word_pattern(word) for word in name_words(name)))


def spelled_alike(arabic: str, latin: str) -> bool:
    """Say whether Latin letters may spell an Arabic name.

    Args:
        arabic: A name in Arabic letters.
        latin: A name in Latin letters.
    """
    key = latin_key(latin)
    if not key:
        return False
    owner = _known_keys().get(key)
    if owner is not None:
        return owner == known_key(arabic)
    return latin_pattern(arabic).fullmatch(key) is not None


def known_key(arabic: str) -> str:
    """Give an Arabic name as `known_latin` writes it."""
    return "".join(name_parts(arabic)).replace("ة", "ه")


@lru_cache(maxsize=1)
def _known_keys() -> Mapping[str, str]:
    """Give the names behind spellings that are one name's alone: «Mahmud» could be letter by letter «محمد», and is not."""
    return {latin_key(spelling): name for name, spellings in name_table()["known_latin"].items() for spelling in spellings}


@lru_cache(maxsize=1 << 16)
def bones(name: str) -> str:
    """Give the consonants of a name, those that spellings confuse made one; the same for Arabic and Latin spellings mostly.

    Args:
        name: A name, or a part of one, in Arabic or Latin letters.
    """
    table = name_table()
    if is_arabic(name):
        word = "".join(w.removeprefix(ARTICLE) if len(w) > 3 else w for w in map(plain_word, fold_key(name).split()))
        found = "".join(table["bones"].get(letter, "") for letter in word)
    else:
        key = re.sub(r"^(?:al|el)[ -]", "", name.lower())
        found = re.sub("[sckgtdp]h|dj|.", lambda m: table["latin_bones"].get(m[0], ""), latin_key(key))
    return re.sub(r"(.)\1+", r"\1", found).removesuffix("h")


def name_words(name: str) -> list[str]:
    """Cut a name into words, the article and first parts standing apart: «عبدالرحمن» is «عبد», «ال», «رحمن»."""
    text = re.sub("[^\u0621-\u064a ]", "", "".join(_kept(c) for c in unicodedata.normalize("NFKC", name)))
    words: list[str] = []
    for word in text.split():
        rest = word
        for first in ("عبد", "أبو", "ابو"):
            if word.startswith(first) and len(word) > len(first) + 2:
                words.append(first)
                rest = word.removeprefix(first)
        ending = re.fullmatch("(.{2,})(ال(?:دين|له|حق|زهراء|رحمن|إسلام|اسلام))", rest)
        words += ending.groups() if ending else [rest]
    return words


def _kept(character: str) -> str:
    return {"ی": "ي", "ک": "ك", "ٱ": "ا", "ـ": ""}.get(
        character, character if character.isalpha() else " " if character.isspace() else ""
    )


def spelled_letters(word: str) -> list[tuple[str, Mapping[str, Any]]]:
    """Give the letters of a word with their spellings there."""
    table = name_table()
    found = []
    for i, letter in enumerate(word):
        where = table["first"] if i == 0 else table["last"] if i == len(word) - 1 else {}
        entry = where.get(letter) or table["letters"].get(letter)
        if entry:
            found.append((letter, entry))
    return found


@lru_cache(maxsize=1 << 15)
def word_pattern(word: str, gap: str = "") -> str:
    """Give the pattern of one word's Latin spellings, each letter once.

    Args:
        word: A word of a name in Arabic letters.
        gap: Pattern of what may stand after its article.
    """
    table = name_table()
    vowels, voiced = f"(?:{'|'.join(table['short_vowels'])})?", {*table["bones"], *"هعوي"}
    article, stem = without_article(word)
    letters = spelled_letters(stem)
    pieces = [f"(?:{'|'.join(table['article'])}){gap}"] if article else []
    for i, (letter, entry) in enumerate(letters):
        options = sorted(entry["latin"], key=len, reverse=True)
        pieces.append(f"(?:{'|'.join(options)})" + (vowels if letter in voiced and i + 1 < len(letters) else ""))
    return "".join(pieces) + "(?:e)?" * (word[-1:] in table["bones"])  # «Noureddine», as French has it


def without_article(word: str) -> tuple[bool, str]:
    """Say whether a word bears the article, and give it without."""
    article = word.startswith(ARTICLE) and len(word) > 3
    return article, word.removeprefix(ARTICLE) if article else word


def name_units(name: str) -> list[list[str]]:
    """Group the words of a name by its parts: «عبد», «الرحمن» are one."""
    units: list[list[str]] = []
    for word in name_words(name):
        opened = bool(units) and len(units[-1]) == 1 and units[-1][0] in name_table()["prefixes"]
        if opened or (units and word in name_table()["last_parts"]):
            units[-1].append(word)
        else:
            units.append([word])
    return units
