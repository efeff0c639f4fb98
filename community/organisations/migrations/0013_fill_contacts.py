from django.db import migrations


def fill(apps, schema_editor):
    """Who acted for an organisation keeps doing so; of several primary contacts the longest is the first contact."""
    Affiliation, Contact = (apps.get_model("organisations", name) for name in ("Affiliation", "Contact"))
    with_first = set()
    for one in Affiliation.objects.filter(until=None).exclude(role="staff").order_by("since", "pk").iterator():
        role = "host"
        if one.role == "primary_contact" and one.organisation_id not in with_first:
            with_first.add(one.organisation_id)
            role = "first"
        Contact.objects.get_or_create(
            organisation_id=one.organisation_id, person_id=one.person_id, role=role, defaults={"since": one.since}
        )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0012_contacts")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
