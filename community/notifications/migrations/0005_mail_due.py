from django.db import migrations, models


class Migration(migrations.Migration):
    """Which lines behind the bell still wait for the job that writes their mail."""

    dependencies = [
        ("notifications", "0004_withdrawn"),
    ]

    operations = [
        migrations.AddField(
            model_name="notification",
            name="mail_due",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(
                condition=models.Q(("mail_due", True)), fields=["created_at"], name="notification_mail_due"
            ),
        ),
    ]
