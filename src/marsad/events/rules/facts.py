"""What is known of a single word, looked up once and kept.

A report of five hundred words holds perhaps two hundred different ones, and the next report mostly the same. Every
list is therefore asked about a written form only the first time it is met; after that one look into a table says all,
and of most words it says nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

from marsad.actors.memo import Memo
from marsad.actors.peeling import peel
from marsad.events.rules.codebook import Sense, load_codebook
from marsad.events.rules.words import load_words
from marsad.text.numerals import number_words

ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the lists say of a written form.

    Attributes:
        taken: Letters of proclitics before the form the codebook knows.
        form: That form.
        senses: What it may name, the surest first.
        opens: Whether a phrase begins with it.
        light: Whether it only carries a noun.
        cue: The type of strike it speaks for; empty when it does for none.
        befell: The status a word for what befell people tells; empty when it is none.
        befell_verb: Whether that word is a verb.
        people: The status of people a noun names; empty when it is none.
        people_taken: Letters of proclitics before that noun.
        weapon: Letters of proclitics before a word for a weapon; -1 when it is none.
        number: Whether a number may begin with it.
        says: Whether it passes on what others say, or stands before a source.
    """

    taken: int = 0
    form: str = ""
    senses: tuple[Sense, ...] = ()
    opens: bool = False
    light: bool = False
    cue: str = ""
    befell: str = ""
    befell_verb: bool = False
    people: str = ""
    people_taken: int = 0
    weapon: int = -1
    number: bool = False
    says: bool = False


NOTHING = Fact()


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    return number_words()


def fact_of(folded: str) -> Fact | None:
    """Give what is known of a written form; None when nothing is.

    Args:
        folded: A folded word, proclitics and all.
    """
    book, words, numbers = load_codebook(), load_words(), _numbers()
    taken, senses, form = book.look_up(folded)
    forms = peel(folded)
    befell = next((words.toll_acts[f] for _, f in forms if f in words.toll_acts), ("", False))
    people = next(((t, words.toll_people[f]) for t, f in forms if f in words.toll_people), (0, ""))
    bare = folded[1:] if len(folded) > 3 and folded[0] in "وف" else folded
    fact = Fact(
        taken=taken,
        form=form if form in book.phrases or form in book.light or senses else "",
        senses=senses,
        opens=form in book.phrases,
        light=form in book.light,
        cue=book.cue(folded) or "",
        befell=befell[0],
        befell_verb=befell[1],
        people=people[1],
        people_taken=people[0],
        weapon=next((t for t, f in forms if f in words.weapon_heads or f.removeprefix(ARTICLE) in words.weapon_heads), -1),
        number=folded[0].isdigit() or any(f in numbers or f.removeprefix(ARTICLE) in numbers for _, f in forms),
        says=bare in words.said or bare in words.according,
    )
    return None if fact == NOTHING else fact


FACTS: Memo[Fact | None] = Memo(fact_of)
"""What is known of each written form, filled as forms are met."""
