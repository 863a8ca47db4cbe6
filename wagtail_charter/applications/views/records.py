"""The record of an application: to read, to print, and as plain text."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from wagtail_charter.accounts.access import portal_view
from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.applications.services.sending import (
    content_of,
    latest_version,
    statements_and_answers,
)
from wagtail_charter.applications.views.cases import Case
from wagtail_charter.foundations.routes import page_view


@page_view(ApplicationPage, "<str:reference>/record/", name="record")
@portal_view
def record(page, request, reference):
    """What was sent, word for word, or the draft as it stands now, to print."""
    case = Case.find(page, request, reference)
    return case.show("wagtail_charter/applications/record.html", **_record(case))


@page_view(ApplicationPage, "<str:reference>/record/text/", name="record_text")
@portal_view
def record_text(page, request, reference):
    """The record as plain text, for any device and any printer."""
    case = Case.find(page, request, reference)
    facts = {"application": case.application, **_record(case)}
    words = render_to_string("wagtail_charter/applications/record.txt", facts)
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{case.application.reference}.txt"'
    return answer


def _record(case):
    """The version that was sent, or that ``?version=`` asks for, and its content; the draft where none was sent."""
    asked = case.request.GET.get("version", "")
    if asked:
        if not (asked.isascii() and asked.isdecimal() and len(asked) < 5):
            raise Http404
        version = case.application.versions.filter(number=int(asked)).first()
        if version is None:
            raise Http404
    else:
        version = latest_version(case.application)
    content = (
        version.content
        if version
        else content_of(case.application, *statements_and_answers(case.application))
    )
    return {"version": version, "content": content}
