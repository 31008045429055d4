"""Keeping files: all or none, or what can be kept; and every refusal names its file."""

from datetime import timedelta

import pytest

from services.kit.clock import FixedClock
from services.kit.failures import Rejected, Retryable
from services.kit.files.keep import KeepAttachments, Upload
from services.kit.files.kinds import KINDS
from services.kit.files.limits import MEGABYTE, Limits
from services.kit.files.picture import PillowPictures
from tests.unit.intake.fakes import MONDAY
from tests.unit.intake.file_fakes import SAMPLES, InMemoryFiles, ScriptedScanner, archive, keeping, picture

DAY = timedelta(hours=24)
BOMB = archive({"[Content_Types].xml": b"", "word/document.xml": b"\0" * 9 * MEGABYTE})
PDF, JPEG = SAMPLES["application/pdf"], SAMPLES["image/jpeg"]


class World:
    """The use case and what is behind it."""

    def __init__(self, limits: Limits) -> None:
        self.files, self.scanner, self.clock = InMemoryFiles(), ScriptedScanner(), FixedClock(MONDAY)
        pictures = PillowPictures(limits.pixels)
        self.keep: KeepAttachments = keeping(self.files, self.clock, pictures, self.scanner, limits, DAY)


@pytest.fixture
def world() -> World:
    return World(Limits(files=3, bytes_each=MEGABYTE, bytes_together=2 * MEGABYTE, pixels=1_000_000))


def upload(name: str = "a.pdf", content: bytes = PDF) -> Upload:
    return Upload(name=name, content=content, declared_type="image/png")


@pytest.mark.parametrize("media_type", sorted(set(KINDS) - {"image/heic"}))
def test_every_kind_is_kept_by_its_content(world: World, media_type: str) -> None:
    (kept,) = world.keep.keep([upload("tệp", SAMPLES[media_type])])
    kind = KINDS[media_type]
    assert (kept.kind, kept.caution) == (kind.kind, kind.caution)
    assert kept.media_type == ("image/jpeg" if kind.kind == "image" else media_type)
    assert kept.name == f"tệp.{kind.extensions[0]}"
    stored = world.files.kept[kept.id]
    assert stored.original_type == media_type
    assert stored.contents["original"] == SAMPLES[media_type]
    assert set(stored.contents) == ({"original", "view", "thumbnail"} if kind.kind == "image" else {"original"})
    assert kept.size == len(stored.contents.get("view", SAMPLES[media_type]))


@pytest.mark.parametrize(
    ("uploads", "slug", "name"),
    [
        ([upload()] * 3 + [upload("thứ tư.pdf")], "too-many-attachments", "thứ tư.pdf"),
        ([upload("lớn.pdf", PDF.ljust(MEGABYTE + 1))], "attachment-too-large", "lớn.pdf"),
        ([upload(content=PDF.ljust(MEGABYTE))] * 2 + [upload("b.pdf")], "attachments-too-large", "b.pdf"),
        ([upload("rỗng.pdf", b"")], "attachment-empty", "rỗng.pdf"),
        ([upload("x.exe", b"MZ\0\0")], "attachment-type-not-accepted", "x.exe"),
        ([upload("x.heic", SAMPLES["image/heic"])], "attachment-type-not-accepted", "x.heic"),
        ([upload("x.docx", BOMB)], "attachment-type-not-accepted", "x.docx"),
        ([upload("x.jpg", JPEG[:200])], "attachment-not-readable", "x.jpg"),
        ([upload("x.png", picture("PNG", (2000, 501)))], "attachment-too-large", "x.png"),
        ([upload("x.pdf", ScriptedScanner.MALWARE)], "attachment-infected", "x.pdf"),
        ([upload("../../an.exe\u202e", b"MZ\0\0")], "attachment-type-not-accepted", "an.exe"),
    ],
)
def test_a_refusal_names_its_file_in_two_languages(world: World, uploads: list[Upload], slug: str, name: str) -> None:
    with pytest.raises(Rejected) as refusal:
        world.keep.keep(uploads)
    assert refusal.value.slug == slug
    assert refusal.value.details == {"file": name}
    assert name in refusal.value.vi and name in refusal.value.en
    assert world.files.kept == {}, "one bad file and none is kept"


def test_what_is_exactly_at_the_limits_is_kept(world: World) -> None:
    whole = PDF.ljust(MEGABYTE)
    assert len(world.keep.keep([upload(content=whole), upload(content=whole)])) == 2
    assert len(world.keep.keep([upload("x.png", picture("PNG", (1000, 1000)))])) == 1


def test_a_bad_file_does_not_lose_the_good_ones(world: World) -> None:
    kept = world.keep.keep_what_can_be([upload("1.pdf"), upload("2.exe", b"MZ\0"), upload("3.pdf"), upload("4.pdf")])
    assert [each.name for each in kept.attachments] == ["1.pdf", "3.pdf", "4.pdf"]
    assert [(each.name, each.slug) for each in kept.refused] == [("2.exe", "attachment-type-not-accepted")]
    assert kept.refused[0].vi != kept.refused[0].en


def test_nothing_is_kept_unscanned(world: World) -> None:
    world.scanner.away = True
    for way in (world.keep.keep, world.keep.keep_what_can_be):
        with pytest.raises(Retryable):
            way([upload(), upload("x.exe", b"MZ\0")])
    assert world.files.kept == {}


def test_a_file_is_scanned_before_it_is_decoded(world: World) -> None:
    world.scanner.away = True
    with pytest.raises(Retryable):
        world.keep.keep([upload("broken.jpg", JPEG[:200])])


@pytest.mark.parametrize(
    ("name", "caution"), [("CCCD.jpg", "id-card"), ("hố ga.jpg", None), ("hộ-chiếu.png", "id-card")]
)
def test_a_picture_whose_name_speaks_of_a_card_is_never_public(world: World, name: str, caution: str | None) -> None:
    (kept,) = world.keep.keep([upload(name, JPEG)])
    assert kept.caution == caution


def test_a_document_named_as_a_card_stays_what_it_is(world: World) -> None:
    (kept,) = world.keep.keep([upload("CCCD.pdf")])
    assert kept.caution == "not-an-image"


def test_the_same_content_has_the_same_hash_and_another_id(world: World) -> None:
    first, second = world.keep.keep([upload(content=JPEG), upload(content=JPEG)])
    assert first.sha256 == second.sha256 and first.id != second.id


def test_files_wait_a_day_and_as_long_again_when_held(world: World) -> None:
    (kept,) = world.keep.keep([upload()])
    assert world.files.held_until[kept.id] == MONDAY + DAY
    world.clock.at = MONDAY + timedelta(hours=20)
    assert world.keep.hold([kept]) == (kept,)
    assert world.files.held_until[kept.id] == MONDAY + timedelta(hours=44)


def test_a_file_that_is_gone_is_not_held(world: World) -> None:
    first, second = world.keep.keep([upload(), upload()])
    world.files.condemn([first.id], MONDAY + DAY)
    assert world.keep.hold([first, second]) == (second,)
    assert world.keep.hold([]) == ()
