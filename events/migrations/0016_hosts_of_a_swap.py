"""An exchange of turns binds the two hosts that it was asked of, and says who they are."""

import django.db.models.deletion
from django.db import migrations, models


def name_hosts(apps, schema_editor):
    """Who hosts the meetings now; where the turns were exchanged already, the other way round."""
    SwapRequest = apps.get_model("events", "SwapRequest")
    for swap in SwapRequest.objects.select_related("first", "second").iterator(chunk_size=200):
        first, second = swap.first.host_id, swap.second.host_id
        done = swap.status == "done"
        swap.first_host_id, swap.second_host_id = (second, first) if done else (first, second)
        swap.save(update_fields=["first_host", "second_host"])


def host():
    return models.ForeignKey(
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to="organisations.organisation",
    )


class Migration(migrations.Migration):
    dependencies = [("events", "0015_a_calculation_that_failed"), ("organisations", "0004_sketch")]

    operations = [
        migrations.AddField("swaprequest", "first_host", host()),
        migrations.AddField("swaprequest", "second_host", host()),
        migrations.RunPython(name_hosts, migrations.RunPython.noop),
    ]
