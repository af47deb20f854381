import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import bagit
import pytest
from rocrate.rocrate import ROCrate

from marsad.errors import ArchiveError
from marsad.exports.bundle.write import write_bundle
from marsad.model import Loss, Release
from marsad.model.plain import canonical, to_plain

CUSTODY = b'{"seq":1,"what":"added"}\n'


def native(release: Release, out: Path) -> None:
    out.write_text("".join(canonical(to_plain(i)) + "\n" for i in release.incidents), encoding="utf-8")


@pytest.fixture
def originals(release: Release) -> Callable[[str], bytes]:
    held = {kept.original: kept.report.text.encode() for kept in release.reports.values()}
    return held.__getitem__


@pytest.fixture
def bundle(release: Release, originals: Callable[[str], bytes], tmp_path: Path) -> Path:
    write_bundle(release, tmp_path / "bundle", originals, CUSTODY, native=native)
    return tmp_path / "bundle"


def checked(folder: Path, manifest: str = "manifest-sha256.txt") -> bool:
    tool = shutil.which("sha256sum")
    assert tool
    command = [tool, "--strict", "--quiet", "-c", manifest]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def annotations_of(folder: Path) -> list[dict]:
    lines = (folder / "data" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def lost(losses: tuple[Loss, ...], field: str) -> list[str]:
    return [loss.incident for loss in losses if loss.field == field]


def test_sha256sum_finds_every_file_as_the_manifest_says(bundle):
    assert checked(bundle)
    assert checked(bundle, "tagmanifest-sha256.txt")


def test_every_file_of_the_payload_is_in_the_manifest(bundle):
    listed = {line.split("  ", 1)[1] for line in (bundle / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()}
    assert listed == {path.relative_to(bundle).as_posix() for path in (bundle / "data").rglob("*") if path.is_file()}


def test_one_changed_byte_in_any_file_is_found(bundle):
    for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
        whole = path.read_bytes()
        path.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
        assert not (checked(bundle) and checked(bundle, "tagmanifest-sha256.txt")), path
        path.write_bytes(whole)
    assert checked(bundle)


def test_the_library_of_congress_takes_it_for_a_bag(bundle):
    bag = bagit.Bag(str(bundle))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Bagging-Date"] == "2025-03-20" and bag.info["Bag-Software-Agent"] == "marsad 0.1.0"


def test_a_changed_payload_is_no_bag_any_more(bundle):
    (bundle / "data" / "custody.jsonl").write_bytes(CUSTODY.replace(b"1", b"2"))
    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bundle)).validate()


def test_it_is_an_ro_crate_of_all_its_files(bundle):
    crate = ROCrate(bundle / "data")
    files = {entity.id for entity in crate.data_entities}
    on_disk = {path.relative_to(bundle / "data").as_posix() for path in (bundle / "data").rglob("*") if path.is_file()}
    assert files == on_disk - {"ro-crate-metadata.json"}
    assert crate.root_dataset["datePublished"].startswith("2025-03-20T12:00:00")
    assert {"name", "description", "license"} <= crate.root_dataset.properties().keys()


def test_a_text_says_who_published_it_and_what_it_was_taken_from(release, bundle):
    text = ROCrate(bundle / "data").dereference("texts/r2.txt")
    assert (text["publisher"], text["url"]) == ("صفحة أخبار البادية", "https://example.org/posts/2")
    assert text["isBasedOn"].id == f"originals/{release.reports['r2'].original}"


def test_originals_are_the_bytes_that_were_received(release, bundle):
    for path in (bundle / "data" / "originals").iterdir():
        assert sha256(path.read_bytes()).hexdigest() == path.name
    assert len(list((bundle / "data" / "originals").iterdir())) == 5


def test_an_original_that_is_not_what_its_hash_says_stops_the_bundle(release, tmp_path):
    with pytest.raises(ArchiveError, match="expected an original with SHA-256"):
        write_bundle(release, tmp_path / "bundle", lambda digest: b"other", native=native)
    assert list(tmp_path.iterdir()) == []


def test_both_selectors_give_back_the_words_of_the_claim(release, bundle):
    claims = {c.id: c for i in release.incidents for account in i.accounts for c in account.claims}
    found = annotations_of(bundle)
    assert len(found) == len(claims)
    for annotation in found:
        claim = claims[annotation["id"].rsplit(":", 1)[1]]
        (target,) = annotation["target"]
        position, quote = target["selector"]
        text = (bundle / "data" / target["source"]).read_bytes().decode()
        assert text[position["start"] : position["end"]] == quote["exact"] == claim.surface
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_an_annotation_says_what_the_claim_says(bundle):
    annotation = next(a for a in annotations_of(bundle) if a["body"][0]["value"] == "toll")
    said = json.loads(annotation["body"][1]["value"])
    assert (said["incident"], said["value"]["low"]) == ("MRS-SYR-0000000000a1", 3)
    assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"


def test_line_ends_of_a_text_are_not_touched(release, tmp_path):
    kept = release.reports["r5"]
    text = "سطر أول\r\nسطر ثان\u2028سطر ثالث\r" + kept.report.text
    changed = replace(release, incidents=(), reports={"r5": replace(kept, report=replace(kept.report, text=text))})
    write_bundle(changed, tmp_path / "bundle", native=native)
    assert (tmp_path / "bundle" / "data" / "texts" / "r5.txt").read_bytes() == text.encode()


def test_what_is_withheld_is_not_there_and_is_said(release, tmp_path):
    losses = write_bundle(replace(release, profile="public"), tmp_path / "bundle", native=native)
    assert not (tmp_path / "bundle" / "data" / "originals").exists()
    assert not (tmp_path / "bundle" / "data" / "custody.jsonl").exists()
    assert lost(losses, "original") == ["r1", "r2", "r3", "r4", "r5"] and lost(losses, "custody") == [""]
    assert checked(tmp_path / "bundle")


def test_originals_cannot_leave_under_a_profile_that_withholds(release, originals, tmp_path):
    with pytest.raises(ValueError, match="partner"):
        write_bundle(replace(release, profile="partner"), tmp_path / "bundle", originals, native=native)


def test_a_text_that_was_withheld_takes_its_annotations_with_it(release, tmp_path):
    kept = release.reports["r4"]
    reports = {**release.reports, "r4": replace(kept, report=replace(kept.report, text=""))}
    losses = write_bundle(replace(release, reports=reports), tmp_path / "bundle", native=native)
    assert not (tmp_path / "bundle" / "data" / "texts" / "r4.txt").exists()
    assert lost(losses, "text") == ["r4"] and lost(losses, "topic") == ["MRS-SYR-0000000000b2"]
    assert "التهدئة" not in (tmp_path / "bundle" / "data" / "annotations.jsonl").read_text(encoding="utf-8")


def test_a_key_that_is_no_file_name_cannot_write_elsewhere(release, tmp_path):
    kept = replace(release.reports["r5"], key="../../r 5%")
    write_bundle(replace(release, incidents=(), reports={kept.key: kept}), tmp_path / "bundle", native=native)
    (text,) = (tmp_path / "bundle" / "data" / "texts").iterdir()
    assert text.stem == sha256(b"../../r 5%").hexdigest() and checked(tmp_path / "bundle")


def test_a_folder_with_files_in_it_is_left_alone(release, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match="empty folder"):
        write_bundle(release, tmp_path / "mine", native=native)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_a_failure_halfway_leaves_nothing_behind(release, tmp_path):
    def failing(release: Release, out: Path) -> None:
        out.write_text("half", encoding="utf-8")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_bundle(release, tmp_path / "bundle.zip", native=failing)
    assert list(tmp_path.iterdir()) == []


def test_a_zip_holds_one_folder_that_is_the_same_bag(release, originals, bundle, tmp_path):
    write_bundle(release, tmp_path / "case.zip", originals, CUSTODY, native=native)
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["case"]
    assert checked(tmp_path / "out" / "case")
    manifest = "manifest-sha256.txt"
    assert (tmp_path / "out" / "case" / manifest).read_bytes() == (bundle / manifest).read_bytes()


def test_the_same_release_gives_the_same_bytes(release, originals, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_bundle(release, tmp_path / name / "case.zip", originals, CUSTODY, native=native)
    assert (tmp_path / "a" / "case.zip").read_bytes() == (tmp_path / "b" / "case.zip").read_bytes()
