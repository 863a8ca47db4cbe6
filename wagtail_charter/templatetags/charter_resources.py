"""Resources in any template of the host."""

from django import template
from wagtail.models import Site

from wagtail_charter.foundations.pages import open_on_site
from wagtail_charter.resources.models import ResourceTopic
from wagtail_charter.resources.pages import ResourcePage

register = template.Library()


def newest_resources(request, *, topic="", statement="", count=3):
    """The newest resources of the site of ``request``, in its language.

    ``topic``: a topic or its short name. ``statement``: a statement or its code. Either may be empty.
    """
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    rows = open_on_site(ResourcePage.objects.defer_streamfields(), site)
    slug = topic.slug if isinstance(topic, ResourceTopic) else topic
    code = getattr(statement, "code", statement)
    if slug:
        rows = rows.filter(topic_slugs__contains=f"|{slug}|")
    if code:
        rows = rows.filter(statement_codes__contains=f"|{code}|")
    return list(rows.order_by("-first_published_at", "-pk")[: max(1, min(int(count), 30))])


@register.inclusion_tag("wagtail_charter/resources/includes/_newest.html", takes_context=True)
def charter_resources(context, topic="", statement="", count=3, heading="", level=2):
    """Resources on a topic or for a statement; ``{% charter_resources topic="families" count=3 %}``. Nothing if none."""
    request = context.get("request")
    resources = newest_resources(request, topic=topic, statement=statement, count=count)
    return {
        "request": request,
        "resources": resources,
        "heading": heading,
        "level": level,
        "card_level": level + 1,
    }
