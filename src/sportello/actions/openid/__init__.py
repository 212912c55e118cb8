"""Signing in elsewhere with the city's account (OpenID Connect): who offers it, who agreed, what came of it."""
