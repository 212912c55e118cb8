from django.db import migrations, models


class Migration(migrations.Migration):
    """How pages look to the person of an account."""

    dependencies = [
        ('store', '0030_note_writers'),
    ]

    operations = [
        migrations.AddField(
            model_name='account',
            name='display',
            field=models.CharField(db_default='', default='', max_length=40),
        ),
    ]
