"""What the tests of the sources share: a way to read bytes as a file, and files made on the spot."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from marsad.sources.files import Told
from marsad.sources.intake import Fault, Intake, read_source

TEXT = "قال مراسل المرصد إن طائرات حربية قصفت مدينة الميادين مساء أمس، وأدى القصف إلى مقتل ثلاثة مدنيين وإصابة خمسة آخرين."
MORE = "وأضاف أن القصف استهدف سوقا شعبيا وسط المدينة، وأن فرق الإسعاف وصلت إلى المكان بعد ساعة من الغارة الأولى."
NOTHING = Told()


@pytest.fixture
def take() -> Callable[..., list[Intake | Fault]]:
    """Give a function that reads bytes as a file of a name."""

    def read(name: str, data: bytes | str, told: Told = NOTHING) -> list[Intake | Fault]:
        return list(read_source(Path(name), told, data.encode() if isinstance(data, str) else data))

    return read


@pytest.fixture
def intakes(take: Callable[..., list[Intake | Fault]]) -> Callable[..., list[Intake]]:
    """Give a function that reads bytes as a file and insists on reports."""

    def read(name: str, data: bytes | str, told: Told = NOTHING) -> list[Intake]:
        found = take(name, data, told)
        assert found
        for item in found:
            assert isinstance(item, Intake), item
        return [item for item in found if isinstance(item, Intake)]

    return read


@pytest.fixture
def faults(take: Callable[..., list[Intake | Fault]]) -> Callable[..., list[Fault]]:
    """Give a function that reads bytes as a file and insists on faults."""

    def read(name: str, data: bytes | str) -> list[Fault]:
        found = take(name, data)
        assert found
        for item in found:
            assert isinstance(item, Fault), item
        return [item for item in found if isinstance(item, Fault)]

    return read


@pytest.fixture(scope="session")
def text() -> str:
    """Give a report's text, written for Marsad."""
    return TEXT


@pytest.fixture(scope="session")
def page() -> str:
    """Give a page as an outlet publishes it, with menus around the report."""
    return f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>قصف على الميادين - مرصد الضفتين</title>
<meta property="og:site_name" content="مرصد الضفتين">
<meta property="article:published_time" content="2024-09-16T23:30:00+03:00">
<link rel="canonical" href="https://example.org/news/1"></head><body>
<nav><a href="/">الرئيسية</a> <a href="/about">من نحن</a></nav>
<article><h1>قصف على الميادين</h1><p>{TEXT}</p><p>{MORE}</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


@pytest.fixture(scope="session")
def docx_file() -> bytes:
    """Give a document with a paragraph and a table."""
    import docx

    document = docx.Document()
    document.core_properties.title = "تقرير يومي"
    document.add_paragraph(TEXT)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "القتلى", "3"
    document.add_paragraph(MORE)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def pdf_file() -> bytes:
    """Give a PDF of Arabic paragraphs, set by typst with a font it carries."""
    import typst

    source = f"""#set document(title: "نشرة", date: none)
#set page(width: 14cm, height: 9cm)
#set text(font: "DejaVu Sans Mono", size: 9pt, lang: "ar", dir: rtl)
{TEXT}

وقع الاجتماع بالأمس في 12/3/2025 وحضره 14 شخصا (من العشيرة)، بحسب AFP News."""
    return bytes(typst.compile(source.encode()))


@pytest.fixture(scope="session")
def telegram_export() -> str:
    """Give a channel as Telegram Desktop exports it; the channel is invented."""
    messages = [
        {"id": 1, "type": "service", "date": "2024-09-01T10:00:00", "action": "create_channel", "text": ""},
        {"id": 54, "type": "message", "date": "2024-09-16T23:30:00", "text": TEXT, "forwarded_from": "قناة أخرى"},
        {
            "id": 55,
            "type": "message",
            "date": "2024-09-17T00:10:00",
            "text": ["عاجل: ", {"type": "bold", "text": "قصف"}, " على الميادين"],
        },
        {"id": 56, "type": "message", "date": "2024-09-17T00:20:00", "photo": "photos/1.jpg", "text": ""},
    ]
    return json.dumps({"name": "مرصد الضفتين", "type": "public_channel", "id": 77, "messages": messages}, ensure_ascii=False)
