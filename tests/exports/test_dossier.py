"""The dossier. Every person, outlet and event in these tests is invented."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from lxml import etree

from marsad.errors import InputError
from marsad.exports.dossier import write_dossier
from marsad.exports.dossier.build import build_dossier
from marsad.exports.dossier.content import Dossier, plain, shown
from marsad.exports.dossier.drawing import svg
from marsad.exports.dossier.phrasing import Phrases
from marsad.model import Claim, DateInterval, Incident, IncidentToll, Name, Realis, Release, Wording

STRIKE, MEETING, SHELLING, FAILED = (
    "MRS-SYR-0000000000a1",
    "MRS-SYR-0000000000b2",
    "MRS-SYR-0000000000c3",
    "MRS-000-0000000000d4",
)
HOSTILE = (
    '</bdi></text></svg><script>alert(1)</script><img src=x onerror=alert(2)>#panic("x") $x$ @ref `raw` \\ [un{bal *b* //c '
    "{{ 7*7 }} {% raw %} &amp; \"' \u202e\x00\ud800 <n1>"
)
Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "en")


class Page(HTMLParser):
    """Gathers what a browser would see."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute))]


def page(release: Release, folder: Path, language: Language = "ar", **options: list[str]) -> str:
    out = folder / f"dossier-{language}.html"
    write_dossier(release, out, language, **options)
    return out.read_text(encoding="utf-8")


def pdf(release: Release, folder: Path, language: Language = "ar") -> bytes:
    out = folder / f"dossier-{language}.pdf"
    write_dossier(release, out, language)
    return out.read_bytes()


def text_of(file: bytes) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    finally:
        document.close()


def build(release: Release, language: Language = "ar") -> Dossier:
    return build_dossier(release, release.incidents, language)


def told(dossier: Dossier, incident: str) -> list[str]:
    section = next(section for section in dossier.sections if section.heading[0].text == incident)
    return [plain(sentence.line) for sentence in section.sentences]


def changed(release: Release, id: str, **fields: object) -> Release:
    return replace(
        release,
        incidents=tuple(replace(one, **fields) if one.id == id else one for one in release.incidents),  # type: ignore[arg-type]
    )


def reworded(release: Release, change: Callable[[Claim], Claim], **fields: object) -> Release:
    def of(incident: Incident) -> Incident:
        accounts = tuple(replace(a, claims=tuple(map(change, a.claims))) for a in incident.accounts)
        return replace(incident, accounts=accounts)

    return replace(release, incidents=tuple(map(of, release.incidents)), **fields)  # type: ignore[arg-type]


def hostile(release: Release) -> Release:
    release = reworded(release, lambda claim: replace(claim, surface=HOSTILE), title=HOSTILE, tool=HOSTILE)
    strike = next(one for one in release.incidents if one.id == STRIKE)
    name = Name(HOSTILE, HOSTILE)
    release = changed(
        release,
        STRIKE,
        places=tuple(replace(p, place=replace(p.place, name=name, within=(HOSTILE,))) for p in strike.places),
        actors=tuple(replace(actor, name=name) for actor in strike.actors),
        weapons=(Wording(HOSTILE, strike.weapons[0].claims),),
    )
    kept = {
        k: replace(v, report=replace(v.report, id=HOSTILE, source=HOSTILE), address=HOSTILE) for k, v in release.reports.items()
    }
    return replace(release, reports=kept)


# What is said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_a_note(release: Release, language: Language) -> None:
    for section in build(release, language).sections:
        for sentence in section.sentences:
            assert sentence.notes, plain(sentence.line)


def test_a_note_has_the_exact_words_report_position_and_hash(release: Release) -> None:
    section = build(release, "en").sections[1]
    toll = next(sentence for sentence in section.sentences if "at least 3" in plain(sentence.line))
    line = plain(next(note for note in section.notes if note.number == toll.notes[0]).line)
    kept = release.reports["r1"]
    start = kept.report.text.index("ثلاثة مدنيين")
    assert "“ثلاثة مدنيين”" in line
    assert "name-r1, شبكة الضفتين, published 2025-03-12" in line
    assert f"code points {start}-{start + len('ثلاثة مدنيين')}" in line
    assert kept.original in line


def test_words_of_several_spans_are_cut_from_the_text_one_by_one(release: Release) -> None:
    text = release.reports["r1"].report.text

    def spread(claim: Claim) -> Claim:
        if (claim.report, claim.field) != ("r1", "date"):
            return claim
        other = text.index("بطائرة")
        return replace(claim, spans=(*claim.spans, type(claim.spans[0])(other, other + 6)))

    lines = [plain(note.line) for note in build(reworded(release, spread)).sections[1].notes]
    assert any("«أمس … بطائرة»" in line for line in lines)


def test_lineages_are_counted_apart_from_reports(release: Release) -> None:
    assert "It is told by 2 independent lineages in 3 reports." in told(build(release, "en"), STRIKE)


def test_a_conflict_is_told_with_who_says_what(release: Release) -> None:
    sentences = told(build(release, "en"), STRIKE)
    assert "The accounts disagree on: toll." in sentences
    assert "The number 3 is told by one independent lineage in 2 reports." in sentences
    assert "The number 5 is told by one independent lineage in one report." in sentences


def test_another_date_is_told_and_not_settled(release: Release) -> None:
    strike = next(one for one in release.incidents if one.id == STRIKE)
    other = (DateInterval.day(date(2025, 3, 10)), strike.date.claims[:1])
    dossier = build(changed(release, STRIKE, date=replace(strike.date, others=(other,))), "en")
    assert "Another account dates it: 2025-03-10." in told(dossier, STRIKE)


def test_accounts_of_another_type_and_realis_are_told(release: Release) -> None:
    dossier = build(changed(release, STRIKE, type="airstrike", realis=Realis.DENIED), "en")
    sentences = told(dossier, STRIKE)
    assert "Another account calls it “Drone strike”." in sentences
    assert "Another account tells it as “actual”." in sentences


@pytest.mark.parametrize(
    ("toll", "sentence"),
    [
        (IncidentToll("killed", "civilian", 3, 3, 3, ()), "Reported killed (civilian): at least 3."),
        (IncidentToll("injured", "unknown", 10, 10, None, ()), "Reported injured (unknown): at least 10, with no upper end."),
        (
            IncidentToll("killed", "unknown", None, None, 5, ()),
            "Reported killed (unknown): no lowest number is told; the highest account 5.",
        ),
        (IncidentToll("missing", "unknown", None, None, None, ()), "Reported missing (unknown): no number is told."),
        (
            IncidentToll("killed", "combatant", 2, 4, 9, ()),
            "Reported killed (combatant): at least 2; most lineages tell 4, the highest account 9.",
        ),
    ],
)
def test_a_toll_is_reported_and_at_least(release: Release, toll: IncidentToll, sentence: str) -> None:
    dossier = build(changed(release, SHELLING, tolls=(toll,)), "en")
    assert sentence in told(dossier, SHELLING)
    assert sentence in [plain(cell) for row in dossier.summary.rows for cell in row]


@pytest.mark.parametrize("realis", list(Realis))
def test_only_what_is_told_as_actual_is_said_to_have_taken_place(release: Release, realis: Realis) -> None:
    first = told(build(changed(release, SHELLING, realis=realis), "en"), SHELLING)[0]
    assert (first == "It is reported that an event of the type “Shelling” took place.") is (realis is Realis.ACTUAL)
    assert first.startswith("It is reported that")


def test_the_doer_is_always_an_alleged_one(release: Release) -> None:
    assert "الفاعل المزعوم بحسب ما ورد: التحالف الدولي (منظمة)." in told(build(release), STRIKE)


def test_an_unknown_place_is_told_in_its_words_and_listed_below_the_map(release: Release) -> None:
    dossier = build(release)
    assert "المكان بحسب ما ورد: «حاجز»، وهو اسم لا يعرفه معجم الأماكن." in told(dossier, FAILED)
    assert [plain(line) for line in dossier.map.below] == [f"«حاجز» ({FAILED})"]


def test_an_undated_incident_is_listed_below_the_timeline(release: Release) -> None:
    dossier = build(release)
    assert [plain(line) for line in dossier.timeline.below] == [f"{SHELLING} (قصف)"]
    assert SHELLING not in dossier.timeline.pictures[0].body


def test_machine_reading_that_nobody_reviewed_says_so(release: Release) -> None:
    sections = {section.heading[0].text: plain(section.remarks[0]) for section in build(release, "en").sections}
    assert sections[STRIKE] == "A person has reviewed every account."
    assert sections[MEETING].startswith("No account has been reviewed")


@pytest.mark.parametrize("profile", ["partner", "public"])
def test_withheld_words_are_not_looked_for_in_the_text(release: Release, tmp_path: Path, profile: str) -> None:
    names = {key: replace(kept, report=replace(kept.report, id=f"تقرير-{key}")) for key, kept in release.reports.items()}
    blank = reworded(release, lambda claim: replace(claim, surface=""), profile=profile, reports=names)
    dossier = build(blank, "en")
    lines = [plain(note.line) for section in dossier.sections for note in section.notes]
    assert lines
    assert all(line.startswith(f"Words withheld under the profile “{profile}” – report تقرير-r") for line in lines)
    assert "ثلاثة مدنيين" not in page(blank, tmp_path)


def test_what_a_profile_took_is_not_called_silence_of_the_reports(release: Release) -> None:
    bare = replace(changed(release, SHELLING, places=(), actors=()), profile="public")
    sentences = told(build(bare, "en"), SHELLING)
    assert {"This profile gives no date for it.", "This profile gives no place for it."} <= set(sentences)
    assert not [sentence for sentence in sentences if sentence.startswith("The reports ")]


def test_a_withheld_name_and_wording_are_called_withheld(release: Release) -> None:
    strike = next(one for one in release.incidents if one.id == STRIKE)
    actors = tuple(replace(actor, name=Name("")) for actor in strike.actors)
    sources = (Wording("", strike.sources[0].claims),)
    sentences = told(build(changed(release, STRIKE, actors=actors, sources=sources), "en"), STRIKE)
    assert "The reports have it from: withheld." in sentences
    assert "Alleged doer, as told: withheld (organization)." in sentences


@pytest.mark.parametrize(
    ("n", "words"),
    [(1, "تقرير واحد"), (2, "تقريرين"), (3, "3 تقارير"), (11, "11 تقريرا"), (100, "100 تقرير"), (103, "103 تقارير")],
)
def test_arabic_counts_as_arabic_does(n: int, words: str) -> None:
    assert Phrases("ar").counted("reports", n) == words


def test_both_languages_have_every_phrase() -> None:
    from marsad.vocabulary import load_vocabulary

    phrases = load_vocabulary("dossier")
    for group in ("labels", "columns", "profiles", "told", "sentences", "notes", "roles", "fields"):
        for key, entry in phrases[group].items():
            slots = {language: sorted(set(re.findall(r"\{(\w+)\}", entry[language]))) for language in LANGUAGES}
            assert slots["ar"] == slots["en"], key
    assert set(phrases["told"]) == {realis.value for realis in Realis}


# The page


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_page_says_its_language_and_direction(release: Release, tmp_path: Path, language: Language, direction: str) -> None:
    tag, attributes = next(pair for pair in Page(page(release, tmp_path, language)).tags if pair[0] == "html")
    assert (tag, attributes) == ("html", {"lang": language, "dir": direction})


def test_the_page_runs_nothing_and_fetches_nothing(release: Release, tmp_path: Path) -> None:
    text = page(release, tmp_path)
    found = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _ in found.tags}
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]
    assert all(target.startswith("#") for target in found.values("href"))
    assert not found.values("src")
    assert "url(" not in text.replace("url(#", "")
    assert "@import" not in text


def test_every_link_of_the_page_leads_somewhere_and_no_id_is_used_twice(release: Release, tmp_path: Path) -> None:
    found = Page(page(release, tmp_path))
    ids = found.values("id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in found.values("href")} <= set(ids)


def test_notes_lead_back_to_every_place_they_stand_at(release: Release, tmp_path: Path) -> None:
    found = Page(page(release, tmp_path))
    there = [attrs["id"] for _, attrs in found.tags if attrs.get("role") == "doc-noteref"]
    back = [str(attrs["href"])[1:] for _, attrs in found.tags if attrs.get("role") == "doc-backlink"]
    assert there
    assert sorted(map(str, there)) == sorted(back)


def test_the_page_uses_logical_properties_only(release: Release, tmp_path: Path) -> None:
    style = re.search(r"<style>(.*?)</style>", page(release, tmp_path), re.S)
    assert style
    assert not re.search(r"(margin|padding|border)-(left|right)|text-align:\s*(left|right)|[;{ ](left|right):", style[1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_report_does_not_break_out_of_the_page(release: Release, tmp_path: Path, language: Language) -> None:
    plain_tags = {tag for tag, _ in Page(page(release, tmp_path, language)).tags}
    found = Page(page(hostile(release), tmp_path, language))
    assert {tag for tag, _ in found.tags} == plain_tags
    assert shown(HOSTILE) in "".join(found.words)
    assert not [name for _, attrs in found.tags for name in attrs if name.startswith("on")]


def test_drawings_are_well_formed_whatever_a_place_is_called(release: Release) -> None:
    dossier = build(hostile(release))
    for figure in (dossier.map, dossier.timeline):
        for picture in figure.pictures:
            root = etree.fromstring(svg(picture, figure.alt).encode())
            assert not root.findall(".//{*}script")


def test_characters_that_turn_words_around_are_shown_by_number() -> None:
    assert shown("قصف\u202eabc\u2069\x00") == "قصف[U+202E]abc[U+2069][U+0000]"


# The drawings


def test_a_place_has_a_circle_as_wide_as_its_uncertainty(release: Release) -> None:
    def radii(km: float) -> list[float]:
        shelling = next(one for one in release.incidents if one.id == SHELLING)
        places = tuple(replace(p, place=replace(p.place, radius_km=km)) for p in shelling.places)
        body = build(changed(release, SHELLING, places=places)).map.pictures[0].body
        return [float(r) for r in re.findall(r'class="reach"[^>]* r="([\d.]+)"', body)]

    one, two = radii(10), radii(20)
    assert len(one) == 4
    assert two[-1] / one[-1] == pytest.approx(2, abs=0.05)


def test_an_exact_day_is_a_dot_and_a_stretch_of_days_a_bar(release: Release) -> None:
    body = build(release).timeline.pictures[0].body
    assert len(re.findall(r'<circle class="told', body)) == 2
    assert len(re.findall(r'<rect class="told', body)) == 1
    assert len(re.findall(r'class="told hollow"', body)) == 1


def test_a_type_stands_clear_of_a_long_id(release: Release) -> None:
    long = "MRS-SYR-46fb091f47e0dec2297e2b62"
    incidents = tuple(replace(one, id=long) if one.id == STRIKE else one for one in release.incidents)
    found = re.search(
        r'class="name" x="([\d.]+)"', build(replace(release, incidents=incidents), "en").timeline.pictures[0].body
    )
    assert found
    assert float(found[1]) > len(long) * 6.6


def test_time_runs_leftwards_in_arabic(release: Release) -> None:
    def ticks(language: Language) -> list[float]:
        body = build(release, language).timeline.pictures[0].body
        return [float(x) for x in re.findall(r'class="tick" x="([\d.]+)"', body)]

    assert ticks("ar") == sorted(ticks("ar"), reverse=True)
    assert ticks("en") == sorted(ticks("en"))


# The file


@pytest.mark.parametrize("language", LANGUAGES)
def test_ids_hashes_and_arabic_words_are_found_in_the_pdf(release: Release, tmp_path: Path, language: Language) -> None:
    text = text_of(pdf(release, tmp_path, language))
    assert STRIKE in text
    assert release.reports["r1"].original in text
    assert "الشحيل" in text


def test_the_pdf_says_the_sentences_of_the_page(release: Release, tmp_path: Path) -> None:
    text = re.sub(r"\s+", " ", text_of(pdf(release, tmp_path, "en")))
    for section in build(release, "en").sections:
        for sentence in section.sentences:
            if plain(sentence.line).isascii():
                assert plain(sentence.line) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_reports_are_set_as_text(release: Release, tmp_path: Path, language: Language) -> None:
    text = text_of(pdf(hostile(release), tmp_path, language))
    assert 'script><imgsrc=xonerror=alert(2)>#panic("x")' in re.sub(r"\s", "", text)


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_the_same_release_gives_the_same_bytes(release: Release, tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_dossier(release, first)
    write_dossier(release, second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("suffix", [".html", ".pdf"])
def test_a_release_without_incidents_makes_a_dossier(release: Release, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"empty{suffix}"
    assert write_dossier(replace(release, incidents=()), out) == ()
    assert out.stat().st_size > 1000


def test_chosen_incidents_are_told_in_the_order_given(release: Release, tmp_path: Path) -> None:
    text = page(release, tmp_path, incidents=[SHELLING, STRIKE])
    headings = re.findall(r'<h2 id="i\d+"><bdi class="code" dir="ltr">([^<]+)', text)
    assert headings == [SHELLING, STRIKE]


def test_an_incident_that_is_not_there_is_named(release: Release, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="MRS-SYR-404"):
        write_dossier(release, tmp_path / "d.html", "ar", ["MRS-SYR-404"])


def test_another_ending_is_a_slip(release: Release, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ends in \.html or \.pdf, got dossier\.docx"):
        write_dossier(release, tmp_path / "dossier.docx")


def test_what_was_left_out_is_said(release: Release, tmp_path: Path) -> None:
    losses = write_dossier(release, tmp_path / "d.html")
    found = {(loss.incident, loss.field) for loss in losses}
    assert (FAILED, "place") in found
    assert (SHELLING, "date") in found
    assert (STRIKE, "actor") in found
    assert ("r1", "text") in found


def test_characters_without_a_shape_in_the_font_are_set_by_number(release: Release, tmp_path: Path) -> None:
    odd = reworded(
        release, lambda claim: replace(claim, surface="fire \N{FIRE} \N{HEBREW LETTER SHIN} \ue000"), title="\N{FIRE}"
    )
    text = text_of(pdf(odd, tmp_path, "en"))
    assert "[U+1F525]" in text
    assert "[U+05E9]" in text
    assert "[U+E000]" in text
