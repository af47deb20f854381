import json
from collections.abc import Callable

import pytest

from marsad.sources.intake import Fault, Intake


def test_each_message_with_text_is_a_report(intakes: Callable[..., list[Intake]], telegram_export: str, text: str) -> None:
    first, second = intakes("result.json", telegram_export)
    assert (first.report.text, second.report.text) == (text, "عاجل: قصف على الميادين")
    assert (first.locator, second.locator) == ("message 54", "message 55")


def test_a_message_is_of_the_day_in_its_own_zone(intakes: Callable[..., list[Intake]], telegram_export: str) -> None:
    assert [str(found.report.published) for found in intakes("result.json", telegram_export)] == ["2024-09-16", "2024-09-17"]


def test_a_message_has_its_chat_for_source_and_in_its_id(intakes: Callable[..., list[Intake]], telegram_export: str) -> None:
    first = intakes("result.json", telegram_export)[0]
    assert (first.report.source, first.how["source"]) == ("مرصد الضفتين", "the chat's name")
    assert (first.report.id, first.given_id) == ("77 message 54", True)


def test_what_was_forwarded_is_noted(intakes: Callable[..., list[Intake]], telegram_export: str) -> None:
    assert "forwarded from: قناة أخرى" in intakes("result.json", telegram_export)[0].notes


def test_an_account_with_many_chats_gives_the_messages_of_each(
    intakes: Callable[..., list[Intake]], telegram_export: str
) -> None:
    one = json.loads(telegram_export)
    two = {**one, "id": 78, "name": "قناة ثانية"}
    found = intakes("result.json", json.dumps({"about": "…", "chats": {"list": [one, two]}}))
    assert len({item.report.id for item in found}) == len(found) == 4


def test_a_bad_message_costs_only_itself(take: Callable[..., list[Intake | Fault]]) -> None:
    found = take("result.json", json.dumps({"name": "ق", "messages": [5, {"id": 2, "type": "message", "text": "قصف"}]}))
    assert [type(item) for item in found] == [Fault, Intake]


def test_a_bad_line_is_passed_over_and_named(take: Callable[..., list[Intake | Fault]]) -> None:
    lines = [
        b'{"id": "a", "text": "\xd9\x82\xd8\xb5\xd9\x81"}',
        b"{",
        b'{"text": "\xff"}',
        b"",
        b'{"text": ""}',
        b'{"text": "x"}',
    ]
    found = take("a.jsonl", b"\n".join(lines))
    assert [(type(item), item.locator) for item in found] == [
        (Intake, "line 1"),
        (Fault, "line 2"),
        (Fault, "line 3"),
        (Fault, "line 5"),
        (Intake, "line 6"),
    ]


def test_a_line_without_an_id_is_named_by_file_and_line(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("posts.jsonl", '{"text": "قصف"}')
    assert (found.report.id, found.given_id) == ("posts line 1", False)


def test_other_names_of_the_keys_are_known(intakes: Callable[..., list[Intake]]) -> None:
    post = {
        "postId": 9,
        "message": "قصف",
        "created_at": "2024-09-16T23:00:00+03:00",
        "channel": "مرصد",
        "url": "https://t.example/9",
        "likes": 4,
    }
    (found,) = intakes("posts.jsonl", json.dumps(post, ensure_ascii=False))
    assert (found.report.id, found.report.source, str(found.report.published), found.address) == (
        "9",
        "مرصد",
        "2024-09-16",
        "https://t.example/9",
    )
    assert dict(found.report.meta) == {"likes": 4}
    assert found.how["published"] == "key created_at"


def test_a_list_of_posts_is_read_item_by_item(take: Callable[..., list[Intake | Fault]]) -> None:
    found = take("posts.json", json.dumps([{"text": "قصف"}, {"title": "x"}, {"text": "غارة"}]))
    assert [(type(item), item.locator) for item in found] == [(Intake, "item 1"), (Fault, "item 2"), (Intake, "item 3")]


def test_lines_under_another_name_are_read_as_lines(intakes: Callable[..., list[Intake]]) -> None:
    assert len(intakes("posts.json", '{"text": "قصف"}\n{"text": "غارة"}\n')) == 2


def test_a_day_that_cannot_be_read_is_a_note_and_the_text_is_kept(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("posts.jsonl", '{"text": "قصف", "published": "أمس"}')
    assert found.report.published is None
    assert "«أمس»" in found.notes[0]


def test_seconds_since_1970_are_a_day_in_utc_and_say_so(intakes: Callable[..., list[Intake]]) -> None:
    (found,) = intakes("posts.jsonl", '{"text": "قصف", "timestamp": 1726531200}')
    assert str(found.report.published) == "2024-09-17"
    assert "UTC" in found.notes[0]


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"a": 1}', "[1", "[]", '{"chats": 3}', '{"messages": []}'])
def test_json_that_is_no_posts_is_a_fault(faults: Callable[..., list[Fault]], data: str) -> None:
    assert len(faults("a.json", data)) == 1
