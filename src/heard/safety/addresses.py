"""Where a request comes from, when a proxy stands in between. Pure."""

from __future__ import annotations

from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from ipaddress import IPv4Address

    from heard.environment import Network

    Address = IPv4Address | IPv6Address

UNKNOWN = "unknown"
_HOUSEHOLD = 64  # bits of an IPv6 address that one connection is given


def client_address(*, remote: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address of whoever sent a request, as far as it can be believed.

    `remote` is the other end of the line; empty for a local socket, whose other end is ours.
    `forwarded` is X-Forwarded-For. It is read from its end, where the proxy nearest to us wrote,
    and only as long as trusted proxies wrote it: what stands before anybody could have made up.
    IPv6 addresses are cut to their first 64 bits, which is what one connection is given.
    """
    hops = [remote, *reversed([part.strip() for part in forwarded.split(",") if part.strip()])]
    found: Address | None = None
    for number, hop in enumerate(hops):
        if not hop and number == 0 and trusted:
            continue
        address = _address(hop)
        if address is None:
            break
        found = address
        if not _within(address, trusted):
            break
    return _shown(found)


def _address(text: str) -> Address | None:
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:  # an IPv4 address with a port
        bare = bare.partition(":")[0]
    try:
        address = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def _within(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == net.version and address in net for net in networks)


def _shown(address: Address | None) -> str:
    if address is None:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _HOUSEHOLD), strict=False))
    return str(address)
