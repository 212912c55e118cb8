import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0018_identity_provider'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.document')),
                ('day', models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='DraftContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('index', models.BinaryField(db_index=True)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='store.draft')),
            ],
        ),
        migrations.CreateModel(
            name='Kept',
            fields=[
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='store.file')),
                ('kept_at', models.DateTimeField()),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='locker', to='store.party')),
            ],
        ),
        migrations.CreateModel(
            name='Computation',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('service', models.CharField(max_length=60)),
                ('purpose', models.CharField(max_length=20)),
                ('day', models.DateField()),
                ('party', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.party')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('party', 'day', 'service', 'purpose'), name='computation_once')],
            },
        ),
        migrations.CreateModel(
            name='PurposeConsent',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('purpose', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='purpose_consents', to='store.party')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('party', 'purpose'), name='consent_once')],
            },
        ),
    ]
