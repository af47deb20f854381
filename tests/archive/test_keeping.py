from io import BytesIO

import pytest

from marsad.archive import Archive, create_archive, held, keep, open_archive, verify
from marsad.archive.database import reading
from marsad.archive.loading import accounts, kept_report, kept_reports
from marsad.errors import ArchiveError


def test_a_report_comes_out_as_it_went_in(archive: Archive, receive, texts) -> None:
    item = receive(archive, texts["strike"], "strike", notes=("found by a volunteer",), address="https://example.org/1")
    (kept,) = keep(archive, [item])
    with reading(archive.engine) as connection:
        found = kept_report(connection, kept.key)
    assert found.report == item.report
    assert (found.address, found.notes, found.original) == (item.address, item.notes, item.original)
    assert archive.originals.get(found.original).decode() == texts["strike"]


def test_every_field_of_every_event_is_a_claim_with_its_words(archive: Archive, receive, texts) -> None:
    item = receive(archive, texts["strike"])
    keep(archive, [item])
    with reading(archive.engine) as connection:
        told = list(accounts(connection))
    assert len(told) == len(item.reading.events)
    (shelling,) = [one for one in told if one.type == "shelling"]
    assert {claim.field for claim in shelling.claims} >= {"type", "realis", "date", "place", "actor", "toll"}
    for claim in shelling.claims:
        assert claim.surface == " … ".join(span.of(texts["strike"]) for span in claim.spans)
        assert claim.reader == item.reading.reader


def test_a_report_is_not_kept_twice(archive: Archive, receive, texts) -> None:
    first = keep(archive, [receive(archive, texts["strike"])])
    again = keep(archive, [receive(archive, texts["strike"])])
    assert (first[0].new, again[0].new) == (True, False)
    with reading(archive.engine) as connection:
        assert len(list(kept_reports(connection))) == 1
    assert verify(archive).faults == ()


def test_the_same_report_twice_in_one_batch_is_kept_once(archive: Archive, receive, texts) -> None:
    item = receive(archive, texts["strike"])
    assert [kept.new for kept in keep(archive, [item, item])] == [True, False]


def test_a_repost_by_another_outlet_is_of_the_same_lineage(archive: Archive, receive, texts) -> None:
    repost = receive(archive, texts["strike"] + " منقول.", "copy", "صفحة أخبار البادية")
    first, second, third = keep(archive, [receive(archive, texts["strike"]), repost, receive(archive, texts["raid"], "raid")])
    assert second.new
    assert second.lineage == first.key
    assert third.lineage == third.key


def test_text_that_no_database_holds_is_held(archive: Archive, receive) -> None:
    odd = "قصف\x00 على الشحيل \ud800 أمس"
    (kept,) = keep(archive, [receive(archive, odd, "odd\x00name", outlet="\x01json:outlet")])
    with reading(archive.engine) as connection:
        found = kept_report(connection, kept.key)
    assert (found.report.text, found.report.id, found.report.source) == (odd, "odd\x00name", "\x01json:outlet")
    assert verify(archive).faults == ()


def test_held_says_which_reports_are_there(archive: Archive, receive, texts) -> None:
    (kept,) = keep(archive, [receive(archive, texts["raid"])])
    assert held(archive, [kept.key, "another"]) == {kept.key}


def test_an_archive_opens_again_with_what_it_had(location: str, receive, texts) -> None:
    made = create_archive(location, "marsad test", "tester")
    (kept,) = keep(made, [receive(made, texts["meeting"])])
    made.close()
    again = open_archive(location, "marsad test", "other")
    assert held(again, [kept.key]) == {kept.key}
    again.close()


def test_nothing_of_a_batch_is_kept_when_one_of_it_fails(archive: Archive, receive, texts, monkeypatch) -> None:
    import marsad.archive.keeping as module

    real, calls = module.index_words, []

    def fails_at_the_second(connection, number, keys) -> None:
        calls.append(number)
        if len(calls) == 2:
            raise ArchiveError("the database or disk is full")
        real(connection, number, keys)

    monkeypatch.setattr(module, "index_words", fails_at_the_second)
    with pytest.raises(ArchiveError, match="full"):
        keep(archive, [receive(archive, texts["raid"]), receive(archive, texts["strike"])])
    with reading(archive.engine) as connection:
        assert list(kept_reports(connection)) == []
    assert verify(archive).faults == ()


def test_a_full_disk_is_told_and_nothing_kept_before_is_lost(folder: Archive, receive, texts) -> None:
    keep(folder, [receive(folder, texts["raid"])])
    with folder.engine.connect() as connection:  # SQLite's own limit stands for the disk's
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit = [f"PRAGMA max_page_count = {pages}"]
    from sqlalchemy import event

    event.listen(folder.engine, "connect", lambda raw, _: [raw.execute(line) for line in limit])
    folder.engine.dispose()
    with pytest.raises(ArchiveError, match="full"):
        keep(folder, [receive(folder, f"{texts['strike']} {i}", f"n{i}") for i in range(200)])
    limit[:] = []
    folder.engine.dispose()
    assert verify(folder).faults == ()
    assert verify(folder).reports == 1


def test_an_original_that_cannot_be_written_leaves_nothing_behind(folder: Archive, monkeypatch) -> None:
    import marsad.archive.originals as module

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(ArchiveError, match="No space left"):
        folder.originals.put(BytesIO(b"some bytes"))
    assert list(folder.folder.glob("originals/**/*")) == []


def test_a_folder_with_other_things_in_it_does_not_become_an_archive(tmp_path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(ArchiveError, match="empty folder"):
        create_archive(tmp_path, "marsad test")


def test_two_archives_do_not_lie_in_one_place(location: str) -> None:
    create_archive(location, "marsad test").close()
    with pytest.raises(ArchiveError, match="already"):
        create_archive(location, "marsad test")


def test_a_folder_without_an_archive_is_told_plainly(tmp_path) -> None:
    with pytest.raises(ArchiveError, match="marsad init"):
        open_archive(tmp_path / "nothing", "marsad test")
