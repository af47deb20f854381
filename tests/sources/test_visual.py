import pytest

from marsad.sources.visual import Glyph, line_text, mend, plain_letters, runs_backwards, to_reading_order


def seen(text: str) -> list[str]:
    """Write a line as the eye sees it from the left, for texts of Arabic letters and spaces only."""
    return list(text[::-1])


def set_out(pieces: list[str], gaps: tuple[int, ...] = ()) -> list[Glyph]:
    """Set pieces side by side from the left, ten wide each, with a gap before some."""
    glyphs, left = [], 0.0
    for index, piece in enumerate(pieces):
        left += 4.0 if index in gaps else 0.0
        glyphs.append(Glyph(piece, left, left + 10, 100, 10))
        left += 10
    return glyphs


@pytest.mark.parametrize(
    ("eye", "read"),
    [
        ("ةمجاهم", "مهاجمة"),
        ("2025/3/12 يف", "في 2025/3/12"),
        ("14-12 نيب", "بين 12-14"),  # a hyphen does not hold Arabic numbers together, and so they stand the other way round
        ("AFP News ةلاكو", "وكالة AFP News"),
        ("٢٠٢٤ AFP ةلاكو", "وكالة AFP ٢٠٢٤"),
        ("12.5 ةبسن 3", "3 نسبة 12.5"),
    ],
)
def test_numbers_and_latin_words_keep_their_own_direction(eye: str, read: str) -> None:
    assert to_reading_order(list(eye), rightward=True) == read


def test_an_arabic_name_in_a_latin_line_is_turned_alone() -> None:
    assert to_reading_order(list("The town of 2 نيدايملا was hit")) == "The town of 2 الميادين was hit"


def test_glyphs_are_read_by_place_in_whatever_order_they_come() -> None:
    glyphs = set_out(seen("قصف"))
    assert line_text(glyphs) == line_text(glyphs[::-1]) == "قصف"


def test_a_gap_is_a_space_and_a_written_space_upon_a_letter_is_none() -> None:
    glyphs = [*set_out(seen("قصفمدينة"), gaps=(5,)), Glyph(" ", 0, 4, 100, 10)]
    assert line_text(glyphs) == "قصف مدينة"


def test_a_mark_follows_its_letter() -> None:
    glyphs = [*set_out(seen("قصف")), Glyph("\N{ARABIC FATHA}", 23, 27, 100, 10)]
    assert line_text(glyphs) == "ق\N{ARABIC FATHA}صف"


def test_letters_drawn_twice_for_bold_type_are_read_once() -> None:
    glyphs = set_out(seen("قصف"))
    again = [Glyph(g.text, g.left + 0.5, g.right + 0.5, g.baseline, g.size) for g in glyphs]
    assert line_text([*glyphs, *again]) == "قصف"


def test_a_ligature_keeps_its_letters_in_order() -> None:
    assert line_text(set_out(["م", "لا", "س"])) == "سلام"


@pytest.mark.parametrize(
    ("lines", "backwards"),
    [
        (["ةنيدملا ىلع ةمجاهم"], True),
        (["مهاجمة على المدينة"], False),
        (["قصف عنيف"], False),
        (["\ufe94\ufee8\ufef3\ufeaa\ufee3"], True),
        (["\ufee3\ufeaa\ufef3\ufee8\ufe94"], False),
        (["The town"], False),
        ([], False),
    ],
)
def test_the_shapes_of_words_tell_whether_lines_run_backwards(lines: list[str], backwards: bool) -> None:
    assert runs_backwards(lines) is backwards


def test_one_odd_word_does_not_turn_a_page() -> None:
    assert mend(["ةخطأ في كلمة واحدة من السطر الأول"]) == ["ةخطأ في كلمة واحدة من السطر الأول"]


def test_marks_stay_with_their_letters_when_a_line_is_turned() -> None:
    assert mend(["ةنَيدملا ةمجاهم"]) == ["مهاجمة المدينَة"]


def test_presentation_forms_become_letters_and_nothing_else_changes() -> None:
    assert plain_letters("\ufefb ½ ﴿ ٢ ﷺ") == "لا ½ ﴿ ٢ صلى الله عليه وسلم"


def test_a_ligature_taken_apart_the_wrong_way_round_is_put_back() -> None:
    assert mend(["االجتماع باألمس ال أكثر، واإلعالن"]) == ["الاجتماع بالأمس لا أكثر، والإعالن"]


def test_a_page_without_such_words_keeps_its_lone_article() -> None:
    assert mend(["ال مجال"]) == ["ال مجال"]


def test_brackets_open_before_they_close() -> None:
    assert mend(["قال )المصدر( أمس", "نقلا عن )وكالة"]) == ["قال (المصدر) أمس", "نقلا عن (وكالة"]
    assert mend(["قال (المصدر) أمس"]) == ["قال (المصدر) أمس"]
