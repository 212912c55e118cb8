import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


def unreached() -> models.Q:
    return models.Q(models.Q(('failed', ''), _negated=True), ('channel', 'letter'), ('read_at__isnull', True))


class Migration(migrations.Migration):
    """Letters have a reference, are printed with or without a code in batches, and come back."""

    atomic = False

    dependencies = [
        ('store', '0031_display'),
    ]

    operations = [
        migrations.CreateModel(
            name='HomeSilence',
            fields=[
                (
                    'party',
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.party'
                    ),
                ),
                ('sealed', models.BinaryField()),
                ('why', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField('batch', 'coded', models.BooleanField(db_default=False, default=False)),
        migrations.AddField('batch', 'printed_at', models.DateTimeField(null=True)),
        migrations.AddField('batch', 'printed_by', models.CharField(db_default='', default='', max_length=60)),
        migrations.AddField('batch', 'prints', models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddField('message', 'reference', models.CharField(db_default='', default='', max_length=12)),
        migrations.AddField('letter', 'reference', models.CharField(db_default='', default='', max_length=12)),
        migrations.AddField('letter', 'code', models.UUIDField(null=True)),
        migrations.AddField(
            'letter',
            'batch',
            models.ForeignKey(
                db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.batch'
            ),
        ),
        migrations.AddField('letter', 'returned_at', models.DateTimeField(null=True)),
        migrations.AddField('letter', 'returned', models.CharField(db_default='', default='', max_length=20)),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField('letter', 'made_at')]),
        AddIndexConcurrently(
            'message',
            models.Index(
                condition=models.Q(('reference', ''), _negated=True),
                fields=['reference'],
                name='messages_by_reference',
            ),
        ),
        AddIndexConcurrently(
            'message', models.Index(condition=unreached(), fields=['written_at'], name='messages_unreached')
        ),
    ]
