"""Signing in with a code, signing out, and what somebody may change about their account.

Every form is pressed through the door (``foundations/press.py``); nothing here acts on a GET.
"""

import datetime

from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_charter.accounts import services
from wagtail_charter.accounts.access import (
    current_account,
    has_signed_out,
    home_url,
    let_in,
    let_out,
    own_path,
    portal_view,
    private_view,
    vouched_person,
)
from wagtail_charter.accounts.forms import CodeForm, NameForm, SignInForm
from wagtail_charter.accounts.querysets import CODE_LIFETIME, REQUEST_LIFETIME
from wagtail_charter.accounts.services import CodeOver, TooManyCodes, WrongCode
from wagtail_charter.foundations.clock import time_words
from wagtail_charter.foundations.networks import network_of
from wagtail_charter.foundations.press import is_fresh_press, press_url
from wagtail_charter.foundations.routes import room_view

#: Holds the browser's secret while a code is on its way: read by nothing but the code's own page.
SIGN_IN_COOKIE = "charter_sign_in"


@room_view("accounts")
@private_view
def sign_in(request):
    """Ask for an address and let a code be sent to it; the same for every address."""
    next_path = own_path(request.POST.get("next", request.GET.get("next", "")))
    if current_account(request):
        return redirect(next_path or home_url())
    vouched, trouble = vouched_person(request), ""
    if "vouched" in request.POST:
        if vouched and is_fresh_press(request):
            return _go_on(request, services.vouch_for(*vouched), next_path)
        form = SignInForm(initial={"next": next_path})
    elif request.method == "POST":
        form = SignInForm({"email": request.POST.get("email", ""), "next": next_path})
        if form.is_valid() and is_fresh_press(request):
            try:
                return _send_code(request, form.cleaned_data["email"], next_path)
            except TooManyCodes as refusal:
                trouble = _too_many(refusal)
    else:
        form = SignInForm(initial={"next": next_path})
    context = {
        "form": form,
        "next_path": next_path,
        "vouched": vouched,
        "trouble": trouble,
        "is_stale": request.method == "POST" and not is_fresh_press(request),
        "was_signed_out": has_signed_out(request),
        "press_url": press_url(reverse("charter:sign_in")),
    }
    return render(request, "wagtail_charter/accounts/sign_in.html", context)


@room_view("accounts")
@private_view
def code(request):
    """Ask for the code; the right one signs in, once, in the browser that asked for it."""
    secret = request.COOKIES.get(SIGN_IN_COOKIE, "")
    asked = services.request_of(secret)
    next_path = asked.next_path if asked else ""
    if current_account(request):
        return redirect(next_path or home_url())
    form, trouble, is_fresh = CodeForm(), "", is_fresh_press(request)
    if asked and "again" in request.POST:
        if is_fresh:
            try:
                return _send_code(request, asked.email, next_path)
            except TooManyCodes as refusal:
                trouble = _too_many(refusal)
    elif request.method == "POST":
        form = CodeForm({"code": request.POST.get("code", "")})
        if form.is_valid() and is_fresh and (account := _used_code(secret, form)):
            return _go_on(request, account, next_path)
        if form.was_used:
            # Pressed twice: the first press may have signed this browser in.
            return redirect("charter:code")
    context = {
        "form": form,
        "asked": asked,
        "trouble": trouble,
        "is_stale": request.method == "POST" and not is_fresh,
        "minutes": int(CODE_LIFETIME.total_seconds() // 60),
        "press_url": press_url(reverse("charter:code")),
        "sign_in_press_url": press_url(reverse("charter:sign_in")),
    }
    return render(request, "wagtail_charter/accounts/code.html", context)


def _used_code(secret, form):
    """The account that the form's code signs in, or ``None``, with what to do next said at the field."""
    try:
        return services.use_code(secret, form.cleaned_data["code"])
    except WrongCode:
        words = _("That code is not right. Check the newest message from us and enter its code")
        form.add_error("code", words)
    except CodeOver as over:
        form.was_used = over.was_used
        form.add_error("code", _("This code no longer works. Get a new one"))
    return None


@room_view("accounts")
@portal_view
def name(request):
    """Ask once what somebody wants to be called; it may be left for later."""
    next_path = own_path(request.POST.get("next", request.GET.get("next", ""))) or home_url()
    person, form = current_account(request), _name_form(request)
    if is_fresh_press(request) and form.is_valid():
        services.change_name(person, name=form.cleaned_data["name"])
        return redirect(next_path)
    context = {
        "form": form,
        "next_path": next_path,
        "is_stale": request.method == "POST" and not is_fresh_press(request),
        "press_url": press_url(reverse("charter:name")),
    }
    return render(request, "wagtail_charter/accounts/name.html", context)


@room_view("accounts")
@portal_view
def account(request):
    """What the portal knows of the person, and what they may change."""
    person, form = current_account(request), _name_form(request)
    if is_fresh_press(request) and form.is_valid():
        services.change_name(person, name=form.cleaned_data["name"])
        return redirect(f"{reverse('charter:account')}?saved=1")
    context = {
        "account": person,
        "form": form,
        "is_saved": request.method == "GET" and "saved" in request.GET,
        "is_stale": request.method == "POST" and not is_fresh_press(request),
        "press_url": press_url(reverse("charter:account")),
    }
    return render(request, "wagtail_charter/accounts/account.html", context)


def _name_form(request):
    if request.method == "POST":
        return NameForm({"name": request.POST.get("name", "")})
    return NameForm(initial={"name": current_account(request).name})


@room_view("accounts")
@private_view
def sign_out(request):
    """Ask, then sign out in this browser; whoever is signed out already reads that they are."""
    person = current_account(request)
    if person and is_fresh_press(request):
        return _signed_out(request)
    context = {"account": person, "press_url": press_url(reverse("charter:sign_out"))}
    return render(request, "wagtail_charter/accounts/sign_out.html", context)


@room_view("accounts")
@portal_view
def sign_out_everywhere(request):
    """Ask, then end every session of the person, on this device and all others."""
    person = current_account(request)
    if is_fresh_press(request):
        services.sign_out_everywhere(person, by=person)
        return _signed_out(request)
    context = {"account": person, "press_url": press_url(reverse("charter:sign_out_everywhere"))}
    return render(request, "wagtail_charter/accounts/sign_out_everywhere.html", context)


def _send_code(request, email, next_path):
    """Let a code be sent, and lead to its page; the browser holds the secret. Raises ``TooManyCodes``."""
    secret = services.ask_for_code(
        email,
        network=network_of(request),
        next_path=next_path,
        earlier_secret=request.COOKIES.get(SIGN_IN_COOKIE, ""),
        site=Site.find_for_request(request),
        language=get_language(),
    )
    response = redirect("charter:code")
    response.set_cookie(
        SIGN_IN_COOKIE,
        secret,
        max_age=REQUEST_LIFETIME,
        path=get_script_prefix(),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _go_on(request, account, next_path):
    """Sign ``account`` in and lead on; somebody without a name is asked for it first."""
    let_in(request, account)
    if not account.name:
        return redirect(f"{reverse('charter:name')}?{urlencode({'next': next_path or home_url()})}")
    return redirect(next_path or home_url())


def _signed_out(request):
    """Sign out, and let the browser forget what it kept of the portal's pages."""
    let_out(request)
    response = redirect("charter:sign_out")
    response.delete_cookie(SIGN_IN_COOKIE, path=get_script_prefix(), samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _too_many(refusal):
    """What to do when no code leaves now; the same words for every address and every limit."""
    minute = datetime.timedelta(minutes=1)
    again_at = timezone.localtime(refusal.again_at + minute)
    return _(
        "Use the code in the newest message from us, or try again after %(time)s. "
        "You can also talk to a person: how to reach us stands at the end of this page."
    ) % {"time": time_words(again_at)}
