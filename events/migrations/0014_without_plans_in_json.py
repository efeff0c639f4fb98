"""What became rows is no longer kept beside them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0013_plans_into_turns")]

    operations = [
        migrations.RemoveConstraint("turnanswer", "one_answer_per_turn"),
        migrations.RemoveField("turnanswer", "position"),
        migrations.AlterField(
            "turnanswer",
            "meeting",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="turn_answers",
                to="events.plannedmeeting",
            ),
        ),
        migrations.AddConstraint(
            "turnanswer",
            models.UniqueConstraint(
                fields=("meeting", "organisation", "date"), name="one_answer_for_each_turn"
            ),
        ),
        migrations.RemoveField("planversion", "result"),
        migrations.AddConstraint(
            "planversion", models.UniqueConstraint(fields=("plan", "version"), name="one_plan_per_version")
        ),
        migrations.AddConstraint(
            "planversion",
            models.UniqueConstraint(
                condition=models.Q(("version", None)),
                fields=("plan", "variant"),
                name="one_found_plan_per_variant",
            ),
        ),
        migrations.RemoveField("rotationplan", "result"),
        migrations.RemoveField("rotationplan", "variant"),
        migrations.RemoveField("rotationplan", "variants"),
    ]
