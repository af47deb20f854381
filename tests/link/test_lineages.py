import subprocess
import sys

import pytest

from marsad.link.lineages import bands, find_lineages, fingerprint, likeness, same_lineage

SHELLING = (
    "قصفت قوات مجهولة بالمدفعية الثقيلة الأحياء السكنية في بلدة تل الزيتون مساء الثلاثاء، ما أدى إلى مقتل ثلاثة مدنيين بينهم "
    "طفلة وإصابة تسعة آخرين بجروح متفاوتة، فيما هرعت فرق الإسعاف إلى المكان ونقلت المصابين إلى المشفى الميداني القريب من البلدة"
)
MEETING = (
    "عقد وجهاء بلدة تل الزيتون اجتماعا موسعا مع ممثلي المجلس المحلي صباح الأربعاء لبحث عودة النازحين إلى منازلهم، واتفق "
    "الحاضرون على تشكيل لجنة مشتركة تتابع إزالة الألغام من الأراضي الزراعية وإعادة التيار الكهربائي إلى الحي الشرقي"
)
BACKGROUND = (
    "وتشهد المنطقة منذ أشهر توترا متصاعدا بعد انهيار الهدنة التي رعتها لجنة من الوجهاء في ربيع العام الماضي، وكانت الأطراف قد "
    "تعهدت حينها بسحب السلاح الثقيل من محيط البلدات وفتح الطريق أمام المدنيين وقوافل المساعدات، غير أن تنفيذ البنود تعثر "
    "مرارا وسط اتهامات متبادلة بالمسؤولية عن خرقها وتعطيل عمل لجنة المراقبة المشتركة"
)


def test_a_repost_with_marks_and_other_letter_forms_is_the_same_lineage() -> None:
    repost = "عاجل | " + SHELLING.replace("أ", "ا").replace("مدنيين", "مدنيّين").replace("قوات", "قـــوات")
    assert same_lineage(SHELLING, repost)


def test_an_edit_with_a_new_toll_is_the_same_lineage() -> None:
    assert same_lineage(SHELLING, SHELLING.replace("ثلاثة", "خمسة").replace("تسعة", "أحد عشر"))


def test_an_excerpt_is_the_same_lineage_as_the_whole() -> None:
    assert same_lineage(SHELLING, SHELLING + "، وقال شهود إن القصف استمر ساعتين وطال السوق القديم والمدرسة وأطراف الحي الغربي")


def test_two_reports_of_one_place_are_two_lineages() -> None:
    assert not same_lineage(SHELLING, MEETING)


def test_a_common_closing_paragraph_does_not_make_two_reports_one() -> None:
    left, right = f"{SHELLING}. {BACKGROUND}", f"{MEETING}. {BACKGROUND}"
    assert likeness(left, right) > 0.3
    assert not same_lineage(left, right)


def test_old_paragraphs_under_a_new_beginning_are_a_new_report() -> None:
    old = f"{BACKGROUND}. {BACKGROUND.replace('لجنة', 'هيئة').replace('وسط', 'بسبب')}"
    assert likeness(f"{MEETING}. {old}", f"{SHELLING}. {old}") >= 0.5
    assert not same_lineage(f"{MEETING}. {old}", f"{SHELLING}. {old}")


def test_a_round_up_that_quotes_two_reports_joins_neither() -> None:
    both = f"{SHELLING}. {MEETING}. {BACKGROUND}"
    texts = {"a": SHELLING, "b": MEETING, "c": both}
    assert find_lineages(texts, ["a", "b", "c"]) == {"a": "a", "b": "b", "c": "c"}


def test_short_texts_are_copies_only_of_the_same_words() -> None:
    assert same_lineage("غارة جوية على أطراف تل الزيتون", "غارة جويّة على اطراف تل الزيتون!")
    assert not same_lineage("غارة جوية على أطراف تل الزيتون", "غارة جوية على أطراف تل الرمان")


@pytest.mark.parametrize(
    "page",
    [
        "صفحة الحي\nصفحة الحي Verified accountMarch 3, 2025 · Shared with Public",
        "#تل_الزيتون #عاجل #أخبار #سوريا #مباشر #الآن #شاهد #تغطية #متابعة #خاص #حصري #فيديو",
        "https://example.org/a/b/c https://example.org/d/e/f @channel_of_the_town",
    ],
)
def test_what_the_page_adds_does_not_count(page: str) -> None:
    assert likeness(f"{page}\nغارة جوية على أطراف تل الزيتون", f"{page}\nتشييع في بلدة الرمان") == 0
    assert likeness(f"{page} {SHELLING}", SHELLING) == 1


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert not same_lineage("…", "!!!")
    assert bands(fingerprint("…")) == ()


def test_an_edit_shares_a_bucket_with_its_original() -> None:
    edit = SHELLING.replace("ثلاثة", "خمسة").replace("مساء الثلاثاء", "ليل أمس")
    assert set(bands(fingerprint(SHELLING))) & set(bands(fingerprint(edit)))


def test_unlike_reports_share_no_bucket() -> None:
    assert not set(bands(fingerprint(SHELLING))) & set(bands(fingerprint(MEETING)))


def test_a_bucket_shared_by_chance_links_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.link.lineages.bands", lambda mark: ("one bucket for all",))
    assert find_lineages({"a": SHELLING, "b": MEETING}, ["a", "b"]) == {"a": "a", "b": "b"}


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    code = "import sys; from marsad.link.lineages import fingerprint; print(fingerprint(sys.argv[1]).hex())"
    told = subprocess.run([sys.executable, "-c", code, SHELLING], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == fingerprint(SHELLING).hex()


def test_a_fingerprint_says_how_it_was_made_and_is_small() -> None:
    mark = fingerprint(SHELLING)
    assert mark[0] == 1
    assert len(mark) < 400


def test_a_change_of_the_librarys_hashing_does_not_pass_unseen() -> None:
    assert fingerprint(SHELLING)[:10].hex() == "010257000dc054deaf43"


def test_half_a_character_does_no_harm() -> None:
    assert bands(fingerprint("\ud83d غارة على تل الزيتون"))
    assert len(bands(fingerprint(f"{SHELLING} \ud83d{SHELLING}"))) == 32


def test_a_copy_of_a_copy_belongs_to_the_oldest() -> None:
    first = f"{SHELLING}. {MEETING}"
    second = first.replace("الثلاثاء", "الأحد").replace("صباح", "عصر").replace("ثلاثة", "خمسة")
    third = second.replace("طفلة", "سيدة").replace("موسعا", "طارئا").replace("لجنة", "هيئة")
    texts = {"third": third, "other": BACKGROUND, "first": first, "second": second}
    assert find_lineages(texts, ["first", "other", "second", "third"]) == {
        "first": "first",
        "other": "other",
        "second": "first",
        "third": "first",
    }


def test_a_missing_step_found_late_joins_two_lineages() -> None:
    words = f"{SHELLING} {MEETING} {BACKGROUND}".split()
    early, late, whole = " ".join(words[:60]), " ".join(words[30:90]), " ".join(words[:90])
    texts = {"early": early, "late": late, "whole": whole}
    assert find_lineages(texts, ["early", "late", "whole"]) == {"early": "early", "late": "early", "whole": "early"}
