"""What was copied from Word, Outlook, Google Docs or LibreOffice, as what members may write.

The one place that knows how those programs write: the browser gives what is pasted as text (rich-text.js) and puts in
what comes back, so that nothing of it is parsed with its styles on the page.
"""

import re
from collections import Counter
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, NavigableString, Tag
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .cleaning import OWN_FILE, clean_html
from .word_lists import gather

MOST_CHARACTERS = 2_000_000
_TOLD = {
    "*": {"style"}, "p": {"class"}, "a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "blockquote": {"cite"},
}  # fmt: skip
_NOBODY_READS = {
    "script", "style", "title", "noscript", "template", "textarea", "head", "xml", "xmp", "noembed", "noframes",
}  # fmt: skip
_BLOCKS = ("p", "h3", "h4", "ul", "ol", "li", "blockquote", "pre", "figure", "hr", "table")
_HEADINGS = re.compile(r"^h[1-6]$")
_OTHERS = ("video", "audio", "iframe", "object", "embed", "canvas", "svg", "math")
_MARKS = {"b": "strong", "i": "em", "del": "s", "strike": "s", "ins": "u"}
_KNOWN = {
    *_BLOCKS, *_OTHERS, *_MARKS, "h1", "h2", "h5", "h6", "div", "section", "article", "span", "font", "a", "br",
    "img", "strong", "em", "s", "u", "code", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "figcaption",
}  # fmt: skip
_OUTLINE = re.compile(r"mso-outline-level:\s*(\d)")
_STYLES = {
    "strong": re.compile(r"font-weight:\s*(bold|[6-9]00)"),
    "em": re.compile(r"font-style:\s*italic"),
    "s": re.compile(r"text-decoration[^;:]*:[^;]*line-through"),
}
_NOT_BOLD = re.compile(r"(?:^|[\s;])font-weight:\s*(normal|[1-5]00)")


@dataclass(frozen=True)
class Pasted:
    """Clean HTML, and in words what of it did not come along as it was; empty when all did."""

    html: str
    left_out: str


def pasted(source: str) -> Pasted:
    """What members may write, from HTML that was copied elsewhere. Raises `ValidationError` when it is too much."""
    if len(source) > MOST_CHARACTERS:
        raise ValidationError(_("This is too much to paste at once. Paste it in parts."), code="too_long")
    whole = nh3.clean(  # well-formed, without comments, sheets and scripts
        source,
        tags=_KNOWN,
        attributes=_TOLD,
        url_schemes={"http", "https", "mailto", "file", "data", "blob", "cid"},
        link_rel=None,
        clean_content_tags=_NOBODY_READS,
    )
    soup = BeautifulSoup(whole, "html.parser")
    missing = _take_out(soup)
    _outline(soup)
    gather(soup)
    _mark(soup)
    missing["table"] = _as_rows(soup)
    _lists(soup)
    _paragraphs(soup)
    return Pasted(clean_html(_without_breaks(str(soup))), _in_words(missing))


def _take_out(soup: BeautifulSoup) -> Counter:
    """Counts what cannot come along, and takes it out."""
    missing: Counter = Counter()
    for picture in soup.find_all("img"):
        if not OWN_FILE.match(str(picture.get("src", ""))):
            missing["picture"] += 1
            picture.decompose()
    for other in soup.find_all(_OTHERS):
        if not other.decomposed:
            missing["other"] += 1
            other.decompose()
    return missing


def _outline(soup: BeautifulSoup) -> None:
    """Headings keep their order of two: the largest there is, and all that are smaller."""
    for line in soup.find_all("p"):
        level = _OUTLINE.search(_style(line))
        if level and 1 <= int(level[1]) <= 6:
            line.name = f"h{level[1]}"
        elif "MsoTitle" in line.get_attribute_list("class"):
            line.name = "h1"
    headings = soup.find_all(_HEADINGS)
    largest = min((heading.name for heading in headings), default="")
    for heading in headings:
        heading.name = "h3" if heading.name == largest else "h4"


def _mark(soup: BeautifulSoup) -> None:
    """Bold, slanted and struck through, however it is written; a wrapper that says it is not bold is none."""
    for name, ours in _MARKS.items():
        for tag in soup.find_all(name):
            if name == "b" and _NOT_BOLD.search(_style(tag)):
                tag.unwrap()
            else:
                tag.name = ours
    for tag in soup.find_all(["span", "font"]):
        for name, style in _STYLES.items():
            if style.search(_style(tag)):
                tag.wrap(soup.new_tag(name))
        tag.unwrap()
    for tag in soup.find_all(["strong", "em", "s", "u"]):
        if not tag.get_text(strip=True) or (tag.name == "strong" and tag.find_parent(["h3", "h4", "strong"])):
            tag.unwrap()
        elif tag.find(_BLOCKS):  # a mark around paragraphs marks what is in each
            _into_blocks(soup, tag)


def _into_blocks(soup: BeautifulSoup, mark: Tag) -> None:
    for block in mark.find_all(_BLOCKS):
        if not block.find(_BLOCKS):
            inner = soup.new_tag(mark.name)
            inner.extend(list(block.contents))
            block.append(inner)
    mark.unwrap()


def _as_rows(soup: BeautifulSoup) -> int:
    """Tables become a paragraph a row; one cell is what stands in it. Answers how many had more."""
    tables = 0
    for table in reversed(soup.find_all("table")):
        rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
        if all(len(row) <= 1 for row in rows):
            for tag in table.find_all(["thead", "tbody", "tfoot", "tr", "td", "th", "caption"]):
                tag.name = "div"
            table.name = "div"
            continue
        tables += 1
        for cells in filter(None, rows):
            line = soup.new_tag("p")
            for at, cell in enumerate(cells):
                line.append(" | " if at else "")
                for block in cell.find_all(["p", "div", "li", "ul", "ol", "h3", "h4"]):
                    block.insert_after(" " if block.next_sibling else "")
                    block.unwrap()
                holder = soup.new_tag("strong" if cell.name == "th" else "span")
                holder.extend(list(cell.contents))
                line.append(holder)
                if holder.name == "span":
                    holder.unwrap()
            if line.get_text(strip=True).strip("|\xa0 "):
                table.insert_before(line)
        table.decompose()
    return tables


def _lists(soup: BeautifulSoup) -> None:
    """A list that stands beside the line it belongs to moves into it; a line is not a paragraph too."""
    for inner in soup.find_all(["ul", "ol"]):
        before = inner.find_previous_sibling()
        if inner.parent and inner.parent.name in ("ul", "ol") and before is not None and before.name == "li":
            before.append(inner.extract())
    for line in soup.find_all("li"):
        own = line.find_all(["p", "div"], recursive=False)
        if len(own) == 1:
            own[0].unwrap()


def _paragraphs(soup: BeautifulSoup) -> None:
    """A division is a paragraph when only words stand in it; words that stand in nothing get one."""
    for box in soup.find_all(["div", "section", "article"]):
        if box.find([*_BLOCKS, "div", "section", "article"]):
            _wrap_loose(soup, box)
            box.unwrap()
        else:
            box.name = "p"
    _wrap_loose(soup, soup)


def _wrap_loose(soup: BeautifulSoup, box: Tag) -> None:
    paragraph = None
    for child in list(box.contents):
        if isinstance(child, Tag) and child.name in (*_BLOCKS, "div", "section", "article"):
            paragraph = None
            continue
        if paragraph is None:
            if isinstance(child, NavigableString) and not child.strip():
                continue
            paragraph = soup.new_tag("p")
            child.insert_before(paragraph)
        paragraph.append(child.extract())


def _without_breaks(html: str) -> str:
    """Lines as those programs break them are one line here; what is empty goes."""
    kept = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    for at in range(0, len(kept), 2):
        text = re.sub(r"(?:\s|&nbsp;)+", " ", kept[at])
        text = re.sub(r"(<(?:p|li|h3|h4|blockquote)(?: [^>]*)?>)(?: |<br[^>]*>)+", r"\1", text)
        text = re.sub(r"(?: |<br[^>]*>)+(</(?:p|li|h3|h4|blockquote)>)", r"\1", text)
        kept[at] = re.sub(r"(?:<(p|h3|h4|li)(?: [^>]*)?></\1>) ?", "", text)
    return re.sub(r"> <(?=/?(?:p|h3|h4|ul|ol|li|blockquote|pre|figure)\b)", "><", "".join(kept))


def _in_words(missing: Counter) -> str:
    parts = []
    if pictures := missing["picture"]:
        parts.append(ngettext("%(n)d picture", "%(n)d pictures", pictures) % {"n": pictures})
    if others := missing["other"]:
        words = ngettext("%(n)d drawing, film or other part", "%(n)d drawings, films or other parts", others)
        parts.append(words % {"n": others})
    said = [_("This did not come along: %(what)s.") % {"what": ", ".join(parts)}] if parts else []
    if missing["picture"]:
        said.append(_("Put a picture in with the button Picture."))
    if missing["table"]:
        said.append(_("A table came along as rows, with | between the columns."))
    return " ".join(said)


def _style(tag: Tag) -> str:
    return str(tag.get("style", "")).lower()
