"""A city pack: a folder of data as documents, documents as core's values. Knows no table and no door."""
