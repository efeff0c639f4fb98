from django.db import migrations, models


class Migration(migrations.Migration):
    """However often the job runs that writes the mails of an event, a notification has one."""

    dependencies = [
        ("notifications", "0005_mail_due"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="outgoingmail",
            constraint=models.UniqueConstraint(fields=("notification",), name="one_mail_per_notification"),
        ),
    ]
