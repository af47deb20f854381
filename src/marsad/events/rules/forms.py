"""Work out the written forms of verbs and nouns of the codebook.

The codebook gives «قصف يقصف» and «غارة»; reports write «قصفتها», «يقصفون», «بغاراتهم». What is worked out here is
spelling, folded, without proclitics: a form too many does no harm as long as it is no other word, and vowels, which
would tell more, are not written.
"""

from collections.abc import Iterator

from marsad.text.folding import fold_key

OBJECTS = ("ه", "ها", "هم", "هما", "هن")
TA = "\N{ARABIC LETTER HEH}"
"""How ة is folded."""
ARTICLE = "ال"


def _perfect(base: str) -> Iterator[str]:
    """Give the persons of a perfect («قصف», «دعا», «نفى»)."""
    weak = base[-1] in "اي" and len(base) > 2
    stem = base[:-1] if weak else base
    yield from (base, stem + "ت", stem + "وا", stem + "تا", stem + "نا", base + "نا", base + "ن")
    yield from ((stem + "يا", stem + "ا") if weak else (base + "ا",))
    for stump in (stem + "ا" if weak else base, stem + "ت", stem + "و"):
        yield from (stump + suffix for suffix in OBJECTS)
    yield from (base + "نا" + suffix for suffix in OBJECTS)


def _imperfect(base: str) -> Iterator[str]:
    """Give the persons of an imperfect («يقصف», «يدعو», «ينفي»), the jussive among them."""
    weak = base[-1] in "اوي" and len(base) > 3
    stem = base[:-1] if weak else base
    for person in "يتنا":
        one, many = person + base[1:], person + stem[1:]
        yield one
        yield from (one + suffix for suffix in OBJECTS)
        if weak:
            yield many
            yield from (many + "ا" + suffix for suffix in OBJECTS)
        if person in "يت":
            yield from (many + ending for ending in ("ون", "وا", "ان", "ن"))
            yield from (many + ending + suffix for ending in ("ون", "و", "ان") for suffix in OBJECTS)


def verb_forms(verb: str) -> frozenset[str]:
    """Give the forms of a verb.

    Args:
        verb: Perfect and imperfect, parted by a space or a stroke; a perfect alone will do.
    """
    parts = fold_key(verb.replace("/", " ")).split()
    return frozenset((*_perfect(parts[0]), *(_imperfect(parts[1]) if len(parts) > 1 else ())))


def plain_forms(verb: str) -> frozenset[str]:
    """Give the forms of a verb that are not some other form with a pronoun suffixed."""
    forms = verb_forms(verb)
    return frozenset(form for form in forms if not any(form.endswith(end) and form[: -len(end)] in forms for end in OBJECTS))


def noun_forms(noun: str) -> frozenset[str]:
    """Give the forms of a noun: with article, ending of the accusative, dual, plural in ات, suffixed pronouns.

    Args:
        noun: Without article; one that has it keeps it and takes nothing else.
    """
    base = fold_key(noun)
    if base.startswith(ARTICLE) and len(base) > 4:
        return frozenset({base})
    open_end = base[:-1] if base[-1] == TA else base
    bound = open_end + "ت" if base[-1] == TA else base
    forms = {base, open_end + "ات", bound + "ين", bound + "ان"}
    stumps = {bound, open_end + "ات"}
    if base[-1] == "ء":
        stumps |= {base[:-1] + "ي", base[:-1] + "و"}
    if base[-1] not in TA + "اء":
        forms.add(base + "ا")
    if base.endswith("ات"):
        forms.discard(base + "ات")
    forms |= {stump + suffix for stump in stumps for suffix in (*OBJECTS, "نا")}
    return frozenset(forms | {ARTICLE + form for form in forms})


def people_forms(participle: str) -> frozenset[str]:
    """Give the forms of a participle: feminine and plurals, with article or without."""
    base = fold_key(participle)
    forms = {base, base + "ون", base + "ين", base + TA, base + "ات", base + "ا"}
    return frozenset(forms | {ARTICLE + form for form in forms})
