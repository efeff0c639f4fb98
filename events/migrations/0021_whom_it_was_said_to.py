"""Lifts that are offered go to where their meeting is, and what people need was said to who hosts it now."""

from django.db import migrations


def fill(apps, schema_editor):
    """Safe to run twice: what says so already is left as it is."""
    Ride, Attendance = apps.get_model("events", "Ride"), apps.get_model("events", "Attendance")
    for ride in Ride.objects.filter(venue=None, meeting__venue__isnull=False).select_related("meeting"):
        Ride.objects.filter(pk=ride.pk).update(venue=ride.meeting.venue_id)
    said = Attendance.objects.exclude(needs=[], needs_note="").filter(needs_for=None)
    for place in said.select_related("meeting"):
        host = place.meeting.presented_by_id or place.meeting.host_id
        Attendance.objects.filter(pk=place.pk).update(needs_for=host)


class Migration(migrations.Migration):
    dependencies = [("events", "0020_hosts_hand_over")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
