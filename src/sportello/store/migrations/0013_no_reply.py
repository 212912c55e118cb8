from django.db import migrations


class Migration(migrations.Migration):
    """The answer to an application follows from its case: nothing writes `reply` any more.

    The column stays while the version before serves, which writes it; the next release drops it.
    """

    dependencies = [
        ('store', '0012_folder'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.RemoveField(model_name='case', name='reply')],
        ),
    ]
