from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("store", "0003_leaf_hash")]

    operations = [
        migrations.AddField(model_name="edition", name="rejected_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="edition", name="rejected_by", field=models.CharField(blank=True, max_length=80)
        ),
    ]
