"""Numbers under which an organisation is registered: ten digits in Belgium, eight in the Netherlands."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

#: What people put between the figures, and the country before them.
_BETWEEN = re.compile(r"[\s.\-/]")
_BEFORE = re.compile(r"^(?:BE|KVK|BTW|NR)+:?", re.IGNORECASE)


def _figures(typed: str) -> str:
    return _BEFORE.sub("", _BETWEEN.sub("", typed))


def enterprise_number(typed: str) -> str:
    """The number as it is kept: "0999.999.922" for Belgium, eight figures for a Dutch KvK number, "" for none.

    A Belgian number ends in 97 minus the rest of its first eight figures modulo 97 (Royal Decree of 24 June 2003).
    Older ones lack the first nought. Raises `ValidationError`.
    """
    figures = _figures(typed)
    if not figures:
        return ""
    if not figures.isascii() or not figures.isdecimal() or len(figures) not in (8, 9, 10):
        raise ValidationError(
            _("A number has ten figures in Belgium, such as 0999.999.922, and eight in the Netherlands.")
        )
    if len(figures) == 8:
        return figures
    figures = figures.zfill(10)
    if figures[0] not in "01" or 97 - int(figures[:8]) % 97 != int(figures[8:]):
        raise ValidationError(_("This number is not right. Look at an invoice, such as 0999.999.922."))
    return f"{figures[:4]}.{figures[4:7]}.{figures[7:]}"


def is_enterprise_number(kept: str) -> None:
    """Raises `ValidationError` for a number that cannot be one."""
    enterprise_number(kept)
