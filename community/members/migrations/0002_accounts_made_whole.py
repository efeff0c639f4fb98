"""Accounts that could not be opened: a handle that no address can have, no name, no profile."""

import re
import unicodedata

from django.db import migrations

SHAPE = re.compile(r"^[a-z0-9][a-z0-9-]{1,29}\Z")
RESERVED = {
    "me", "edit", "new", "all", "search", "invite", "settings", "profile", "photo", "iedereen",
    "vonder", "admin", "administrator", "beheer", "beheerder", "moderator", "support", "helpdesk", "help", "hulp",
    "system", "systeem", "root", "postmaster", "webmaster", "noreply",
}


def free(words, taken):
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:24].strip("-") or "lid"
    stem = stem if len(stem) > 1 else f"{stem}-lid"
    number, found = 1, stem
    while found in taken or found in RESERVED:
        number += 1
        found = f"{stem}-{number}"
    return found


def make_whole(apps, schema_editor):
    User, Profile = apps.get_model("members", "User"), apps.get_model("members", "Profile")
    taken = {one for one in User.objects.values_list("handle", flat=True) if SHAPE.match(one)}
    for person in User.objects.order_by("pk"):
        fields = []
        if not person.name.strip():
            person.name = person.email.partition("@")[0][:80]
            fields.append("name")
        if not SHAPE.match(person.handle) or person.handle in RESERVED:
            person.handle = free(person.handle if person.handle.strip() else person.name, taken)
            taken.add(person.handle)
            fields.append("handle")
        if fields:
            person.save(update_fields=fields)
    for person in User.objects.filter(profile=None):
        Profile.objects.create(user=person)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    # What was there before had no address; going back needs nothing undone.
    operations = [migrations.RunPython(make_whole, migrations.RunPython.noop)]
