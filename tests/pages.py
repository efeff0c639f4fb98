"""What a browser makes of our pages."""

from bs4 import BeautifulSoup


def sent_from(page) -> dict:
    """What a browser would send from the first long form of a page."""
    form = max(
        BeautifulSoup(page.text, "html.parser").select("form"), key=lambda one: len(one.select("[name]"))
    )
    sent = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            sent[field["name"]] = field.get("value", "") if field.name == "input" else field.text.lstrip("\n")
    return sent
