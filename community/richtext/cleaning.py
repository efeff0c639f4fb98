"""What members may write. One way in: `clean_html`.

Size and nesting are capped first by linear checks, because bleach needs quadratic time on deep nesting and
is no longer maintained; signs that are no markup go past it (`_hide_signs`), because it is slow on each of them;
bleach shapes (allow-list, links); nh3 is the gate that alone is trusted.
"""

import html as html_escapes
import re
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

import bleach
import nh3
from bleach.linkifier import LinkifyFilter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .hosts import ADDRESS

MOST_BYTES = 64_000
MOST_DEPTH = 50

TAGS = {
    "p", "br", "strong", "em", "s", "u", "code", "pre", "ul", "ol", "li", "blockquote", "h3", "h4",
    "a", "figure", "figcaption", "img", "hr",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "blockquote": {"cite"},
}
PROTOCOLS = {"http", "https", "mailto"}
OWN_FILE = re.compile(r"^/files/[0-9a-f-]{36}/[^/\s]*$")
OWN_POST = re.compile(r"^/[a-z0-9/_-]*(#[a-z0-9-]+)?$")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = {"br", "img", "hr", "input", "meta", "link", "wbr", "area", "base", "col", "embed", "source", "track"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SIGN = re.compile(r"&(?:lt|gt|amp);|&(?![a-zA-Z#])|<(?![a-zA-Z/!?])")
_HIDDEN = {
    "&lt;": "\U000f8fe0",
    "<": "\U000f8fe0",
    "&amp;": "\U000f8fe1",
    "&": "\U000f8fe1",
    "&gt;": "\U000f8fe2",
}
_SHOWN = str.maketrans({"\U000f8fe0": "&lt;", "\U000f8fe1": "&amp;", "\U000f8fe2": "&gt;"})


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if tag == "img" and name == "src":
        return value if OWN_FILE.match(value) else None
    if tag == "a" and name == "class":
        return "at" if value == "at" else None
    if tag == "blockquote" and name == "cite":
        return value if OWN_POST.match(value) else None
    if name in ("width", "height", "start"):
        return value if value.isdecimal() and len(value) < 6 else None
    return value


_gate = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=PROTOCOLS,
    link_rel="nofollow noopener ugc",
    attribute_filter=_keep_attribute,
    clean_content_tags={"script", "style", "title", "noscript", "template", "svg", "math", "textarea"},
)
_shaper = bleach.Cleaner(
    tags=TAGS,
    attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
    protocols=PROTOCOLS,
    strip=True,
    filters=[lambda source: LinkifyFilter(source, url_re=ADDRESS, skip_tags={"pre", "code"})],
)


def clean_text(text: str) -> str:
    """One line or paragraph without markup: control characters and halves of characters are left out."""
    return _CONTROL.sub("", text).strip()


def clean_html(source: str) -> str:
    """HTML that is safe to show, from HTML or plain text. Raises `ValidationError` when it is too much."""
    source = _CONTROL.sub("", source).replace("\r\n", "\n").strip()
    if len(source.encode()) > MOST_BYTES:
        raise ValidationError(
            _("This text is too long. Make it shorter or split it in two."), code="too_long"
        )
    refuse_deep(source)
    if not _TAG.search(source):
        source = paragraphs(source)
    cleaned = _gate.clean(_shaper.clean(_hide_signs(source)).translate(_SHOWN))
    cleaned = re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", cleaned)
    cleaned = re.sub(r"<(p|figure|figcaption|blockquote|li|ul|ol)>\s*</\1>", "", cleaned)
    return cleaned.strip()


def paragraphs(text: str) -> str:
    """Plain text as HTML: an empty line starts a paragraph, a line break stays one."""
    parts = [html_escapes.escape(part.strip(), quote=False) for part in re.split(r"\n\s*\n", text)]
    return "".join("<p>{}</p>".format(part.replace("\n", "<br>")) for part in parts if part)


def plain_text(clean: str) -> str:
    """The words of cleaned HTML, for search, excerpts and the plain part of a mail."""
    spaced = re.sub(r"<(br|/p|/li|/h3|/h4|/blockquote|/figure|/pre)[^>]*>", "\n", clean)
    text = html_escapes.unescape(re.sub(r"<[^>]+>", "", spaced))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _hide_signs(source: str) -> str:
    """Signs that are no markup as letters of nobody's alphabet: for bleach they are words, afterwards entities."""
    return _SIGN.sub(lambda sign: _HIDDEN[sign[0]], source)


def refuse_deep(source: str, ends_itself: Collection[str] = ()) -> None:
    """A closing tag counts only when what it closes is open: `<a></p>` opens, and closes nothing.

    What `ends_itself` where the next begins (`<p>` by `<p>`) is no layer. Raises `ValidationError`.
    """
    depth = 0
    opened: Counter[str] = Counter()
    for closing, name in _TAG.findall(source):
        name = name.lower()
        if name in _VOID or name in ends_itself or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        depth += step
        if depth > MOST_DEPTH:
            raise ValidationError(
                _("This text has too many layers of formatting. Paste it as plain text."), code="too_deep"
            )


def whole(text: str | None, digits: int = 18) -> int | None:
    """A whole number as an address or a form holds it; None for anything else, or with more digits than that."""
    return int(text) if text and text.isdecimal() and len(text) <= digits else None


def aware(text: str | None) -> datetime | None:
    """A moment (UTC) as an address holds it, in ISO 8601 with its zone; None for anything else.

    At the edge of the calendar, where its zone would push it out of the years 1 to 9999, it is none either.
    """
    try:
        moment = datetime.fromisoformat(text or "")
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def typed(text: str, most: int) -> str:
    """A text as somebody typed it, without control characters. Raises `ValidationError` when empty or too long."""
    text = clean_text(text).strip()
    if not text:
        raise ValidationError(_("Write something first."))
    if len(text) > most:
        raise ValidationError(_("This is too long: at most %(most)d characters.") % {"most": most})
    return text
