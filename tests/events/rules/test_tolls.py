from collections.abc import Callable

import pytest

STATUSES = ("killed", "injured", "missing", "detained", "displaced")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل 3 مدنيين وإصابة آخرين بقصف مدفعي", [("killed", "3 مدنيين"), ("injured", "آخرين")]),
        ("سقوط 5 قتلى", [("killed", "5 قتلى")]),
        ("أسفر القصف عن سقوط عشرات القتلى والجرحى", [("killed", "عشرات القتلى")]),
        ("أصيب طفل بجروح", [("injured", "طفل")]),
        ("استشهد طفل وامرأة", [("killed", "طفل وامرأة")]),
        ("اعتقال أكثر من 10 أشخاص", [("detained", "أكثر من 10 أشخاص")]),
        ("نزوح مئات العائلات", [("displaced", "مئات العائلات")]),
        ("قتل وجرح عدد من العناصر", [("killed", "عدد من العناصر"), ("injured", "عدد من العناصر")]),
        ("لقي 4 مقاتلين مصرعهم", [("killed", "4 مقاتلين")]),
        ("دون وقوع إصابات", []),
        ("وصلت جثامين الشهداء", []),
    ],
)
def test_people_are_counted(spans_of: Callable[..., list], text: str, expected: list[tuple[str, str]]) -> None:  # type: ignore[type-arg]
    found = [row for row in spans_of(text) if row[0] in STATUSES]
    assert all(row in found for row in expected)
    assert expected or not found


def test_a_person_named_is_a_toll(spans_of: Callable[..., list]) -> None:  # type: ignore[type-arg]
    found = spans_of("مقتل الشاب سالم الورداني برصاص مجهولين", [("سالم الورداني", "person")])
    assert ("killed", "سالم الورداني") in found
