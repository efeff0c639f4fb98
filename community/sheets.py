"""The style sheets of a server: one file instead of eighty, put together by `collectstatic`."""

import re
from collections.abc import Iterator

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SITE = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\)(?: layer\((?P<layer>\w+)\))?;\n?')


def folded(sheet: str, sheets: dict[str, str]) -> str:
    """A sheet with what it imports in the place of each import, in the layer it is imported into."""

    def content(found: re.Match) -> str:
        text = sheets[found["name"]]
        return f"@layer {found['layer']} {{\n{text}}}\n" if found["layer"] else text

    return IMPORT.sub(content, sheet)


class OneSheet(CompressedManifestStaticFilesStorage):
    """Keeps static files under a name that holds their content, and the sheet of the site in one piece."""

    def post_process(self, paths: dict, dry_run: bool = False, **options) -> Iterator[tuple]:
        if SITE in paths and not dry_run:
            source = {name: self._read(*found) for name, found in paths.items() if name.startswith("css/")}
            sheets = {name.removeprefix("css/"): text for name, text in source.items()}
            self.delete(SITE)
            self._save(SITE, ContentFile(folded(source[SITE], sheets).encode()))
            paths = {**paths, SITE: (self, SITE)}
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _read(storage, path: str) -> str:
        with storage.open(path) as file:
            return file.read().decode()
