from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('richtext', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='page',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='draft',
            name='action',
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name='draft',
            name='fields',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='draft',
            name='unsent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
