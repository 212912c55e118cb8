"""An embedded PostgreSQL. Knows no table; its programs come from a folder."""

from sportello.site.postgres.places import (
    NAME,
    SOCKET,
    find_running,
    is_ours,
    make_private,
    make_url,
    own_by,
    socket_folder,
)
from sportello.site.postgres.programs import check_version, find_programs, last_line, variables
from sportello.site.postgres.server import FAST_AND_LOSING, Server, archive_settings, serving

__all__ = [
    "FAST_AND_LOSING",
    "NAME",
    "SOCKET",
    "Server",
    "archive_settings",
    "check_version",
    "find_programs",
    "find_running",
    "is_ours",
    "last_line",
    "make_private",
    "make_url",
    "own_by",
    "serving",
    "socket_folder",
    "variables",
]
