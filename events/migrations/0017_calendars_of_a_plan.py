"""A plan keeps which calendars it follows, several at once, instead of one region."""

from django.db import migrations

CALENDARS = {"flanders": ["be", "flanders"], "file": [], "none": []}


def several(apps, schema_editor):
    for plan in apps.get_model("events", "RotationPlan").objects.filter(rules__has_key="closed"):
        kept = plan.rules["closed"]
        if "region" in kept:
            plan.rules["closed"] = {"calendars": CALENDARS[kept["region"]], "days": kept.get("days", {})}
            plan.save(update_fields=["rules"])


def one(apps, schema_editor):
    """One region again: a file before Flanders, and Flanders for whoever follows any calendar."""
    for plan in apps.get_model("events", "RotationPlan").objects.filter(rules__has_key="closed"):
        kept = plan.rules["closed"]
        if "calendars" in kept:
            region = "file" if kept["days"] else "flanders" if kept["calendars"] else "none"
            plan.rules["closed"] = {"region": region, "days": kept["days"]}
            plan.save(update_fields=["rules"])


class Migration(migrations.Migration):
    dependencies = [("events", "0016_hosts_of_a_swap")]

    operations = [migrations.RunPython(several, one)]
