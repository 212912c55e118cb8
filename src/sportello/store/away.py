"""How the database says that it is away: in Django's words, or in the driver's where no cursor of Django's is used."""

import psycopg
from django.db import InterfaceError, OperationalError

AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
"""Raised before, within or after a commit: nobody knows whether it was done."""
