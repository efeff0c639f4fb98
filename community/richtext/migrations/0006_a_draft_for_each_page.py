import django.utils.timezone
from django.db import migrations, models


def only_addresses_here(apps, schema_editor):
    """Of what was sent and not taken, the address was kept as it was asked for. One that may lead elsewhere goes:
    its words stay, and are sent from their own page."""
    Draft = apps.get_model('richtext', 'Draft')
    for draft in Draft.objects.exclude(action='').iterator():
        if not draft.action.startswith('/') or draft.action.startswith(('//', '/\\')):
            draft.action = ''
            draft.save(update_fields=['action'])


class Migration(migrations.Migration):

    dependencies = [
        ('richtext', '0005_files_that_wait'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='draft',
            name='one_draft_per_place',
        ),
        migrations.AddField(
            model_name='draft',
            name='opened',
            field=models.CharField(blank=True, default='', max_length=24),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='draft',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name='draft',
            name='updated_at',
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('owner', 'place', 'opened'), name='one_draft_per_page'),
        ),
        migrations.RunPython(only_addresses_here, migrations.RunPython.noop),
    ]
