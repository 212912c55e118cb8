"""One request to an address that somebody's browser gave: to a public host alone, nothing followed, no answer read.

The host is looked up once, and connected to where it was found: a name that answers differently the next moment leads
nowhere else.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3

from sportello.core.errors import Refused

SECONDS = urllib3.Timeout(connect=5, read=10)


def post(address: str, content: bytes, headers: Mapping[str, str], *, is_here: bool) -> tuple[int, Mapping[str, str]]:
    """Post, and give the status and headers of the answer. `is_here`: to this machine, over http.

    Refused `push.unavailable` when there is no answer, `push.rejected` when the host is none of the public network.
    """
    parts = urlsplit(address)
    where = parts._replace(scheme="", netloc="").geturl() or "/"
    try:
        with _connect(parts.hostname or "", parts.port, is_here=is_here) as pool:
            answer = pool.urlopen(
                "POST",
                where,
                content,
                {**headers, "Host": parts.netloc},
                redirect=False,
                retries=False,
                preload_content=False,
            )
            answer.close()
    except (urllib3.exceptions.HTTPError, OSError):
        raise Refused("push.unavailable", seconds=0) from None
    return answer.status, answer.headers


def open_tls(
    address: str, host: str, port: int = 443, tls: ssl.SSLContext | None = None
) -> urllib3.HTTPSConnectionPool:
    """Get ready to talk to this address as to the host of this name, which has to show its certificate."""
    return urllib3.HTTPSConnectionPool(
        address,
        port,
        timeout=SECONDS,
        maxsize=1,
        ssl_context=tls or ssl.create_default_context(),
        server_hostname=host,
        assert_hostname=host,
    )


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public network, also where it stands for another (RFC 6052, 3056)."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _connect(host: str, port: int | None, *, is_here: bool) -> urllib3.HTTPConnectionPool:
    if is_here:
        return urllib3.HTTPConnectionPool(host, port, timeout=SECONDS, maxsize=1)
    found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not all(map(is_public, addresses)):
        raise Refused("push.rejected", status=0)
    return open_tls(addresses[0], host)
