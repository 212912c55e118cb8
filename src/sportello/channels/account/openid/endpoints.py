"""What programs of relying parties call: discovery and keys, tokens for codes, what a token opens, ending it."""

import binascii
from base64 import b64decode
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import unquote_plus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import limits
from sportello.actions.openid import grants, parties
from sportello.channels.account import door
from sportello.channels.pages.public import public
from sportello.core.errors import Refused
from sportello.core.openid import asking, signing
from sportello.core.openid.asking import RelyingParty

WRONG = limits.Limit("openid secrets from", 100, 900)
"""How often a network may show a wrong secret."""
ERRORS = {
    "openid.secret": ("invalid_client", 401, 'Basic realm="openid"'),
    "openid.token": ("invalid_token", 401, 'Bearer error="invalid_token"'),
    "openid.grant": ("invalid_grant", 400, ""),
    "openid.grant_type": ("unsupported_grant_type", 400, ""),
    "openid.request": ("invalid_request", 400, ""),
    "limit.reached": ("temporarily_unavailable", 429, ""),
}
View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    """Answer refusals with an error of the protocol (RFC 6749, section 5.2; RFC 6750, section 3)."""

    @csrf_exempt
    @sensitive_post_parameters()
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Refused as refused:
            if refused.code not in ERRORS:
                raise
            error, status, challenge = ERRORS[refused.code]
            headers = {"WWW-Authenticate": challenge} if challenge else {}
            return JsonResponse({"error": error}, status=status, headers=headers)

    return answered


@require_safe
@public
def discover(request: HttpRequest) -> HttpResponse:
    """Tell what there is and where (OpenID Connect Discovery 1.0, RFC 8414)."""
    issuer = grants.issuer()
    at = {
        "authorization_endpoint": "openid_authorize",
        "token_endpoint": "openid_token",
        "userinfo_endpoint": "openid_userinfo",
        "revocation_endpoint": "openid_revoke",
        "end_session_endpoint": "openid_leave",
        "jwks_uri": "openid_keys",
    }
    methods = ["client_secret_basic", "client_secret_post"]
    return JsonResponse(
        {
            "issuer": issuer.url,
            **{name: issuer.url + reverse(view) for name, view in at.items()},
            "scopes_supported": asking.SCOPES,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": [signing.ALGORITHM],
            "token_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": list(asking.LEVELS),
            "claims_supported": [*_ID_TOKEN, *_USERINFO],
            "prompt_values_supported": sorted(asking.PROMPTS),
            "claims_parameter_supported": False,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "authorization_response_iss_parameter_supported": True,
        }
    )


_ID_TOKEN = ("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "at_hash")
_USERINFO = ("name", "email", "email_verified", "phone_number", "phone_number_verified")


@require_safe
@public
def list_keys(request: HttpRequest) -> HttpResponse:
    """List the keys by which tokens of this city are checked."""
    return JsonResponse({"keys": grants.issuer().list_keys()})


@require_POST
@answering
def give_tokens(request: HttpRequest) -> HttpResponse:
    """Give tokens for a code, or new ones for a refresh token. The token endpoint."""
    party = _authenticate(request)
    match _one(request, "grant_type"):
        case "authorization_code":
            asked = (_one(request, name) for name in ("code", "redirect_uri", "code_verifier"))
            tokens = grants.redeem(*asked, party=party)
        case "refresh_token":
            tokens = grants.refresh(_one(request, "refresh_token"), party=party)
        case _:
            raise Refused("openid.grant_type")
    told: dict[str, Any] = {
        "access_token": tokens.access,
        "token_type": "Bearer",
        "expires_in": tokens.seconds,
        "id_token": tokens.id_token,
        "scope": " ".join(tokens.scopes),
    }
    return JsonResponse(told | ({"refresh_token": tokens.refresh} if tokens.refresh else {}))


@require_http_methods(["GET", "POST"])
@answering
def tell(request: HttpRequest) -> HttpResponse:
    """Tell what a token opens. The userinfo endpoint."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise Refused("openid.token")
    return JsonResponse(grants.tell(token.strip()))


@require_POST
@answering
def revoke(request: HttpRequest) -> HttpResponse:
    """End what a token is of; what is nobody's is ended already (RFC 7009)."""
    grants.revoke(_one(request, "token"), party=_authenticate(request))
    return HttpResponse()


def _authenticate(request: HttpRequest) -> RelyingParty:
    """Find who shows its secret, in one of the two ways. Refused `openid.secret`, `openid.request`, `limit.reached`."""
    network = door.network(request)
    if limits.is_reached(WRONG, network):
        limits.take(WRONG, network)
    try:
        return parties.authenticate(*_read_secret(request))
    except Refused:
        limits.take(WRONG, network)
        raise


def _read_secret(request: HttpRequest) -> tuple[str, str]:
    header = request.headers.get("Authorization", "")
    scheme, _, encoded = header.partition(" ")
    if not header:
        return _one(request, "client_id"), _one(request, "client_secret")
    if scheme.lower() != "basic" or "client_secret" in request.POST:
        raise Refused("openid.secret")
    try:
        id, _, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Refused("openid.secret") from None
    return unquote_plus(id), unquote_plus(secret)


def _one(request: HttpRequest, name: str) -> str:
    """Read a field that is sent once. Refused `openid.request`."""
    values = request.POST.getlist(name)
    if len(values) != 1:
        raise Refused("openid.request")
    return values[0]
