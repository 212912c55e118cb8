from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """A text keeps the id that its network gave it: receipts name nothing else."""

    atomic = False

    dependencies = [
        ('store', '0033_transfer'),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='handed',
            field=models.CharField(db_default='', default='', max_length=100),
        ),
        AddIndexConcurrently(
            model_name='message',
            index=models.Index(condition=models.Q(('handed', ''), _negated=True), fields=['handed'], name='messages_handed'),
        ),
    ]
