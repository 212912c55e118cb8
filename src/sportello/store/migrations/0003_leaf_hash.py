from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("store", "0002_tally")]

    operations = [
        migrations.AlterField(
            model_name="leaf", name="hash", field=models.BinaryField(db_index=True)
        ),
    ]
