from django.db import migrations, models

FILL = "UPDATE store_note SET written_by = 'applicant' WHERE by_id IS NULL"


class Migration(migrations.Migration):
    """A note says who wrote it: that its account is gone makes no colleague's note the applicant's.

    What the version before writes meanwhile counts as of staff: no note of theirs ever shows to a resident.
    """

    atomic = False  # the table is not held while its rows are filled
    safe = "the columns are null or have a default of the database's; filling locks rows that nobody changes"

    dependencies = [
        ('store', '0029_contacts_shown'),
    ]

    operations = [
        migrations.AddField(
            model_name='note',
            name='written_by',
            field=models.CharField(db_default='staff', max_length=10),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddField(
            model_name='note',
            name='party',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='note',
            name='mandate',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='note',
            name='message',
            field=models.UUIDField(null=True),
        ),
    ]
