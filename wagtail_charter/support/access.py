"""Where a press came from, without keeping the address."""

import ipaddress

from django.utils.crypto import salted_hmac


def network_hash(request):
    """A keyed hash of the network (an IPv4 /24, an IPv6 /48) that ``request`` came from; empty if it is not known."""
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    network = ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False)
    return salted_hmac("wagtail_charter.network", str(network), algorithm="sha256").hexdigest()
