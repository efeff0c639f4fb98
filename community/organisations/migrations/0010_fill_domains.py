import re

from django.db import migrations
from django.utils.text import slugify


def fill(apps, schema_editor):
    """"welzijn/kinderopvang" are two domains; and each row says what it is found by when it is saved."""
    Organisation, Domain = (apps.get_model("organisations", name) for name in ("Organisation", "Domain"))
    for row in Organisation.objects.iterator(chunk_size=500):
        row.save(update_fields=["findable"])
        for name in re.split(r"[/,;]+", row.domain):
            name = " ".join(name.split())[:60]
            if slug := slugify(name):
                row.domains.add(Domain.objects.get_or_create(slug=slug, defaults={"name": name})[0])


def empty(apps, schema_editor):
    for row in apps.get_model("organisations", "Organisation").objects.iterator(chunk_size=500):
        row.domain = "/".join(row.domains.values_list("name", flat=True))[:80]
        row.save(update_fields=["domain"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0009_domains")]

    operations = [migrations.RunPython(fill, empty)]
