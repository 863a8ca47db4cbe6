"""Showcases, entries and what stands in them."""

import json
from itertools import count

from django.contrib.auth.models import Group
from django.utils.text import slugify
from wagtail.models import Locale, Page, Site, Workflow, WorkflowPage, WorkflowTask

from tests.factories.organisations import make_service
from wagtail_charter.showcase.models import ConsentTask, GlossaryTerm
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage

_numbers = count(1)


def make_home(**facts):
    """The front page of the default site: the one that stands, or a new one."""
    site = Site.objects.filter(is_default_site=True).first()
    if site:
        return site.root_page
    home = Page.objects.get(depth=1).add_child(instance=Page(title="Home", slug="home", **facts))
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


def make_index(title="Showcase", *, parent=None, **facts):
    """A published showcase below ``parent`` (default: the front page)."""
    parent = parent or make_home()
    facts.setdefault("slug", slugify(title))
    return parent.add_child(instance=ShowcaseIndexPage(title=title, **facts))


def make_entry(title="", *, index=None, body=(), themes=(), live=True, **facts):
    """An entry, published unless ``live=False``; ``body`` is a list of ``(block type, value)`` pairs.

    Its service has the entry's title unless ``service`` is given.
    """
    title = title or f"Entry {next(_numbers)}"
    index = index or ShowcaseIndexPage.objects.first() or make_index()
    if "service" not in facts:
        facts["service"] = make_service(title)
    blocks = [{"type": kind, "value": value} for kind, value in body]
    entry = ShowcaseEntryPage(
        title=title,
        slug=facts.pop("slug", slugify(title)),
        summary=facts.pop("summary", f"What {title} does."),
        body=json.dumps(blocks),
        live=live,
        has_unpublished_changes=not live,
        **facts,
    )
    entry.themes = list(themes)
    index.add_child(instance=entry)
    if live:
        entry.save_revision().publish()
        entry.refresh_from_db()
    return entry


def make_glossary_term(abbreviation, full, **facts):
    """An abbreviation of the default language."""
    return GlossaryTerm.objects.create(
        abbreviation=abbreviation,
        full=full,
        locale=facts.pop("locale", None) or Locale.get_default(),
        **facts,
    )


def make_consent_step(index, *roles):
    """A workflow on ``index`` whose only task is "consent and sign-off", for the groups of ``roles``. Returns the task."""
    task = ConsentTask.objects.create(name="Consent and sign-off")
    task.groups.set(Group.objects.filter(name__in=[str(role) for role in roles]))
    workflow = Workflow.objects.create(name="Consent and sign-off")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=index)
    return task
