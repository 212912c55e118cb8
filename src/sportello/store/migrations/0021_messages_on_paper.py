import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Letters are printed and posted in batches."""

    atomic = False

    dependencies = [
        ('store', '0020_messages_arrive'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(db_index=True)),
                ('posted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name='message',
            name='batch',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.batch'),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('channel', 'letter')), fields=['batch'], name='messages_by_letter'),
        ),
    ]
