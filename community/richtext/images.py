"""Pictures that members send in: opened carefully, made small, stripped of everything but pixels."""

import io
import struct
import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "HEIF", "AVIF"]
#: What a form lets people choose; some devices know no kind for these endings.
ACCEPT = "image/jpeg,image/png,image/gif,image/webp,image/avif,image/heic,image/heif,.heic,.heif,.avif"
#: How many pixels may stand in memory at once, and how many a photo may have that is read at a part of its size.
MOST_PIXELS = 50_000_000
MOST_PIXELS_OF_A_PHOTO = 120_000_000


def shrink(upload, *, longest: int, square: bool = False) -> tuple[ContentFile, tuple[int, int]]:
    """A WebP of at most `longest` pixels a side, upright, without EXIF or GPS. Also gives (width, height).

    A JPEG is read at the smallest part of its size that is large enough: phones make them of 48 and 108 megapixels.
    Raises `ValidationError` for anything that is not a whole picture of a kind and a size we read; its code is
    `no_picture` when it is something else altogether.
    """
    if upload.size > settings.LARGEST_UPLOAD:
        raise ValidationError(_("This picture is larger than 12 MB. Choose a smaller one."), code="too_big")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the pixels are counted here
            opened = Image.open(upload, formats=FORMATS)
            _refuse_large(opened, longest)
            picture = _small(opened, longest, square)
    except ValidationError:
        raise
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This is no picture that we can read. Choose a JPEG, PNG, GIF, WebP, HEIC or AVIF."),
            code="no_picture",
        ) from error
    except Image.DecompressionBombError as error:
        raise _too_many() from error
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        OverflowError,
        RuntimeError,
        struct.error,
    ) as error:
        raise ValidationError(
            _("This picture is damaged or not whole. Choose another one."), code="unreadable"
        ) from error
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=80)
    return ContentFile(out.getvalue()), bare.size


def _small(opened: Image.Image, longest: int, square: bool) -> Image.Image:
    """Made small first and turned as its camera says after that: each step before holds all pixels once more."""
    opened.load()
    _keep_turn(opened)
    has_alpha = opened.mode in ("RGBA", "LA", "PA") or "transparency" in opened.info
    mode = "RGBA" if has_alpha else "RGB"
    picture = opened if opened.mode == mode else opened.convert(mode)
    if square:
        picture = ImageOps.fit(picture, (longest, longest))
    else:
        picture.thumbnail((longest, longest))
    ImageOps.exif_transpose(picture, in_place=True)
    return picture


def _keep_turn(opened: Image.Image) -> None:
    """Of the notes of a camera only which side is up stays: one that is broken refuses no picture."""
    notes = opened.getexif()
    for other in set(notes) - {ExifTags.Base.Orientation}:
        del notes[other]
    opened.info["exif"] = notes.tobytes()


def _refuse_large(opened: Image.Image, longest: int) -> None:
    """Raises `ValidationError` when reading it would take too much memory."""
    if opened.width * opened.height > MOST_PIXELS_OF_A_PHOTO:
        raise _too_many()
    if not opened.info.get("progressive"):  # one that is has to be in memory whole before it is made smaller
        opened.draft("RGB", (longest, longest))
    if opened.width * opened.height > MOST_PIXELS:
        raise _too_many()


def _too_many() -> ValidationError:
    return ValidationError(_("This picture has too many pixels. Choose a smaller one."), code="pixels")
