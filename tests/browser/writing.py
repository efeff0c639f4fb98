"""Writing in a field for a text with formatting: the editor comes when somebody begins."""

BEGIN = "place => customElements.whenDefined('rich-text').then(() => place.field.focus())"


def begin_to_write(page):
    """Stands in the field of a page, and gives what one writes on once the editor is there."""
    surface = page.locator("rich-text [contenteditable=true]").first
    page.locator("rich-text:visible").first.evaluate(BEGIN)
    surface.wait_for()
    surface.focus()
    return surface
