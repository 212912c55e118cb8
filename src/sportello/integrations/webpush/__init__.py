"""Web Push: encrypted for the browser (RFC 8291), signed by the city (8292), posted to a push service (8030)."""

from sportello.integrations.webpush.push import WebPush

__all__ = ["WebPush"]
