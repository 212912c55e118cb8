"""OpenID Connect in the few parts of it that the city speaks: what is asked, what is answered, how it is signed.

OpenID Connect Core 1.0 with the authorization code flow alone, as OAuth 2.0 is to be used today (RFC 9700).
"""
