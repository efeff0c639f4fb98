from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('richtext', '0004_drafts_without_title_and_body'),
    ]

    operations = [
        migrations.AddField(
            model_name='attachment',
            name='waiting',
            field=models.BooleanField(default=False),
        ),
    ]
