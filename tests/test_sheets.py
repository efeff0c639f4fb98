"""A server hands out one style sheet, with the rules that the browser of a developer imports one by one."""

import re
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage

from community.sheets import SITE, OneSheet, folded

pytestmark = pytest.mark.once

STATIC = Path(__file__).parent.parent / "static"


def collected(folder) -> OneSheet:
    """What `collectstatic` makes of our sheets in `folder`."""
    source = FileSystemStorage(STATIC)
    storage = OneSheet(location=folder, base_url="/static/")
    paths = {path.relative_to(STATIC).as_posix(): None for path in (STATIC / "css").rglob("*.css")}
    for name in paths:
        with source.open(name) as file:
            storage.save(name, file)
        paths[name] = (source, name)
    wrong = [error for _name, _hashed, error in storage.post_process(paths) if isinstance(error, Exception)]
    assert wrong == []
    return storage


def test_what_is_imported_stands_in_its_layer_in_the_place_of_the_import():
    sheet = '@layer a, b;\n@import url("x.css") layer(b);\n@import url("deep/y.css");\np {\n}\n'

    assert folded(sheet, {"x.css": "i {\n}\n", "deep/y.css": "b {\n}\n"}) == (
        "@layer a, b;\n@layer b {\ni {\n}\n}\nb {\n}\np {\n}\n"
    )


def test_a_server_has_every_rule_in_one_sheet(tmp_path):
    storage = collected(tmp_path)

    made = (tmp_path / storage.stored_name(SITE)).read_text()
    written = (STATIC / SITE).read_text()
    assert "@import" in written
    assert "@import" not in made
    for name, layer in re.findall(r'url\("(.+?)"\)(?: layer\((\w+)\))?;', written):
        text = (STATIC / "css" / name).read_text()
        assert (f"@layer {layer} {{\n{text}}}\n" if layer else text) in made


def test_collecting_again_changes_nothing(tmp_path):
    first = collected(tmp_path).stored_name(SITE)

    assert collected(tmp_path / "again").stored_name(SITE) == first
