"""Every question of an edition on one page, to read and to print before anybody begins."""

from dataclasses import dataclass, field

from django.http import Http404
from django.template.response import TemplateResponse
from wagtail.models import Site

from wagtail_charter.applications.pages import ApplicationPage
from wagtail_charter.foundations.routes import page_view
from wagtail_charter.framework.models import EvidenceStatement, Theme
from wagtail_charter.framework.pages import FrameworkPage


@dataclass(frozen=True)
class Asked:
    """One statement, and the page on which its ratings are read (empty if the site has none)."""

    statement: EvidenceStatement
    href: str


@dataclass(frozen=True)
class AskedTheme:
    """A theme with what is asked in it."""

    theme: Theme
    questions: list = field(default_factory=list)


@page_view(ApplicationPage, "questions/", name="questions")
def questions(page, request):
    """The questions by theme, with what counts as evidence and how long an answer may be."""
    context = page.get_context(request)
    edition = context["edition"]
    if edition is None:
        raise Http404
    context |= {"themes": _themes(edition, request), "canonical_url": _full_url(page, request)}
    return TemplateResponse(request, "wagtail_charter/applications/questions.html", context)


def _themes(edition, request):
    """The themes in order, with their questions."""
    charter = FrameworkPage.for_site(Site.find_for_request(request)) if edition.is_public else None
    found = {}
    for row in EvidenceStatement.objects.for_edition(edition).select_related("theme"):
        href = charter.statement_url(row, version=edition.version, request=request) if charter else ""
        found.setdefault(row.theme_id, AskedTheme(row.theme)).questions.append(Asked(row, href))
    return list(found.values())


def _full_url(page, request):
    base = page.get_full_url(request)
    return base + page.reverse_subpage("questions") if base else ""
