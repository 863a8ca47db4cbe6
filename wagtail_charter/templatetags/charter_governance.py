"""What the privacy page reads from code: the data map and the cookies."""

from django import template

from wagtail_charter.governance.retention.rooms import data_map as _data_map
from wagtail_charter.governance.retention.rooms import essential_cookies as _essential_cookies

register = template.Library()


@register.simple_tag
def data_map():
    """``{% data_map as lines %}``: what is held, why, who sees it, and for how long."""
    return _data_map()


@register.simple_tag
def essential_cookies():
    """``{% essential_cookies as cookies %}``: name, purpose and expiry of each cookie that the app sets."""
    return _essential_cookies()
