"""Figures for Prometheus, gathered over all processes of a machine. Knows no database."""

from sportello.integrations.prometheus.watcher import MEDIA_TYPE, Prometheus, share_between_processes

__all__ = ["MEDIA_TYPE", "Prometheus", "share_between_processes"]
