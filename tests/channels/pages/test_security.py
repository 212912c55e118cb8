import re

PUBLIC = (
    "/",
    "/services",
    "/services/rental-assistance",
    "/help",
    "/track",
    "/resume",
    "/verify",
    "/record",
    "/nowhere",
)
OPEN = ("/", "/services", "/services/rental-assistance", "/help")


def test_every_page_forbids_what_is_inline_and_from_elsewhere(visitor):
    for path in PUBLIC:
        headers = visitor.get(path).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe-inline" not in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert headers["Cache-Control"] == ("public, max-age=60, must-revalidate" if path in OPEN else "no-store")


def test_whoever_has_a_session_is_shown_pages_that_stay_in_no_cache(visitor):
    visitor.begin("rental-assistance")
    for path in PUBLIC:
        assert visitor.get(path).headers["Cache-Control"] == "no-store"


def test_no_page_has_a_style_or_a_script_of_its_own(visitor):
    for path in PUBLIC:
        visitor.get(path)
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", visitor.text), path
