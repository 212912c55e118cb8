"""The one Django app of the store."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "sportello.store"
    label = "store"
