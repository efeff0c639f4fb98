"""Turns have a table: who hosts a meeting of the cycle, where and when, in each version of a plan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0011_reasons_have_codes"), ("organisations", "0004_sketch")]

    operations = [
        migrations.AddField(
            "plannedmeeting",
            "meeting",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="planned",
                to="events.meeting",
            ),
        ),
        migrations.AddField("planversion", "figures", models.JSONField(default=dict)),
        migrations.AddField("planversion", "obstacles", models.JSONField(default=dict)),
        migrations.AddField(
            "planversion", "status", models.CharField(default="", max_length=10), preserve_default=False
        ),
        migrations.AlterField(
            "planversion", "version", models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField(
            "rotationplan",
            "proposal",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="events.planversion",
            ),
        ),
        migrations.AddField(
            "turnanswer",
            "meeting",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turn_answers",
                to="events.plannedmeeting",
            ),
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("reasons", models.JSONField(default=list)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="events.plannedmeeting",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisations.venue",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="events.planversion",
                    ),
                ),
            ],
            options={"ordering": ["date"]},
        ),
        migrations.AddConstraint(
            "turn",
            models.UniqueConstraint(fields=("version", "meeting"), name="one_turn_per_meeting_of_a_version"),
        ),
    ]
