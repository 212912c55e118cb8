"""Under what a session is kept: a hash of its key, which is only in the visitor's cookie."""

import hashlib

LENGTH = 40  # hex digits that Django's column holds; a session's key has 165 random bits


def hide(key: str) -> str:
    """Give the name under which the session with this key is kept."""
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:LENGTH]
