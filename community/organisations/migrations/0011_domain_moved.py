from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisations", "0010_fill_domains")]

    operations = [
        migrations.RemoveField(
            model_name='organisation',
            name='domain',
        ),
    ]
