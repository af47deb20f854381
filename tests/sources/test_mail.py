from collections.abc import Callable
from datetime import date
from email.message import EmailMessage

import pytest

from marsad.sources.intake import Fault, Intake


@pytest.fixture
def letter(text: str) -> EmailMessage:
    """Give a letter; sender and address are invented."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "تقرير الميادين",
        "مكتب الرصد <desk@example.org>",
        "Mon, 16 Sep 2024 23:30:00 +0300",
    )
    message["Message-ID"] = "<abc@example.org>"
    message.set_content(text)
    return message


def test_the_headers_give_title_day_and_sender(intakes: Callable[..., list[Intake]], letter: EmailMessage, text: str) -> None:
    (found,) = intakes("a.eml", letter.as_bytes())
    assert (found.report.title, found.report.published, found.report.source) == (
        "تقرير الميادين",
        date(2024, 9, 16),
        "مكتب الرصد",
    )
    assert (found.report.id, found.given_id, found.report.text.strip()) == ("abc@example.org", True, text)


def test_the_text_comes_before_the_page_and_attachments_are_named(
    intakes: Callable[..., list[Intake]], letter: EmailMessage, text: str
) -> None:
    letter.add_alternative("<p>نص الصفحة</p>", subtype="html")
    letter.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="صور.pdf")
    (found,) = intakes("a.eml", letter.as_bytes())
    assert found.report.text.strip() == text
    assert found.notes == ("attachment: صور.pdf",)


def test_a_letter_that_is_only_a_page_gives_its_text(intakes: Callable[..., list[Intake]], text: str) -> None:
    message = EmailMessage()
    message["From"] = "desk@example.org"
    message.set_content(f"<html><body><p>{text}</p></body></html>", subtype="html")
    (found,) = intakes("a.eml", message.as_bytes())
    assert (found.report.text, found.report.source, found.report.published) == (text, "desk@example.org", None)


def test_a_letter_is_known_by_its_headers(intakes: Callable[..., list[Intake]], letter: EmailMessage) -> None:
    (found,) = intakes("letter.txt", letter.as_bytes())
    assert found.media_type == "message/rfc822"


def test_a_letter_without_text_is_a_fault(faults: Callable[..., list[Fault]]) -> None:
    (found,) = faults("a.eml", "Subject: x\nFrom: a@example.org\nMIME-Version: 1.0\n\n")
    assert "letter with text" in found.message


@pytest.mark.parametrize(
    "header",
    ["Date: 31 Foo 99999", "From: =?bad?q?=ff?=", "Subject: =?utf-8?b?@@@?=", "Content-Type: text/plain; charset=nonsense"],
)
def test_a_damaged_header_costs_no_letter(intakes: Callable[..., list[Intake]], header: str) -> None:
    (found,) = intakes("a.eml", f"MIME-Version: 1.0\nX-A: b\n{header}\n\nقصف على الميادين\n")
    assert "قصف" in found.report.text
