"""The charter as people read it: one edition on a page, and each statement at its own address."""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_charter.foundations.routes import page_view
from wagtail_charter.framework.models import (
    AwardLevel,
    CharterSettings,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    Theme,
    ThemeValue,
)
from wagtail_charter.framework.pages import FrameworkMixin, site_of

#: Search engines show about this many characters of a description.
_DESCRIPTION_LENGTH = 160


@page_view(FrameworkMixin, "", name="charter")
def charter(page, request):
    """The edition that the page shows; a draft in a preview only."""
    is_preview = getattr(request, "is_preview", False)
    shown = page.shown_edition(site_of(request), is_preview=is_preview)
    return page.render(request, context_overrides=_edition_context(page, request, shown))


@page_view(FrameworkMixin, "<slug:version>/", name="edition")
def edition(page, request, version):
    """A public edition at its permanent address."""
    found = get_object_or_404(FrameworkEdition.objects.public(), version=version)
    return page.render(request, context_overrides=_edition_context(page, request, found))


@page_view(FrameworkMixin, "<slug:version>/<slug:code>/", name="statement")
def statement(page, request, version, code):
    """A statement of a public edition at its permanent address."""
    held = get_object_or_404(FrameworkEdition.objects.public(), version=version)
    asked = list(EvidenceStatement.objects.for_edition(held).select_related("theme"))
    places = [place for place, each in enumerate(asked) if each.code == code]
    if not places:
        raise Http404
    place = places[0]
    found = asked[place]
    found.theme.edition = held
    return page.render(
        request,
        template="wagtail_charter/framework/statement.html",
        context_overrides={
            "edition": held,
            "edition_url": page.edition_url(held, request=request),
            "edition_in_use": _edition_in_use(page, request, held),
            "statement": found,
            "ratings": _ratings(held, found),
            "does_not_apply": _does_not_apply(held) if found.may_not_apply else None,
            "previous": _neighbour(page, request, held, asked[place - 1]) if place else None,
            "next": _neighbour(page, request, held, asked[place + 1]) if place + 1 < len(asked) else None,
            "canonical_url": _full_url(page, request, "statement", version, code),
            "description": Truncator(found.statement or found.question).chars(_DESCRIPTION_LENGTH),
            "schema": _statement_schema(page, request, held, found),
        },
    )


@dataclass(frozen=True)
class ShownTheme:
    """A theme with what is shown of it."""

    theme: Theme
    statements: list = field(default_factory=list)
    values: list = field(default_factory=list)


@dataclass(frozen=True)
class ShownLevel:
    """A level with the rules that it asks for."""

    level: AwardLevel
    rules: list = field(default_factory=list)


@dataclass(frozen=True)
class Rating:
    """A point of the scale and what it looks like for one statement."""

    value: int
    label: str
    text: str


@dataclass(frozen=True)
class Neighbour:
    """The statement before or after."""

    name: str
    href: str


def _edition_context(page, request, edition):
    if edition is None:
        return {"edition": None, "description": page.search_description}
    themes = _themes(edition)
    return {
        "edition": edition,
        "themes": themes,
        "levels": _levels(edition),
        "rating_points": edition.scale,
        "values": edition.values.all(),
        "statement_count": sum(len(part.statements) for part in themes),
        "edition_url": page.edition_url(edition, request=request),
        "edition_in_use": _edition_in_use(page, request, edition),
        "canonical_url": _full_url(page, request, "edition", edition.version),
        "description": page.search_description or edition.strapline,
        "schema": _edition_schema(page, request, edition, themes),
    }


def _themes(edition):
    """The themes in order; every theme of a public edition has statements, so they come along with these."""
    rows = EvidenceStatement.objects.for_edition(edition).select_related("theme")
    found = {row.theme_id: ShownTheme(row.theme) for row in rows}
    if not edition.is_public:
        found = {theme.pk: ShownTheme(theme) for theme in edition.themes.all()}
    for row in rows:
        found[row.theme_id].statements.append(row)
    for link in ThemeValue.objects.filter(theme__edition=edition).select_related("value").order_by("value"):
        if link.theme_id in found:
            found[link.theme_id].values.append(link.value)
    return list(found.values())


def _levels(edition):
    """The levels in order; every level of an edition with rules has one, so they come along with these."""
    rules = LevelRule.objects.filter(level__edition=edition).select_related("level")
    rows = rules.order_by("level__rank", "sort_order", "pk")
    found = {row.level_id: ShownLevel(row.level) for row in rows}
    if not found or not edition.is_public:
        found = {level.pk: ShownLevel(level) for level in edition.levels.all()}
    for row in rows:
        found[row.level_id].rules.append(row)
    return list(found.values())


def _edition_in_use(page, request, edition):
    """The address of the edition in use, for readers of one that no longer is; ``None`` otherwise."""
    if edition.is_in_use or not edition.is_public:
        return None
    current = CharterSettings.for_request(request).edition
    if not current or not current.is_in_use:
        return None
    return Neighbour(str(current), page.edition_url(current, request=request))


def _ratings(edition, statement):
    """What each rating looks like; 0 takes the scale's own words."""
    words = {criterion.rating: criterion.text for criterion in statement.criteria.all()}
    return [
        Rating(point.value, point.label, words.get(point.value, point.meaning))
        for point in edition.scale
        if point.value is not None and (words or point.value == 0)
    ]


def _does_not_apply(edition):
    """The point of the scale that means "does not apply", if it has one."""
    return next((point for point in edition.scale if point.value is None), None)


def _neighbour(page, request, edition, statement):
    return Neighbour(str(statement), page.statement_url(statement, version=edition.version, request=request))


def _full_url(page, request, name, *args):
    """The address of a route with its host, or an empty text for a page that has none yet (a preview)."""
    base = page.get_full_url(request)
    return base + page.reverse_subpage(name, args=args) if base else ""


def _edition_schema(page, request, edition, themes):
    """The edition as schema.org data."""
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": edition.name,
        "version": edition.edition_label,
        "description": edition.strapline,
        "url": _full_url(page, request, "edition", edition.version),
        "publisher": {"@type": "Organization", "name": edition.awarding_body},
        "inLanguage": get_language(),
        "hasPart": [
            {
                "@type": "CreativeWork",
                "name": str(statement),
                "url": _full_url(page, request, "statement", edition.version, statement.code),
            }
            for part in themes
            for statement in part.statements
        ],
    }


def _statement_schema(page, request, edition, statement):
    """The statement as schema.org data."""
    return {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": str(statement),
        "text": statement.statement or statement.question,
        "url": _full_url(page, request, "statement", edition.version, statement.code),
        "inLanguage": get_language(),
        "isPartOf": {
            "@type": "CreativeWork",
            "name": _("%(name)s, edition %(edition)s")
            % {"name": edition.name, "edition": edition.edition_label},
            "url": _full_url(page, request, "edition", edition.version),
        },
    }
