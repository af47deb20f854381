"""A roster with the names that a desk has taught its reader.

A taught name means its actor and nobody else: whoever bore it before is not asked. Only the way to that name in the tree is
made anew, so that a roster can be made for each report that such a name stands in.
"""

from collections.abc import Iterable
from dataclasses import replace

from marsad.actors.roster import Naming, Node, Organization, Roster, name_words
from marsad.model import Lesson, NewActor


def teach_roster(roster: Roster, lessons: Iterable[Lesson]) -> Roster:
    """Give a roster that knows the names of some lessons too.

    Args:
        roster: The roster; it is not changed.
        lessons: Lessons of any kind; those about other things, or about actors that nobody knows, teach it nothing.
    """
    aliases = [lesson for lesson in lessons if lesson.about == "actor"]
    organizations, names, tree = dict(roster.organizations), dict(roster.names), roster.tree
    for lesson in aliases:
        if lesson.actor is not None:
            organizations.setdefault(lesson.actor.id, _organization(lesson.actor))
    for lesson in aliases:
        words = name_words(lesson.words, roster.spellings)
        if words and lesson.means in organizations:
            namings = (Naming(organizations[lesson.means], sure=True, taught=True),)
            names[" ".join(words)] = namings
            tree = _grown(tree, words, namings)
    return replace(roster, organizations=organizations, names=names, tree=tree) if aliases else roster


def _organization(actor: NewActor) -> Organization:
    return Organization(actor.id, actor.name, side=actor.side, source="this desk", kind=actor.kind)


def _grown(tree: Node, words: list[str], namings: tuple[Naming, ...]) -> Node:
    """Give a tree with a name more; what does not lie on the way to it is shared."""
    root = node = dict(tree)
    for word in words:
        node[word] = dict(node.get(word, {}))
        node = node[word]
    node[""] = namings
    return root
