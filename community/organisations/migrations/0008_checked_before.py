from django.db import migrations
from django.db.models import F

from community.organisations.geography.towns import find_town


def checked(apps, schema_editor):
    """What is there was made by staff."""
    apps.get_model("organisations", "Organisation").objects.update(checked_at=F("created_at"))


def placed(apps, schema_editor):
    """An organisation lies where its first venue is, and without one where its municipality is."""
    Organisation = apps.get_model("organisations", "Organisation")
    seen = set()
    for venue in apps.get_model("organisations", "Venue").objects.order_by("pk").iterator():
        if venue.organisation_id not in seen:
            seen.add(venue.organisation_id)
            place = {"latitude": venue.latitude, "longitude": venue.longitude}
            Organisation.objects.filter(pk=venue.organisation_id).update(**place)
    for organisation in Organisation.objects.filter(latitude=None).iterator():
        if town := find_town(organisation.municipality):
            place = {"latitude": town.latitude, "longitude": town.longitude}
            Organisation.objects.filter(pk=organisation.pk).update(**place)


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_proposed")]

    operations = [
        migrations.RunPython(checked, migrations.RunPython.noop),
        migrations.RunPython(placed, migrations.RunPython.noop),
    ]
