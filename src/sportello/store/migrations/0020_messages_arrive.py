import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """How messages reach people: by which way they want, when, and what came back."""

    atomic = False

    dependencies = [
        ('store', '0019_folder_two'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.party')),
                ('channel', models.CharField(blank=True, max_length=10)),
                ('quiet_from', models.TimeField(null=True)),
                ('quiet_to', models.TimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('channel', models.CharField(max_length=10)),
                ('why', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Silence',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.case')),
                ('why', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='contact',
            name='silenced',
            field=models.CharField(db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='message',
            name='delivered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='due_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='message',
            name='remind_at',
            field=models.DateTimeField(null=True),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='messages_due'),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('remind_at__isnull', False)), fields=['remind_at'], name='messages_unread'),
        ),
        migrations.AddField(
            model_name='return',
            name='message',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='returns', to='store.message'),
        ),
    ]
