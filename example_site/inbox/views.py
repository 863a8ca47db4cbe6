"""The list of mails, one mail, and its HTML in a frame of its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from example_site.inbox.mailbox import all_mails, find_mail
from wagtail_charter.foundations.filters import paginate

PAGE_SIZE = 20


@never_cache
def show_list(request):
    """Every mail, the newest first."""
    mails = all_mails()
    page = paginate(request.GET, mails, PAGE_SIZE)
    return render(request, "inbox/list.html", {"page_of_mails": page, "count": len(mails)})


@never_cache
def show_mail(request, name):
    """One mail: who it is from, its text, its HTML."""
    return render(request, "inbox/mail.html", {"mail": _find(name)})


@never_cache
def show_html(request, name):
    """The HTML of a mail, as a mail program would show it: with its own look, and with nothing from elsewhere."""
    response = HttpResponse(_find(name).html)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _find(name):
    mail = find_mail(name)
    if mail is None:
        raise Http404
    return mail
