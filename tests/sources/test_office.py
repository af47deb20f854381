from collections.abc import Callable
from io import BytesIO

import docx

from marsad.sources.intake import Fault, Intake


def test_paragraphs_and_tables_come_in_the_order_of_the_page(
    intakes: Callable[..., list[Intake]], docx_file: bytes, text: str
) -> None:
    (found,) = intakes("a.docx", docx_file)
    lines = found.report.text.split("\n")
    assert (lines[0], lines[1]) == (text, "القتلى | 3")
    assert lines[2].startswith("وأضاف")


def test_a_documents_title_is_known_and_its_making_is_no_publication(
    intakes: Callable[..., list[Intake]], docx_file: bytes
) -> None:
    (found,) = intakes("a.docx", docx_file)
    assert (found.report.title, found.how["title"], found.report.published) == ("تقرير يومي", "the document's own title", None)
    assert any("was made on" in note for note in found.notes)


def test_a_document_without_text_is_a_fault(faults: Callable[..., list[Fault]]) -> None:
    out = BytesIO()
    docx.Document().save(out)
    (found,) = faults("a.docx", out.getvalue())
    assert "document with text" in found.message
