import django.db.models.deletion
from django.db import migrations, models

from community.members.languages import code_called, split


def keep_what_is_known(apps, schema_editor):
    profiles = apps.get_model("members", "Profile").objects.exclude(languages="")
    made = apps.get_model("members", "Spoken")
    for pk, text in profiles.values_list("pk", "languages").iterator():
        codes = {code for name in split(text) if (code := code_called(name))}
        made.objects.bulk_create(made(profile_id=pk, code=code) for code in sorted(codes))


def write_the_codes(apps, schema_editor):
    for profile in apps.get_model("members", "Profile").objects.prefetch_related("spoken").iterator(500):
        profile.languages = ", ".join(one.code.upper() for one in profile.spoken.all())[:120]
        profile.save(update_fields=["languages"])


class Migration(migrations.Migration):

    dependencies = [("members", "0007_who_look_the_same")]

    operations = [
        migrations.CreateModel(
            name="Spoken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=8)),
                ("profile", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="spoken", to="members.profile")),
            ],
            options={
                "indexes": [models.Index(fields=["code", "profile"], name="members_spo_code_d8f409_idx")],
                "constraints": [models.UniqueConstraint(fields=("profile", "code"), name="a_language_once")],
            },
        ),
        migrations.RunPython(keep_what_is_known, write_the_codes),
    ]
