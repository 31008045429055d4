"""A file is what its content says, whatever it is called."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.files.archives import MOST_ENTRIES, Unsafe
from services.kit.files.content import recognise
from services.kit.files.kinds import KINDS
from tests.unit.intake.file_fakes import MP3_FRAME, SAMPLES, WEBM, archive, boxes, picture

OFFICE = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"}


@pytest.mark.parametrize("media_type", KINDS)
def test_every_kind_that_is_taken_is_known_by_its_content(media_type: str) -> None:
    assert recognise(SAMPLES[media_type]) == media_type


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"ID3\x04\0\0\0\0\0\x05tags!" + MP3_FRAME * 2, "audio/mpeg"),  # frames after a tag
        (b"ID3\x04\0\0\0\0\0\x05tags!" + b"\0" * 90 + MP3_FRAME, "audio/mpeg"),  # zeros in between, one frame
        (boxes(b"mp42", b"soun"), "audio/mp4"),  # a voice in the container of films
        (boxes(b"3gp5", b"soun"), "audio/mp4"),
        (boxes(b"3g2a", b"vide"), "video/3gpp"),
        (boxes(b"mif1"), "image/heic"),
        (b"#!AMR-WB\n\0", "audio/amr"),
        ("Đèn hỏng".encode("utf-16"), "text/plain"),  # Notepad's "Unicode"
        (b"\xb8\xb5\xb6\xb7 TCVN3 \xae\xa8", "text/plain"),  # letters from an old machine
    ],
)
def test_kinds_that_come_in_several_shapes(content: bytes, media_type: str) -> None:
    assert recognise(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0\x03\0\0\0",  # a program of Windows
        b"\x7fELF\x02\x01\x01\0",
        b"\0\0\0\x14ftypavif\0\0\0\0avif",  # a picture that telephones do not send
        b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska",
        b"OggS" + b"\0" * 100,  # a container of we do not know what
        b"RIFF\0\0\0\0AVI LIST",
        b"\xff\xfb\x90\0 one frame, then not",
        b"ID3\x04\0\0\0\0\0\x05tags! and no sound",
        b" %PDF-1.4 \0",  # its mark is not where it belongs
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",  # old Word: it may bring macros
        archive({"notes.txt": b"a zip of anything"}),
        archive({"mimetype": b"application/epub+zip"}),
        b"PK\x03\x04 and nothing that follows \0",
        b"text with a \0 in it",
        b"\xff\xfe\x00\xd8",  # half a letter
    ],
)
def test_what_is_not_in_the_table_is_not_taken(content: bytes) -> None:
    assert recognise(content) is None


@pytest.mark.parametrize(
    "entries",
    [
        {**OFFICE, "word/media/bomb.xml": b"\0" * 30_000_000},  # packs a thousand times smaller
        {**OFFICE, "word/vbaProject.bin": b"macros"},
        {**OFFICE, **{f"word/{number}": b"" for number in range(MOST_ENTRIES)}},
    ],
    ids=["bomb", "macros", "many entries"],
)
def test_an_archive_that_is_a_trap_is_refused(entries: dict[str, bytes]) -> None:
    with pytest.raises(Unsafe):
        recognise(archive(entries))


def test_what_an_archive_declares_counts_though_nothing_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    made = bytearray(archive(OFFICE))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    directory = made.rindex(b"PK\x01\x02")
    made[directory + 24 : directory + 28] = (2**31).to_bytes(4, "little")
    with pytest.raises(Unsafe):
        recognise(bytes(made))


def test_an_encrypted_document_is_refused() -> None:
    made = bytearray(archive(OFFICE))
    made[made.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Unsafe):
        recognise(bytes(made))


@given(st.binary(max_size=200), st.sampled_from(sorted(SAMPLES)), st.integers(0, 60))
def test_whatever_comes_gets_an_answer(noise: bytes, media_type: str, kept: int) -> None:
    for content in (noise, SAMPLES[media_type][:kept] + noise, WEBM[:kept] + noise):
        try:
            assert recognise(content) in {None, *KINDS}
        except Unsafe:
            continue


def test_a_picture_with_a_page_behind_it_is_a_picture() -> None:
    assert recognise(picture("GIF") + b"<script>") == "image/gif"
