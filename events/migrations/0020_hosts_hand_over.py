"""Another host begins with a page of its own, and lifts and needs say for which place and host they were meant."""

import django.db.models.deletion
from django.db import migrations, models


def elsewhere(to):
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0019_polls_for_members"),
        ("networks", "0001_initial"),
        ("organisations", "0004_sketch"),
    ]

    operations = [
        migrations.AddField("attendance", "needs_for", elsewhere("organisations.organisation")),
        migrations.AddField("ride", "venue", elsewhere("organisations.venue")),
        migrations.CreateModel(
            name="Prepared",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("showcase", models.TextField(blank=True)),
                ("stops", models.JSONField(blank=True, default=list)),
                ("catering", models.CharField(blank=True, max_length=200)),
                ("parts", models.JSONField(blank=True, default=list)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prepared",
                        to="networks.network",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("network", "organisation"), name="prepared_once_per_network"
                    )
                ]
            },
        ),
    ]
