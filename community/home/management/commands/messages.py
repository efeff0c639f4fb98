"""Collects the sentences of code and templates into the Dutch catalogue; English is the source language."""

from io import BytesIO

from babel.messages import extract
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

PYTHON = ["community", "events", "forum"]
PO = settings.BASE_DIR / "locale/nl/LC_MESSAGES/django.po"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip


def read_template(file, keywords, comment_tags, options):
    """A template as Babel reads Python: all but its sentences is blanked out, also the spaces before a line."""
    code = "\n".join(line.lstrip() for line in templatize(file.read().decode()).splitlines())
    return extract.extract_python(BytesIO(code.encode()), keywords, comment_tags, options)


#: folder -> (suffixes, how Babel reads them)
SOURCES = dict.fromkeys(PYTHON, ((".py",), "python")) | {"templates": ((".html", ".txt"), read_template)}


def collect() -> Catalog:
    """Every sentence of the house, with its context."""
    catalog = Catalog(locale="nl", domain="django", project="vonder", fuzzy=False)
    for folder, (suffixes, method) in SOURCES.items():
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in suffixes:
                for _line, message, _comments, context in extract.extract_from_file(method, path, KEYWORDS):
                    catalog.add(message, context=context)
    return catalog


class Command(BaseCommand):
    help = "Collects the sentences to translate; --check fails when the Dutch ones are not complete."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        found = collect()
        with PO.open("rb") as source:
            dutch = read_po(source, locale="nl", domain="django")
        missing, texts = [], {}
        for message in found:
            if not message.id:
                continue
            kept = dutch.get(message.id, context=message.context)
            filled = kept and kept.string and (all(kept.string) if message.pluralizable else True)
            if filled:
                texts[message.id, message.context] = kept.string
            else:
                missing.append(message.id)
        if check:
            if missing:
                raise CommandError("Not in Dutch yet:\n" + "\n".join(f"  {m!r}" for m in missing))
            self.stdout.write(f"{len(found)} sentences, all in Dutch")
            return
        for message in found:
            if message.id:
                message.string = texts.get((message.id, message.context), message.string)
        with PO.open("wb") as target:
            write_po(target, found, no_location=True, sort_output=True, width=110, omit_header=False)
        self.stdout.write(f"{len(found)} sentences, {len(missing)} still to translate")
