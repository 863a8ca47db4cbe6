"""Every question of an edition on one page, to read and to print before anybody begins."""

from dataclasses import dataclass, field

from django.http import Http404
from django.template.response import TemplateResponse

from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.framework.models import EvidenceStatement, Theme


@dataclass(frozen=True)
class AskedTheme:
    """A theme with the statements that are asked about in it."""

    theme: Theme
    statements: list = field(default_factory=list)


@page_view(ApplicationPage, "questions/", name="questions")
def questions(page, request):
    """The questions by theme, with what counts as evidence and how long an answer may be."""
    context = page.get_context(request)
    if context["edition"] is None:
        raise Http404
    context |= {"themes": _themes(context["edition"]), "canonical_url": _full_url(page, request)}
    return TemplateResponse(request, "wagtail_charter/applications/questions.html", context)


def _themes(edition):
    """The themes in order, with their statements."""
    found = {}
    for row in EvidenceStatement.objects.for_edition(edition).select_related("theme"):
        found.setdefault(row.theme_id, AskedTheme(row.theme)).statements.append(row)
    return list(found.values())


def _full_url(page, request):
    base = page.get_full_url(request)
    return base + page.reverse_subpage("questions") if base else ""
