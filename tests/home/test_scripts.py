"""The scripts of a page find each other by name: one import map, with the nonce of the page."""

import json
import re

import pytest
from django.conf import settings
from django.templatetags.static import static

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MAP = re.compile(r'<script type="importmap" nonce="([^"]+)">(.*?)</script>', re.DOTALL)
IMPORTED = re.compile(
    r"""^import\s(?:[^"']*\sfrom\s)?\s*["']([^"']+)["']|\bimport\(["']([^"']+)["']\)""", re.MULTILINE
)
FOLDER = settings.BASE_DIR / "static" / "js"


@pytest.fixture
def page(house, sign_in):
    """A page with an editor, which brings scripts of its own."""
    response = sign_in(house.member).get(house.topic.get_absolute_url())
    response.text = response.content.decode()
    return response


def test_a_page_has_one_import_map_before_its_scripts_and_the_policy_lets_it_in(page):
    [(nonce, _map)] = MAP.findall(page.text)
    assert f"'nonce-{nonce}'" in page["Content-Security-Policy"]
    assert page.text.index('type="importmap"') < page.text.index('type="module"')
    assert page.text.count('type="importmap"') == 1
    assert page.text.count(f'src="{static("js/composer.js")}"') == 1


def test_each_name_leads_to_the_file_as_it_is_served(page):
    [(_nonce, text)] = MAP.findall(page.text)
    imports = json.loads(text)["imports"]
    ours = {name: address for name, address in imports.items() if name.startswith("vonder/")}
    assert ours == {name: static(f"js/{name.removeprefix('vonder/')}.js") for name in ours}
    for name in ours:
        assert (FOLDER / f"{name.removeprefix('vonder/')}.js").is_file()
    assert imports["django-prose-editor/editor"] == static("django_prose_editor/editor.js")


def test_a_page_with_a_field_to_write_in_brings_no_editor_until_somebody_writes(page):
    """It is many times the weight of the rest; `rich-text.js` asks for it."""
    [(_nonce, text)] = MAP.findall(page.text)
    names = {address: name for name, address in json.loads(text)["imports"].items()}
    brought = set(
        re.findall(r'<(?:script type="module" src|link rel="modulepreload" href)="([^"]+)"', page.text)
    )
    files = {address.rpartition("/")[2] for address in brought}
    while more := {f"{name.removeprefix('vonder/')}.js" for file in files for name in _eager(file)} - files:
        files |= more
    assert {"rich-text.js", "pictures.js"} <= files
    assert not files & {"editor.js", "django-prose-editor/editor.js"}
    assert "vonder/editor" in names.values()


def test_a_script_imports_only_by_a_name_of_the_map(page):
    """An address of its own would not follow the hashed name under which a file is served."""
    [(_nonce, text)] = MAP.findall(page.text)
    known = set(json.loads(text)["imports"])
    imported = {file.name: _imports_of(file) for file in sorted(FOLDER.glob("*.js"))}
    assert any(imported.values())
    assert {name: names - known for name, names in imported.items() if names - known} == {}


def _eager(name: str) -> set[str]:
    """What a script of ours brings along at once."""
    file = FOLDER / name
    return (
        {first for first, _later in IMPORTED.findall(file.read_text()) if first} if file.is_file() else set()
    )


def _imports_of(file) -> set[str]:
    return {first or second for first, second in IMPORTED.findall(file.read_text())}


@pytest.mark.parametrize("path", ["/", "/forum/"])
def test_a_page_for_visitors_is_kept_for_the_next_one_so_it_has_no_nonce(path, library, client):
    response = client.get(path)
    assert "importmap" not in response.content.decode()
    assert "nonce" not in response["Content-Security-Policy"]


def test_an_element_stands_in_the_file_of_its_name():
    defined = {
        file.name: re.findall(r'customElements\.define\("([a-z-]+)"', file.read_text())
        for file in sorted(FOLDER.glob("*.js"))
    }
    assert sum(map(len, defined.values())) > 5
    elsewhere = {file for file, names in defined.items() if names not in ([], [file.removesuffix(".js")])}
    assert elsewhere == set()
