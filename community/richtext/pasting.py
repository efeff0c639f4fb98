"""What was copied from Word, Outlook, Google Docs or LibreOffice, as what members may write.

The one place that knows how those programs write: the browser gives what is pasted as text (rich-text.js) and puts in
what comes back, so that nothing of it is parsed with its styles on the page.

Every step takes time in proportion to what is pasted: a tag that goes is renamed (`_GONE`) and leaves all at once,
because taking it out of the tree looks through everything beside it.
"""

import re
from collections import Counter
from dataclasses import dataclass

import nh3
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .cleaning import OWN_FILE, clean_html, refuse_deep
from .word_lists import gather

#: What one may send, what may be left without comments and the bytes of pictures, how many tags, how many blocks.
MOST_CHARACTERS, MOST_READ, MOST_TAGS, MOST_BLOCKS = 2_000_000, 300_000, 10_000, 2_000
MOST_STYLE = 1_000  # letters of one style that are looked at
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


_GONE = "x-gone"
_LEAVES = re.compile(rf"</?{_GONE}[^>]*>")
_OFFICE = re.compile(r"</?[a-z]\w*:[^<>]*>", re.IGNORECASE)  # <o:p>, <w:LsdException ... />
_BYTES = re.compile(r"(\ssrc=[\"']?data:)[^\"'\s<>]*", re.IGNORECASE)
_OPENED = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)
_MANY = {*_BLOCKS, "h1", "h2", "h5", "h6", "div", "section", "article", "tr"}
_EMPTY = re.compile(r"((?:<br[^>]*>| )+)(</(?:p|li|h3|h4|blockquote)>)?")


@dataclass(frozen=True)
class Pasted:
    """Clean HTML, and in words what of it did not come along as it was; empty when all did."""

    html: str
    left_out: str


def pasted(source: str) -> Pasted:
    """What members may write, from HTML that was copied elsewhere. Raises `ValidationError` when it is too much."""
    if len(source) > MOST_CHARACTERS:
        raise _too_much()
    source = _OFFICE.sub("", _BYTES.sub(r"\1", _without_comments(source)))
    _refuse_much(source)
    whole = nh3.clean(  # well-formed, without comments, sheets and scripts
        source,
        tags=_KNOWN,
        attributes=_TOLD,
        url_schemes={"http", "https", "mailto", "file", "data", "blob", "cid"},
        link_rel=None,
        clean_content_tags=_NOBODY_READS,
    )
    _refuse_much(whole)
    soup = BeautifulSoup(whole, "html.parser")
    missing = _take_out(soup)
    soup = _left(soup)
    _outline(soup)
    gather(soup)
    soup = _mark(soup)
    missing["table"] = _as_rows(soup)
    soup = _left(soup)
    _lists(soup)
    soup = _paragraphs(soup)
    return Pasted(clean_html(_without_breaks(str(soup))), _in_words(missing))


def _too_much() -> ValidationError:
    return ValidationError(_("This is too much to paste at once. Paste it in parts."), code="too_long")


def _without_comments(source: str) -> str:
    first, *others = source.split("<!--")
    return first + "".join(other.partition("-->")[2] for other in others)


def _refuse_much(source: str) -> None:
    """Raises `ValidationError` before any work that grows with the layers or the number of blocks."""
    opened = Counter(name.lower() for name in _OPENED.findall(source))
    blocks = sum(opened[name] for name in _MANY)
    if len(source) > MOST_READ or opened.total() > MOST_TAGS or blocks > MOST_BLOCKS:
        raise _too_much()
    refuse_deep(source, ends_itself={"p", "li", "tr", "td", "th", "dt", "dd"})


def _go(tag: Tag) -> None:
    tag.name, tag.attrs = _GONE, {}


def _left(soup: BeautifulSoup) -> BeautifulSoup:
    """Without the tags that go; what stands in them stays."""
    return BeautifulSoup(_LEAVES.sub("", str(soup)), "html.parser")


def _take_out(soup: BeautifulSoup) -> Counter:
    """Counts what cannot come along, and takes it out."""
    missing: Counter = Counter()
    for picture in soup.find_all("img"):
        if not OWN_FILE.match(str(picture.get("src", ""))):
            missing["picture"] += 1
            _go(picture)
    for other in soup.find_all(_OTHERS):
        if not other.find_parent(_GONE):
            missing["other"] += 1
            _go(other)
    for gone in soup.find_all(_GONE):
        gone.clear()
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


def _mark(soup: BeautifulSoup) -> BeautifulSoup:
    """Bold, slanted and struck through, however it is written; a wrapper that says it is not bold is none."""
    for name, ours in _MARKS.items():
        for tag in soup.find_all(name):
            if name == "b" and _NOT_BOLD.search(_style(tag)):
                _go(tag)
            else:
                tag.name = ours
    _style_to_marks(soup)
    for tag in soup.find_all(["strong", "em", "s", "u"]):  # one in another of its kind marks nothing more
        if tag.find_parent(tag.name) or (tag.name == "strong" and tag.find_parent(["h3", "h4"])):
            _go(tag)
    for tag in soup.find_all(["strong", "em", "s", "u"]):
        if not tag.get_text(strip=True):
            _go(tag)
        elif tag.find(_BLOCKS):  # a mark around paragraphs marks what is in each
            _into_blocks(soup, tag)
    return _left(soup)


def _style_to_marks(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(["span", "font"]):
        says = _style(tag)
        names = [name for name, style in _STYLES.items() if style.search(says)]
        tag.name = names[0] if names else _GONE
        for name in names[1:]:
            tag = _around(soup, tag, name)


def _around(soup: BeautifulSoup, tag: Tag, name: str) -> Tag:
    """Puts all that is in `tag` into one of this name."""
    inner = soup.new_tag(name)
    inner.extend(list(tag.contents))
    tag.append(inner)
    return inner


def _into_blocks(soup: BeautifulSoup, mark: Tag) -> None:
    for block in mark.find_all(_BLOCKS):
        if not block.find(_BLOCKS):
            _around(soup, block, mark.name)
    _go(mark)


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
        lines = []
        for cells in filter(None, rows):
            line = soup.new_tag("p")
            for at, cell in enumerate(cells):
                line.append(" | " if at else "")
                for block in cell.find_all(["p", "div", "li", "ul", "ol", "h3", "h4"]):
                    block.insert_after(" " if block.next_sibling else "")
                    _go(block)
                if cell.name == "th":
                    _around(soup, cell, "strong")
                line.extend(list(cell.contents))
            if line.get_text(strip=True).strip("|\xa0 "):
                lines.append(line)
        table.clear()
        table.extend(lines)
        _go(table)
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


def _paragraphs(soup: BeautifulSoup) -> BeautifulSoup:
    """A division is a paragraph when only words stand in it; words that stand in nothing get one."""
    gone = []
    for box in soup.find_all(["div", "section", "article"]):
        if box.find([*_BLOCKS, "div", "section", "article"]):
            _wrap_loose(soup, box)
            gone.append(box)
        else:
            box.name = "p"
    for box in gone:
        _go(box)
    soup = _left(soup)
    _wrap_loose(soup, soup)
    return soup


def _wrap_loose(soup: BeautifulSoup, box: Tag) -> None:
    paragraph = None
    children = list(box.contents)
    box.clear()
    for child in children:
        if isinstance(child, Tag) and child.name in (*_BLOCKS, "div", "section", "article"):
            paragraph = None
        elif paragraph is None and (isinstance(child, Tag) or str(child).strip()):
            paragraph = soup.new_tag("p")
            box.append(paragraph)
        (box if paragraph is None else paragraph).append(child)


def _without_breaks(html: str) -> str:
    """Lines as those programs break them are one line here; what is empty goes."""
    kept = re.split(r"(<pre.*?</pre>)", html, flags=re.DOTALL)
    for at in range(0, len(kept), 2):
        text = re.sub(r"(?:\s|&nbsp;)+", " ", kept[at])
        text = re.sub(r"(<(?:p|li|h3|h4|blockquote)(?: [^>]*)?>)(?: |<br[^>]*>)+", r"\1", text)
        text = _EMPTY.sub(lambda run: run[2] or run[1], text)
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
    return str(tag.get("style", ""))[:MOST_STYLE].lower()
