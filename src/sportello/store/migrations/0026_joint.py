import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Two people apply together: who joined a case, by which invitation, and what each answered about themselves."""

    atomic = False

    dependencies = [
        ('store', '0024_devices'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='co_party',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases_joined', to='store.party'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.case')),
                ('code_index', models.BinaryField(unique=True)),
                ('answer_by', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='OwnAnswers',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own', to='store.case')),
                ('about', models.CharField(max_length=12)),
                ('wrapped_key', models.BinaryField(null=True)),
                ('sealed', models.BinaryField(null=True)),
            ],
            options={
                'constraints': (models.UniqueConstraint(fields=('case', 'about'), name='own_once'),),
            },
        ),
        AddIndexConcurrently(
            model_name='case',
            index=models.Index(condition=models.Q(('co_party__isnull', False)), fields=['co_party'], name='case_co_party'),
        ),
    ]
