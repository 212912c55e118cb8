"""Issuers elsewhere, over HTTPS: what they publish about themselves, and ID tokens for codes (`requests`)."""

from sportello.integrations.openid.issuers import Clients, OpenIdIssuers

__all__ = ["Clients", "OpenIdIssuers"]
