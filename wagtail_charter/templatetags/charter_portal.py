"""What every page of the portal shows."""

from django import template
from django.urls import NoReverseMatch, reverse

from wagtail_charter.accounts.access import current_account
from wagtail_charter.foundations.press import press_url

register = template.Library()


@register.inclusion_tag("wagtail_charter/portal/includes/_signed_in.html", takes_context=True)
def charter_signed_in(context):
    """Who is signed in, with the ways to their applications, their account and out; nothing for anybody else."""
    request = context.get("request")
    account = current_account(request) if request else None
    if account is None:
        return {}
    return {
        "account": account,
        "token": context.get("csrf_token"),
        "home_url": _address("home"),
        "account_url": _address("account"),
        "sign_out_url": press_url(_address("sign_out")) if _address("sign_out") else "",
    }


def _address(name):
    try:
        return reverse(f"charter:{name}")
    except NoReverseMatch:
        return ""
