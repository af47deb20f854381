from marsad.actors.people import FullName, People, name_parts, same_person


def name(position: int, text: str) -> FullName:
    return FullName(parts(text), text, text, position)


def parts(text: str) -> tuple[str, ...]:
    return name_parts(text.split())


def test_compound_names_are_one_part() -> None:
    assert parts("عبد الله ابو زهره") == ("عبدالله", "ابوزهره")


def test_a_shorter_form_is_the_same_person() -> None:
    assert same_person(parts("فراس محمد سعيد الزنبقي"), parts("فراس الزنبقي"))


def test_a_brother_is_another_person() -> None:
    assert not same_person(parts("فراس محمد الزنبقي"), parts("سامر الزنبقي"))


def test_the_fullest_form_stands_for_all() -> None:
    short, full = name(0, "فراس الزنبقي"), name(3, "فراس محمد الزنبقي")
    people = People([short, full])
    assert people.fullest(short) is people.fullest(full) is full


def test_the_nearest_bearer_before_comes_first() -> None:
    people = People([name(0, "فراس الزنبقي"), name(2, "سامر الزنبقي"), name(9, "هاني الزنبقي")])
    bearers = [person.surface for person in people.bearers(name(5, "الزنبقي"))]
    assert bearers == ["سامر الزنبقي", "فراس الزنبقي", "هاني الزنبقي"]


def test_one_word_alone_is_nobody_s_full_name() -> None:
    single = name(0, "الزنبقي")
    assert People([single]).fullest(single) is None
