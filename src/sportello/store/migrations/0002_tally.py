from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("store", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("key", models.BinaryField(primary_key=True, serialize=False)),
                ("until", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL("ALTER TABLE store_tally SET UNLOGGED", migrations.RunSQL.noop),
    ]
