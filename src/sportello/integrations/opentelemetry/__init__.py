"""Traces for any receiver of OpenTelemetry's protocol (OTLP over HTTP). Knows no page and no database."""

from sportello.integrations.opentelemetry.tracer import OpenTelemetry

__all__ = ["OpenTelemetry"]
