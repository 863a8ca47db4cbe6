"""Where a request came from, as far as counting needs to know: never the address itself."""

from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

#: One household has a whole block of addresses of the newer kind.
_IPV6_BITS = 64


def network_of(request):
    """A keyed hash of the network of ``request``, the same for each request from there; empty if it is not known.

    The host's web server decides what ``REMOTE_ADDR`` is; headers that anybody can write are not read.
    """
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if address.version == 6:
        address = ip_network((address, _IPV6_BITS), strict=False).network_address
    return salted_hmac("wagtail_charter.network", str(address), algorithm="sha256").hexdigest()
