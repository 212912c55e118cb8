from django.db import migrations, models


class Migration(migrations.Migration):
    """When somebody last showed that a contact is theirs: a phone number passes to others."""

    dependencies = [
        ('store', '0028_keyed_bodies'),
    ]

    operations = [
        migrations.AddField(
            model_name='contact',
            name='shown_at',
            field=models.DateTimeField(null=True),
        ),
    ]
