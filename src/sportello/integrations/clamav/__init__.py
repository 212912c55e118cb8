"""Virus scanning by clamd, over its socket. Knows no file: bytes go in, a refusal or nothing comes out."""

from sportello.integrations.clamav.scanner import ClamAv

__all__ = ["ClamAv"]
