import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typst

from marsad.sources.intake import Fault, Intake
from marsad.sources.scans import ABSENT

FONT = '#set page(width: 14cm, height: 9cm)\n#set text(font: "DejaVu Sans Mono", size: 9pt)\n'
GREY = (
    "#set page(width: 4cm, height: 3cm)\n#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='80' height='40'>"
    "<rect width='80' height='40' fill='#888'/></svg>\"), format: \"svg\")"
)


def compiled(source: str) -> bytes:
    return bytes(typst.compile(source.encode()))


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for tesseract: a small program that keeps what it was given and answers with one line."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        f"#!{sys.executable}\nimport sys\nopen({str(tmp_path / 'given')!r}, 'wb').write(sys.stdin.buffer.read())\n"
        f"open({str(tmp_path / 'arguments')!r}, 'w').write(' '.join(sys.argv[1:]))\n"
        "sys.stdout.buffer.write('قصف على الميادين\\n\\f'.encode())\n",
        encoding="utf-8",
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(program.parent))
    return tmp_path


def test_text_is_given_in_the_order_it_is_read(intakes: Callable[..., list[Intake]], pdf_file: bytes, text: str) -> None:
    (found,) = intakes("a.pdf", pdf_file)
    assert found.report.text == f"{text}\nوقع الاجتماع بالأمس في 12/3/2025 وحضره 14 شخصا (من العشيرة)، بحسب AFP News."


def test_lines_broken_at_the_margin_are_joined(intakes: Callable[..., list[Intake]], pdf_file: bytes) -> None:
    (found,) = intakes("a.pdf", pdf_file)
    assert found.report.text.count("\n") == 1


FORMS_OF = "مهاجمة على مدينة"


def test_presentation_forms_in_the_order_of_the_eye_become_letters(intakes: Callable[..., list[Intake]]) -> None:
    forms = "\ufe93\ufee8\ufef3\ufeaa\ufee3 \ufef0\ufee0\ufecb \ufe93\ufee4\ufe9f\ufe8e\ufeec\ufee3"
    (found,) = intakes("a.pdf", compiled(f"{FONT}\u202d{forms}\u202c"))
    assert found.report.text == FORMS_OF


def test_letters_that_a_program_set_from_left_to_right_are_turned(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("a.pdf", compiled(f"{FONT}\u202dالمدينة القديمة 12 مهاجمة\u202c"))
    assert found.report.text == "المدينة القديمة 12 مهاجمة"


def test_the_files_title_is_known_and_its_making_is_no_publication(
    intakes: Callable[..., list[Intake]], pdf_file: bytes
) -> None:
    (found,) = intakes("a.pdf", pdf_file)
    assert (found.report.title, found.report.published) == ("نشرة", None)


def test_a_page_without_text_is_drawn_and_sent_to_be_recognised(intakes: Callable[..., list[Intake]], tesseract: Path) -> None:
    (found,) = intakes("scan.pdf", compiled(GREY))
    assert found.report.text == "قصف على الميادين"
    assert "recognised" in found.notes[0]
    assert (tesseract / "given").read_bytes().startswith(b"P5 ")
    assert (tesseract / "arguments").read_text() == "- - -l ara"


def test_an_empty_page_is_not_sent_to_be_recognised(faults: Callable[..., list[Fault]], tesseract: Path) -> None:
    (found,) = faults("empty.pdf", compiled("#set page(width: 4cm, height: 3cm)\n#h(1cm)"))
    assert "none on its pages" in found.message
    assert not (tesseract / "given").exists()


def test_a_picture_of_text_is_recognised(intakes: Callable[..., list[Intake]], tesseract: Path) -> None:
    (found,) = intakes("scan.png", b"\x89PNG\r\n\x1a\nrest")
    assert (found.report.text, found.media_type) == ("قصف على الميادين", "image/png")


def test_without_tesseract_the_packages_to_install_are_named(
    faults: Callable[..., list[Fault]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name, data in (("scan.png", b"\x89PNG\r\n\x1a\nrest"), ("scan.pdf", compiled(GREY))):
        (found,) = faults(name, data)
        assert found.message == ABSENT
    assert "tesseract-ocr-ara" in ABSENT


def test_without_the_arabic_data_the_packages_to_install_are_named(faults: Callable[..., list[Fault]], tesseract: Path) -> None:
    program = tesseract / "bin" / "tesseract"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.exit('Error opening data file ara.traineddata')\n", encoding="utf-8"
    )
    (found,) = faults("scan.png", b"\x89PNG\r\n\x1a\nrest")
    assert found.message == ABSENT


def test_a_page_that_cannot_be_recognised_costs_only_itself(
    take: Callable[..., list[Intake | Fault]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    fault, found = take("a.pdf", compiled(f'{GREY}\n#pagebreak()\n{FONT}\n#set text(lang: "ar")\nقصف على الميادين'))
    assert isinstance(fault, Fault)
    assert fault.locator == "page 1"
    assert isinstance(found, Intake)
    assert found.report.text == "قصف على الميادين"


def test_a_damaged_file_is_one_fault(faults: Callable[..., list[Fault]], pdf_file: bytes) -> None:
    (found,) = faults("a.pdf", pdf_file[:300])
    assert "whole PDF" in found.message
