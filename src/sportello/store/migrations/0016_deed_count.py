from django.db import migrations, models

COUNT_RECENT = """
INSERT INTO store_deedcount (day, kind, count)
SELECT (at AT TIME ZONE 'UTC')::date, kind, count(*)
FROM store_event JOIN store_leaf ON store_leaf.event_id = store_event.id
WHERE at > now() - interval '32 days' GROUP BY 1, 2
"""


class Migration(migrations.Migration):
    dependencies = [("store", "0015_identification")]
    safe = "reads what is sealed of a month, locks nothing, and writes to the table it makes"

    operations = [
        migrations.CreateModel(
            name="DeedCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=40)),
                ("count", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("day", "kind"), name="deedcount_once")],
            },
        ),
        migrations.RunSQL(COUNT_RECENT, migrations.RunSQL.noop),
    ]
