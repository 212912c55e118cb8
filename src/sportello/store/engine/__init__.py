"""Django's PostgreSQL, but for how it finds out that a connection has ended."""
