"""A relying party of its own: authlib's client in a process that knows the city by its address alone.

Reads a line of JSON for each deed, does it over HTTP and writes what came of it as a line of JSON.
"""

import json
import sys
from typing import Any

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet


class Library:
    """Someone's website: what it was given when it was registered, and what it learns by discovery."""

    def __init__(self, issuer: str, client_id: str, secret: str, back: str, how: str) -> None:
        self.at = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
        self.keys = KeySet.import_key_set(requests.get(self.at["jwks_uri"], timeout=10).json())
        self.issuer, self.client_id, self.back = issuer, client_id, back
        self.session = OAuth2Session(
            client_id, secret, token_endpoint_auth_method=how, redirect_uri=back, code_challenge_method="S256"
        )

    def ask(self, scope: str, verifier: str, nonce: str) -> dict[str, Any]:
        """Give the address to send somebody to."""
        self.session.scope = scope
        url, state = self.session.create_authorization_url(
            self.at["authorization_endpoint"], code_verifier=verifier, nonce=nonce
        )
        return {"url": url, "state": state}

    def come_back(self, url: str, state: str, verifier: str) -> dict[str, Any]:
        """Take the answer at the address one came back to."""
        at = self.at["token_endpoint"]
        return dict(self.session.fetch_token(at, authorization_response=url, state=state, code_verifier=verifier))

    def check(self, id_token: str, nonce: str) -> dict[str, Any]:
        """Check an ID token as the standard says."""
        wanted = {
            "iss": {"essential": True, "value": self.issuer},
            "aud": {"essential": True, "value": self.client_id},
        }
        params = {"nonce": nonce, "client_id": self.client_id} if nonce else {}
        token = jwt.decode(id_token, self.keys, self.at["id_token_signing_alg_values_supported"])
        claims = CodeIDToken(token.claims, token.header, wanted, params)
        claims.validate()
        return dict(claims)

    def refresh(self, token: str) -> dict[str, Any]:
        """Renew."""
        return dict(self.session.refresh_token(self.at["token_endpoint"], refresh_token=token))

    def learn(self, token: str) -> dict[str, Any]:
        """Ask who it is."""
        answer = requests.get(self.at["userinfo_endpoint"], headers={"Authorization": f"Bearer {token}"}, timeout=10)
        return {"status": answer.status_code, **answer.json()}

    def end(self, token: str) -> dict[str, Any]:
        """Revoke a token."""
        return {"status": self.session.revoke_token(self.at["revocation_endpoint"], token=token).status_code}

    def leave(self, id_token: str, left: str) -> dict[str, Any]:
        """Give the address to sign out at."""
        query = {"id_token_hint": id_token, "post_logout_redirect_uri": left, "state": "bye"}
        return {"url": requests.Request("GET", self.at["end_session_endpoint"], params=query).prepare().url}


def main() -> None:
    """Do what is asked until there is no more."""
    library = Library(**json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        deed = json.loads(line)
        try:
            told = getattr(library, deed.pop("do"))(**deed)
        except JoseError as error:
            told = {"error": error.error}
        except Exception as error:  # the protocol's errors have names; others are shown whole
            told = {"error": getattr(error, "error", repr(error))}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
