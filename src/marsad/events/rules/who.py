"""Say who did it and to whom, by where people stand and what word stands before them.

Arabic reports put the verb first («قصفت قوات النظام القرية») or the subject, in headlines; after a verbal noun stands
either who did it («قصف قوات النظام») or whom it was done to («اعتقال مدنيين»), as the act goes. Prepositions settle
the rest: «من قبل», «على يد», «ضد». Members of a list share a role.
"""

from collections.abc import Iterator
from itertools import pairwise

from marsad.events.rules.layout import PEOPLE, Layout, Trigger
from marsad.events.rules.words import load_words

MUTUAL = frozenset({"meeting", "agreement", "clash"})
SUFFERED = frozenset({"killing", "displacement", "appointment"})
"""Acts whose verb has for its subject whom it happened to («قُتل مدني»)."""
SAYING = frozenset({"statement", "accusation", "request", "order", "refusal", "threat"})
GIVEN = frozenset({"aid", "weapons_transfer"})
ADDRESSED = frozenset({"accusation", "request", "order", "threat"})
VIOLENT = frozenset(
    "attack shelling airstrike drone_strike bombing mine assassination killing torture arrest abduction".split()
)
BODILY = VIOLENT | SUFFERED | {"raid"}
"""Acts that a population is not taken to do only because it stands before them."""
LIST_GAP = 4
NEAR = 12


def roles_of_people(layout: Layout) -> Iterator[tuple[int, int, str]]:
    """Give trigger, span and role of every tie between an act and a person or group of its sentence."""
    aside = layout.nested | layout.cited
    acting = {j for j, span in enumerate(layout.spans) if span.label in PEOPLE and j not in aside}
    for triggers, spans in layout.sentences.values():
        people = [j for j in spans if j in acting] if triggers else []
        if not people:
            continue
        joined = frozenset([b for a, b in pairwise(people) if _joined(layout, a, b)])
        last_actor: list[int] = []
        for n, i in enumerate(triggers):
            roles = _of_trigger(layout, i, people, joined, triggers[n - 1] if n else None)
            doers = [j for j, role in roles.items() if role in ("actor", "participant")]
            if not doers and last_actor and layout.triggers[i].type not in SUFFERED:
                role = "participant" if layout.triggers[i].type in MUTUAL else "actor"
                for j in last_actor:
                    roles.setdefault(j, role)
            elif doers:
                last_actor = doers
            for j, role in roles.items():
                yield i, j, role


def _of_trigger(layout: Layout, i: int, people: list[int], joined: frozenset[int], previous: int | None) -> dict[int, str]:
    """Give the roles of people in one act; those joined stand in one list with the one before."""
    trigger, firsts = layout.triggers[i], layout.firsts
    begin, after = trigger.first, trigger.last
    low = layout.triggers[previous].last if previous is not None else 0
    end = min(layout.next_trigger(i), after + 2 * NEAR)
    own = [j for j in people if after <= firsts[j] < end]
    before = [j for j in people if low <= firsts[j] < begin and layout.spans[j].last <= begin]
    if not own and not before:
        return {}
    if trigger.type in MUTUAL:
        return _mutual(layout, trigger, own, before)
    roles = _after(layout, trigger, own, joined)
    _ahead(layout, trigger, before, roles)
    return _shared(people, joined, roles)


def _mutual(layout: Layout, trigger: Trigger, own: list[int], before: list[int]) -> dict[int, str]:
    roles = {j: "participant" for j in own[:4] if layout.before[j] not in ("في",) and not _places(layout, trigger, j)}
    if len(roles) < 2 or trigger.verb:
        near = [j for j in before if trigger.first - layout.spans[j].last <= NEAR]
        roles |= dict.fromkeys(near[-2:], "participant")
    return roles


def _places(layout: Layout, trigger: Trigger, j: int) -> bool:
    return layout.broken(trigger.last, layout.spans[j].first) and layout.spans[j].first - trigger.last > NEAR


def _after(layout: Layout, trigger: Trigger, own: list[int], joined: frozenset[int]) -> dict[int, str]:
    """Give the roles of those who stand after the trigger and before the next."""
    words = load_words()
    roles: dict[int, str] = {}
    for n, j in enumerate(own):
        span, lead = layout.spans[j], layout.letters[j]
        gap = span.first - trigger.last
        before = layout.before[j] if gap else ""
        listed = n > 0 and j in joined
        if n and not listed and layout.broken(trigger.last, span.first):
            break
        if listed:
            if own[n - 1] in roles:
                roles[j] = roles[own[n - 1]]
            continue
        role = _by_preposition(trigger, lead, before)
        if role is None and trigger.type in VIOLENT and span.label in ("population", "person"):
            role = "recipient"
        elif role is None and n == 0 and gap <= 3:
            role = _first_after(trigger, words.patients, words.patient_nouns)
        elif role is None:
            role = "recipient" if "actor" in roles.values() and trigger.verb else ""
        if role:
            roles[j] = role
    return roles


def _by_preposition(trigger: Trigger, lead: str, before: str) -> str | None:
    """Give the role a preposition says; empty when it says none, None when there is no preposition."""
    words = load_words()
    if before in words.by or (before == "من" and trigger.type == "aid" and not trigger.verb):
        return "actor"
    if before in words.against:
        return "recipient"
    if before in words.alongside:
        return "recipient" if before == "مع" else "actor"
    if lead.endswith("ل") or before == "ل":
        return "recipient" if trigger.verb or trigger.type in ADDRESSED or trigger.type in GIVEN else "actor"
    if lead.endswith("ب"):
        return "recipient"
    if before in ("الي", "من", "عن", "في"):
        return "recipient" if trigger.type in ("request", "aid", "weapons_transfer", "other", "arrest", "looting") else ""
    return None


def _first_after(trigger: Trigger, patients: frozenset[str], patient_nouns: frozenset[str]) -> str:
    """Give the role of whoever stands right after the trigger."""
    if trigger.verb:
        return "recipient" if trigger.type in SUFFERED and not trigger.suffixed else "actor"
    if trigger.type in SAYING:
        return "actor"
    if trigger.type in patients or trigger.head in patient_nouns:
        return "recipient"
    return "actor"


def _ahead(layout: Layout, trigger: Trigger, before: list[int], roles: dict[int, str]) -> None:
    """Add whoever stands before the trigger: a subject put first, or whom a suffixed pronoun means."""
    if not before:
        return
    near = [j for j in before if trigger.first - layout.spans[j].last <= NEAR]
    if not near:
        return
    j = near[-1]
    if trigger.verb and trigger.type in SUFFERED:
        if "recipient" not in roles.values():
            roles[j] = "recipient"
    elif trigger.type in BODILY and layout.spans[j].label == "population":
        return
    elif "actor" not in roles.values():
        roles[j] = "actor"
    elif trigger.suffixed and "recipient" not in roles.values():
        roles[j] = "recipient"


def _joined(layout: Layout, left: int, right: int) -> bool:
    """Say whether two people stand in one list."""
    low, high = layout.spans[left].last, layout.spans[right].first
    if high - low > LIST_GAP:
        return False
    joined = layout.letters[right][:1] == "و"
    if not joined:
        joints = load_words().joints
        joined = any(word in joints or word[0] == "و" for word in layout.scene.folded[low:high])
    return joined and not layout.between(low, high)


def _shared(people: list[int], joined: frozenset[int], roles: dict[int, str]) -> dict[int, str]:
    """Give members of a list the role of their neighbour."""
    if not joined or not roles:
        return roles
    for left, right in pairwise(people):
        if right not in joined:
            continue
        if right in roles and left not in roles:
            roles[left] = roles[right]
        elif left in roles and right not in roles:
            roles[right] = roles[left]
    return roles
