"""Pictures are drawn anew: upright, small, and silent about where and when they were taken."""

import io

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from services.kit.files.picture import LONGEST_SIDE, THUMBNAIL_SIDE, PillowPictures
from services.kit.files.ports import TooManyPixels, Unreadable
from tests.unit.intake.file_fakes import SAMPLES, picture

PICTURES = PillowPictures(50_000_000)
READABLE = ("image/jpeg", "image/png", "image/webp", "image/gif")


def opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content)) as found:
        found.load()
        return found


def notes(**gps: object) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "TestPhone"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:30 09:58:07"
    place = {"GPSLatitudeRef": "N", "GPSLatitude": (13.0, 58.0, 12.0), "GPSLongitudeRef": "E"}
    for name, value in {**place, "GPSLongitude": (108.0, 0.0, 36.0), **gps}.items():
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS[name]] = value
    return exif


def marked() -> Image.Image:
    """Left half red, right half blue, landscape."""
    drawn = Image.new("RGB", (80, 40), "red")
    drawn.paste("blue", (40, 0, 80, 40))
    return drawn


def written(drawn: Image.Image, kind: str, **options: object) -> bytes:
    content = io.BytesIO()
    drawn.save(content, kind, **options)
    return content.getvalue()


@pytest.mark.parametrize("media_type", READABLE)
def test_every_kind_of_picture_becomes_a_jpeg(media_type: str) -> None:
    drawn = PICTURES.redraw(SAMPLES[media_type], media_type)
    assert [opened(each).format for each in (drawn.view, drawn.thumbnail)] == ["JPEG", "JPEG"]


def test_a_large_picture_is_made_smaller_and_a_small_one_is_not_made_larger() -> None:
    large = PICTURES.redraw(picture(size=(4000, 3000)), "image/jpeg")
    assert opened(large.view).size == (LONGEST_SIDE, 1536)
    assert opened(large.thumbnail).size == (THUMBNAIL_SIDE, 300)
    assert opened(PICTURES.redraw(picture(size=(64, 48)), "image/jpeg").view).size == (64, 48)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_the_camera_wrote_is_left(kind: str) -> None:
    more = {"comment": b"at home"} if kind == "JPEG" else {}
    drawn = PICTURES.redraw(written(marked(), kind, exif=notes(), **more), f"image/{kind.lower()}")
    for content in (drawn.view, drawn.thumbnail):
        seen = opened(content)
        assert not seen.getexif() and not {"exif", "comment", "icc_profile", "xmp"} & set(seen.info)
        assert b"TestPhone" not in content and b"at home" not in content
    assert drawn.private == {"taken_at": "2026-11-30T09:58:07", "latitude": 13.97, "longitude": 108.01}


def test_words_inside_a_png_are_left_behind() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Nguyen Van An")
    assert b"Nguyen" not in PICTURES.redraw(written(marked(), "PNG", pnginfo=words), "image/png").view


@pytest.mark.parametrize(
    ("gps", "place"),
    [
        ({"GPSLatitudeRef": "S", "GPSLongitudeRef": "W"}, {"latitude": -13.97, "longitude": -108.01}),
        ({"GPSLatitude": (0.0, 0.0, 0.0), "GPSLongitude": (0.0, 0.0, 0.0)}, {}),  # what a telephone writes without GPS
        ({"GPSLatitude": (113.0, 0.0, 0.0)}, {}),  # no such place
        ({"GPSLatitude": (13.0, 58.0)}, {}),
    ],
)
def test_a_place_is_read_or_left_out(gps: dict[str, object], place: dict[str, float]) -> None:
    private = PICTURES.redraw(written(marked(), "JPEG", exif=notes(**gps)), "image/jpeg").private
    assert {key: value for key, value in private.items() if key != "taken_at"} == place


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning")
def test_notes_that_cannot_be_read_do_not_make_a_picture_bad() -> None:
    broken = written(marked(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\x7f nonsense")
    assert PICTURES.redraw(broken, "image/jpeg").private == {}


def test_a_picture_is_turned_as_the_camera_was_held() -> None:
    exif = notes()
    exif[ExifTags.Base.Orientation] = 6  # to be turned clockwise
    view = opened(PICTURES.redraw(written(marked(), "JPEG", exif=exif), "image/jpeg").view)
    assert view.size == (40, 80)
    top, bottom = view.getpixel((20, 10)), view.getpixel((20, 70))
    assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0]


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert opened(PICTURES.redraw(written(clear, "PNG"), "image/png").view).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_of_colour_can_be_drawn(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    grey = Image.new("I;16", (20, 20), 0x8000) if mode == "I;16" else Image.new("L", (20, 20), 128).convert(mode)
    value = opened(PICTURES.redraw(written(grey, kind), f"image/{kind.lower()}").view).getpixel((5, 5))[0]
    assert value in ({0, 255} if mode == "1" else range(120, 136))


def test_a_decompression_bomb_is_refused_before_it_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = written(Image.new("1", (12_000, 12_000)), "PNG")
    assert len(bomb) < 100_000
    monkeypatch.setattr(Image.Image, "load", None)
    with pytest.raises(TooManyPixels):
        PICTURES.redraw(bomb, "image/png")


@pytest.mark.parametrize("media_type", READABLE)
@pytest.mark.parametrize("part", [0.3, 0.7])
def test_a_picture_that_breaks_off_is_unreadable_or_drawn_but_never_a_failure(media_type: str, part: float) -> None:
    whole = written(Image.effect_noise((300, 200), 80), media_type.partition("/")[2].upper())
    try:
        drawn = PICTURES.redraw(whole[: int(len(whole) * part)], media_type)
    except Unreadable:
        return
    assert opened(drawn.view).size == (300, 200)


def test_only_the_decoder_of_the_recognised_kind_is_tried() -> None:
    with pytest.raises(Unreadable):
        PICTURES.redraw(SAMPLES["image/png"], "image/jpeg")
