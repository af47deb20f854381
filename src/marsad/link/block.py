"""Choose the pairs worth comparing: near in time and place, or copies, or alike in what is rare.

Comparing each account with each is out of the question. Days and cells of a grid are put side by side instead; neighbours are
included, so that no border of the grid parts two tellings of one thing.
"""

CELL = 0.15
"""Degrees of a cell of the grid, some 15 km; with its neighbours it holds what lies between two settlements of one incident."""

REACH = 1
"""Days by which two tellings of one incident may miss each other."""

WIDE = 2
"""Cells by which an area reaches beyond its own."""

WORDS = 2
"""Rare words that two accounts of neighbouring days must share to be compared wherever they are."""

MORE_WORDS = 3
"""Uncommon words that they must share if one of them is at no known place, unless both name a place by the same word."""

LATER = 10
"""Days within which a place is told of again, with the same rare words, when no day is named."""

REMEMBERED = 30
"""Days within which reports that name one person in full are compared: of the dead is told again at the funeral and after."""

BLOCKS = f"""
with cells as (
    select *, floor(lat / {CELL})::int as y, floor(lon / {CELL})::int as x,
        case when radius > 20 then {WIDE} + 1 else 1 end as wide
    from comparables where lat is not null
),
here as (select id, event, report, kind, y, x, wide, unnest(range(first, last + 1)) as day from cells),
around as (
    select id, event, report, kind, yy as y, xx as x, unnest(range(first - {REACH}, last + 1 + {REACH})) as day
    from (select *, unnest(range(y - wide, y + wide + 1)) as yy from cells) as tall,
        unnest(range(x - wide, x + wide + 1)) as t(xx)
),
near as (
    select least(l.id, r.id) as a, greatest(l.id, r.id) as b
    from here as l join around as r using (day, x, y, kind)
    where l.report <> r.report
),
told as (select id, report, kind, day, unnest(rare) as word from comparables),
seen as (select id, report, kind, unnest(range(day - {REACH}, day + 1 + {REACH})) as day, word from told),
alike as (
    select least(l.id, r.id) as a, greatest(l.id, r.id) as b
    from told as l join seen as r using (day, word, kind)
    where l.report <> r.report and l.id < r.id
    group by all having count(*) >= {WORDS}
),
nowhere as (select id, report, kind, day, unnest(words) as word, named from comparables where lat is null),
anywhere as (
    select id, report, kind, unnest(range(day - {REACH}, day + 1 + {REACH})) as day, word, named
    from (select id, report, kind, day, unnest(words) as word, named from comparables) as rows_
),
again as (
    select l.id as a, r.id as b
    from comparables as l join comparables as r on l.place = r.place and l.kind = r.kind and l.id < r.id
    where l.lat is not null and l.report <> r.report and abs(l.day - r.day) <= {LATER} and list_has_any(l.rare, r.rare)
),
lost as (
    select least(l.id, r.id) as a, greatest(l.id, r.id) as b
    from nowhere as l join anywhere as r using (day, word, kind)
    where l.report <> r.report
    group by all having count(*) >= {MORE_WORDS} or bool_or(list_has_any(l.named, r.named))
),
people as (
    select least(l.id, r.id) as a, greatest(l.id, r.id) as b
    from (select id, report, kind, day, unnest(persons) as person from comparables) as l
    join (select id, report, kind, day, unnest(persons) as person from comparables) as r using (person, kind)
    where l.report <> r.report and l.id < r.id and abs(l.day - r.day) <= {REMEMBERED}
),
copies as (
    select least(l.id, r.id) as a, greatest(l.id, r.id) as b
    from comparables as l join comparables as r using (lineage, kind)
    where l.report <> r.report and l.id < r.id
)
select distinct a as join_key_l, b as join_key_r, '0' as match_key
from (
    select * from near union all select * from alike union all select * from lost
    union all select * from again union all select * from people union all select * from copies
)
"""
"""The pairs, as splink takes them: the smaller id on the left."""
