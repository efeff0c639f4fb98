"""Pictures that members send in: opened carefully, made small, stripped of everything but pixels."""

import io
import warnings

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ["JPEG", "PNG", "GIF", "WEBP"]
MOST_PIXELS = 40_000_000


def shrink(upload, *, longest: int, square: bool = False) -> tuple[ContentFile, tuple[int, int]]:
    """A WebP of at most `longest` pixels a side, upright, without EXIF or GPS. Also gives (width, height).

    Raises `ValidationError` for anything that is not a whole JPEG, PNG, GIF or WebP of up to 40 megapixels.
    """
    if upload.size > settings.LARGEST_UPLOAD:
        raise ValidationError(_("This picture is larger than 12 MB. Choose a smaller one."), code="too_big")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(upload, formats=FORMATS)
            if opened.width * opened.height > MOST_PIXELS:
                raise ValidationError(
                    _("This picture has too many pixels. Choose a smaller one."), code="pixels"
                )
            opened.draft("RGB", (longest * 2, longest * 2))
            upright = ImageOps.exif_transpose(opened)
            has_alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
            picture = upright.convert("RGBA" if has_alpha else "RGB")
    except ValidationError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise _unreadable() from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, OverflowError) as error:
        raise _unreadable() from error
    if square:
        picture = ImageOps.fit(picture, (longest, longest))
    else:
        picture.thumbnail((longest, longest))
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, "WEBP", quality=80)
    return ContentFile(out.getvalue()), bare.size


def _unreadable() -> ValidationError:
    return ValidationError(
        _("We cannot read this picture. Choose a JPEG, PNG, GIF or WebP."), code="unreadable"
    )
