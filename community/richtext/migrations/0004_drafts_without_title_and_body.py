from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('richtext', '0003_words_of_drafts'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='draft',
            name='title',
        ),
        migrations.RemoveField(
            model_name='draft',
            name='body',
        ),
    ]
