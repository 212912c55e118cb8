"""Signing in elsewhere with the city's account: the endpoints of an OpenID Connect provider, and its pages.

docs/identity.md; OpenID Connect Core 1.0, Discovery 1.0 and RP-Initiated Logout 1.0.
"""
