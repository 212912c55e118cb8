"""A stand-in for an issuer elsewhere (SPID, Login.gov, One Login), over HTTP: it signs in whomever one says one is.

It serves demonstrations and tests: discovery, the code flow with PKCE, ID tokens under a key of its own, made at its
start. It knows nobody and checks nobody; its page says so, and has a button for each end signing in may come to.
"""

from sportello.integrations.fakes.openid.desk import Desk
from sportello.integrations.fakes.openid.server import StandInIssuer

__all__ = ["Desk", "StandInIssuer"]
