import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """A message may be to a party without a case."""

    atomic = False
    safe = "that a column may be null changes the catalogue alone (PostgreSQL, ALTER TABLE); the index is made beside"

    dependencies = [
        ('store', '0016_deed_count'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='party',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, to='store.party'),
        ),
        migrations.AlterField(
            model_name='message',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='messages', to='store.case'),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('party__isnull', False)), fields=['party', '-written_at'], name='messages_of_party'),
        ),
    ]
