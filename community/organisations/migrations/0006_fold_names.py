from functools import partial

from django.db import migrations


def fold(apps, schema_editor, app, fields):
    """What a row says is folded by the columns themselves, whenever it is saved."""
    for name, columns in fields.items():
        for row in apps.get_model(app, name).objects.iterator(chunk_size=500):
            row.save(update_fields=columns)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0005_folded")]

    operations = [
        migrations.RunPython(
            partial(fold, app="organisations", fields={"Organisation": ["folded"]}),
            migrations.RunPython.noop,
        )
    ]
