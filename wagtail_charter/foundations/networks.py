"""The network that a request comes from, as a mark that tells networks apart and names none."""

import ipaddress

from django.utils.crypto import salted_hmac

from wagtail_charter.conf import conf


def network_of(request):
    """A keyed hash of the client's network: 64 hexadecimal digits, always the same for the same network.

    An IPv6 address counts as its /64, which is what one household or office holds. The address is the connection's
    own, or that in the header which the host names (``CLIENT_ADDRESS_HEADER``); in a list, the last one, because it
    was added by the host's own proxy.
    """
    return salted_hmac(
        "wagtail_charter.network", _network(_client_address(request)), algorithm="sha256"
    ).hexdigest()


def _client_address(request):
    header = conf.CLIENT_ADDRESS_HEADER
    given = request.headers.get(header, "") if header else ""
    return given.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")


def _network(address):
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if known.version == 6 and known.ipv4_mapped:
        known = known.ipv4_mapped
    if known.version == 6:
        return str(ipaddress.ip_network((known, 64), strict=False))
    return str(known)
