from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("store", "0007_no_case_service")]

    operations = [
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("number", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("event_id", models.UUIDField(unique=True)),
            ],
        ),
    ]
