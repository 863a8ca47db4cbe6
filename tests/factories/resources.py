"""Resources and what they are found by, with the fewest facts that make them valid."""

from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model

from tests.factories.training import site_root
from wagtail_charter.resources.models import ResourceAudience, ResourceFile, ResourceTopic
from wagtail_charter.resources.pages import ResourceIndexPage, ResourcePage

_numbers = count(1)


def make_topic(slug="", **facts):
    """A topic of resources."""
    slug = slug or f"topic-{next(_numbers)}"
    return ResourceTopic.objects.create(slug=slug, name=facts.pop("name", slug.capitalize()), **facts)


def make_audience(slug="", **facts):
    """An audience of resources."""
    slug = slug or f"audience-{next(_numbers)}"
    return ResourceAudience.objects.create(slug=slug, name=facts.pop("name", slug.capitalize()), **facts)


def make_resource_index(parent=None, **facts):
    """A live library below ``parent`` (default: the front page)."""
    facts = {"title": "Resources", "slug": f"resources-{next(_numbers)}", **facts}
    return (parent or site_root()).add_child(instance=ResourceIndexPage(**facts))


def make_document(filename="guide.odt", content=b"words", **facts):
    """A document of the host."""
    facts = {"title": filename, "file": ContentFile(content, filename), "file_size": len(content), **facts}
    return get_document_model().objects.create(**facts)


def make_resource(parent=None, *, topics=(), audiences=(), statements=(), files=(), **facts):
    """A live resource below ``parent`` (default: a new library); ``files``: documents, or ``(document, language)``."""
    number = next(_numbers)
    facts = {"title": f"Guide {number}", "slug": f"guide-{number}", "summary": "What to know.", **facts}
    facts.setdefault("first_published_at", timezone.now())
    facts.setdefault("last_published_at", facts["first_published_at"])
    page = ResourcePage(**facts)
    page.topics, page.audiences, page.statements = list(topics), list(audiences), list(statements)
    page.files = [_file(each) for each in files]
    return (parent or make_resource_index()).add_child(instance=page)


def _file(given):
    document, language = given if isinstance(given, tuple) else (given, "en")
    return ResourceFile(document=document, language=language)
