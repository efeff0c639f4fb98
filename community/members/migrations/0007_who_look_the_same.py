from django.db import migrations
from django.db.models import Exists, OuterRef


def mark(apps, schema_editor):
    users = apps.get_model("members", "User").objects
    for user in users.iterator(chunk_size=500):
        user.save(update_fields=["looks"])
    same = users.filter(looks=OuterRef("looks")).exclude(pk=OuterRef("pk"))
    users.filter(Exists(same)).update(looks_like_another=True)


class Migration(migrations.Migration):
    dependencies = [("members", "0006_looks")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
