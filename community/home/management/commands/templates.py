from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template


class Command(BaseCommand):
    help = "Compiles every template, so that a misspelt tag is found before a reader finds it."

    def handle(self, **options):
        root, wrong = settings.BASE_DIR / "templates", []
        paths = [p for p in sorted(root.rglob("*")) if p.suffix in (".html", ".txt")]
        for path in paths:
            try:
                get_template(str(path.relative_to(root)))
            except TemplateSyntaxError as error:
                wrong.append(f"{path.relative_to(root)}: {error}")
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"{len(paths)} templates compile")
