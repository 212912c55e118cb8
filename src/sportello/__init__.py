"""Sportello: a city writes a service once; residents reach it through every door."""

__version__ = "0.1.0"
