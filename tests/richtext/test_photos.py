"""Photos as phones make them are read; what is no picture is called what it is."""

import io
import struct
import uuid

import pillow_heif
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from community.richtext.actions import attach
from community.richtext.images import shrink

WHOLE = io.BytesIO()
Image.new("RGB", (64, 48), "green").save(WHOLE, "JPEG")


def photo(kind: str, size=(640, 480), **options) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("L" if kind == "JPEG" else "RGB", size, "gray").save(out, kind, **options)
    return SimpleUploadedFile(f"IMG_1.{kind.lower()}", out.getvalue())


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("JPEG", (8064, 6048)),  # 48 megapixels
        ("JPEG", (12000, 9000)),  # 108, more than may stand in memory at once
        ("HEIF", (4032, 3024)),
        ("AVIF", (4032, 3024)),
    ],
)
def test_photos_of_phones_are_read(kind, size):
    content, shown = shrink(photo(kind, size), longest=1600)
    assert shown == (1600, 1200)
    with Image.open(content) as kept:
        assert (kept.format, kept.size) == ("WEBP", (1600, 1200))


@pytest.mark.parametrize(("size", "options"), [((8064, 6300), {"progressive": True}), ((14000, 9000), {})])
def test_what_would_take_too_much_memory_is_refused(size, options):
    with pytest.raises(ValidationError, match="te veel beeldpunten"):
        shrink(photo("JPEG", size, **options), longest=1600)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_a_photo_with_a_broken_note_stands_upright(kind):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a garden"
    notes = (
        exif.tobytes().replace(b"\x0e\x01", b"\x00\x01", 1).replace(b"\x01\x0e", b"\x01\x00", 1)
    )  # words as its width
    broken = Image.Exif()
    broken.load(notes)
    with pytest.raises(struct.error):
        broken.tobytes()
    _content, size = shrink(photo(kind, exif=notes), longest=100)
    assert size == (75, 100)


@pytest.mark.parametrize("square", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "LA", "P"])
def test_a_picture_is_turned_whatever_its_pixels_are(mode, square):
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn: what was on the left is above
    drawn = Image.new("L", (400, 200), 250)
    drawn.paste(10, (0, 0, 200, 200))
    out = io.BytesIO()
    drawn.convert(mode).save(out, "PNG", exif=exif)
    content, size = shrink(SimpleUploadedFile("a.png", out.getvalue()), longest=100, square=square)
    with Image.open(content) as kept:
        assert size == kept.size == ((100, 100) if square else (50, 100))
        above, below = kept.convert("L").getpixel((25, 20)), kept.convert("L").getpixel((25, 80))
    assert above < 60 < 200 < below


def test_a_photo_of_a_phone_stands_upright_without_where_it_was_made():
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480))).save(out, exif=exif.tobytes())
    content, size = shrink(SimpleUploadedFile("a.heic", out.getvalue()), longest=1600)
    assert size == (480, 640)
    with Image.open(content) as kept:
        assert dict(kept.getexif()) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("verslag.docx", b"PK\x03\x04", "“verslag.docx” is geen afbeelding en geen pdf. Bewaar het als pdf"),
        ("foto.jpg", b"PK\x03\x04", "geen afbeelding die we kunnen lezen"),
        ("foto.jpg", WHOLE.getvalue()[:200], "beschadigd of niet volledig"),
    ],
)
def test_what_cannot_be_read_is_called_what_it_is(name, content, said, house):
    upload = SimpleUploadedFile(name, content)
    with pytest.raises(ValidationError) as refused:
        attach(actor=house.member, audience=house.network.audience, upload=upload, client_id=uuid.uuid4())
    assert said in refused.value.messages[0]
