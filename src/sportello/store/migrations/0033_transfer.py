import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who paid what stands as a difference, and what they wrote, until that is ended."""

    dependencies = [
        ('store', '0032_letters'),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
                ('wrapped_key', models.BinaryField()),
                ('sealed', models.BinaryField()),
                ('difference', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='transfer', to='store.difference')),
            ],
        ),
    ]
