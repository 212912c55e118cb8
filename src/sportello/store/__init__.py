"""How it is kept: tables, migrations, bulk writers and queries. Knows no rule and checks no permission."""
