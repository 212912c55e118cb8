"""The HTTP status of each refusal, the same at every door that speaks HTTP. Knows no words and no page."""

STATUSES = {
    "access.secret": 401,
    "access.secret_missing": 401,
    "access.token": 401,
    "batch.not_found": 404,
    "case.not_found": 404,
    "city.unpublished": 503,
    "database.away": 503,
    "device.held": 403,
    "device.staff": 403,
    "document.damaged": 500,
    "document.not_found": 404,
    "consent.missing": 403,
    "consent.unknown": 404,
    "draft.expired": 410,
    "edition.unknown": 404,
    "file.damaged": 500,
    "file.not_found": 404,
    "file.not_scanned": 503,
    "file.too_large": 413,
    "intake.busy": 503,
    "issuer.unavailable": 503,
    "issuer.unknown": 404,
    "letter.not_found": 404,
    "limit.reached": 429,
    "bill.sign_in": 403,
    "folder.own_only": 403,
    "folder.sign_in": 403,
    "mandate.not_all": 403,
    "mandate.revoked": 403,
    "mandate.scope": 403,
    "mandate.sign_in": 403,
    "message.no_link": 404,
    "openid.closed": 404,
    "openid.own_only": 403,
    "openid.redirect": 400,
    "openid.residents_only": 403,
    "payment.forged": 403,
    "payment.unavailable": 503,
    "record.empty": 404,
    "record.no_such_size": 404,
    "record.not_sealed_yet": 404,
    "request.malformed": 400,
    "request.media_type": 415,
    "request.method": 405,
    "request.no_such_path": 404,
    "request.too_large": 413,
    "server.crowded": 503,
    "server.failed": 500,
    "reply.too_many": 429,
    "service.unknown": 404,
    "storage.full": 503,
    "storage.unavailable": 503,
    "tries.too_many": 429,
}
FAMILIES = {
    "access": 403,
    "answer": 422,
    "application": 422,
    "assurance": 403,
    "canonical": 422,
    "file": 422,
    "language": 422,
    "mail": 503,
    "request": 422,
    "storage": 500,
}
"""By the first word of a code, where it has no status of its own."""
OTHERWISE = 409  # the request is well formed, and does not fit how things stand


def get_status(code: str) -> int:
    """Give the HTTP status of a refusal. What is not found is 404, whether its code stands in the table or not."""
    if code.endswith(".not_found"):
        return 404
    return STATUSES.get(code) or FAMILIES.get(code.partition(".")[0], OTHERWISE)
