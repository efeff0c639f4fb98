"""Lists as Word and Outlook write them: paragraphs of their own class, each with its sign and its level."""

import re

from bs4 import BeautifulSoup, Tag

_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_SIGN = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"^\(?(\d+|[a-z]{1,4})[.)]", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[·•o§▪‣–-][\s\xa0]{2,}")


def gather(soup: BeautifulSoup) -> None:
    """Puts paragraphs that are lines of one list into lists of ours, one in another by level."""
    open_lists: list[Tag] = []
    last: Tag | None = None
    for line in soup.find_all("p"):
        level = _level(line)
        if not level:
            continue
        ordered = _take_sign(line)
        if last is None or last.find_next_sibling() is not line:
            open_lists = []
        del open_lists[level:]
        while len(open_lists) < level:
            inner = soup.new_tag("ol" if ordered else "ul")
            if not open_lists:
                line.insert_before(inner)
            else:
                lines = open_lists[-1].find_all("li", recursive=False)
                (lines[-1] if lines else open_lists[-1]).append(inner)
            open_lists.append(inner)
        last = open_lists[0]
        open_lists[-1].append(line.extract())
        line.name = "li"


def _level(line: Tag) -> int:
    found = _LEVEL.search(str(line.get("style", "")).lower())
    if found:
        return int(found[1])
    plain = any(name.startswith("MsoListParagraph") for name in line.get_attribute_list("class") if name)
    return 1 if plain and _BULLET.match(line.get_text()) else 0


def _take_sign(line: Tag) -> bool:
    """Takes the sign before a line away, and says whether it was a number."""
    sign = line.find(style=_SIGN)
    if sign is None:
        text = line.find(string=True)
        if text is not None:
            text.replace_with(_BULLET.sub("", text))
        return False
    is_number = bool(_NUMBER.match(sign.get_text(strip=True))) and sign.get_text(strip=True) != "o"
    sign.decompose()
    return is_number
