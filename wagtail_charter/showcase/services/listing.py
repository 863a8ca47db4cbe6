"""Keeps the list of the showcase right, whatever happens to an entry, its service or its award.

``refresh_listing`` writes the row of one entry; ``follow_entries`` (called once, at start) makes it follow Wagtail's signals
and the history of awards. ``refresh_all`` makes everything again.
"""

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.signals import page_unpublished, post_page_move

from wagtail_charter.awards.models import Award
from wagtail_charter.events.models import Event
from wagtail_charter.organisations.models import (
    Organisation,
    Partnership,
    PracticeTheme,
    Region,
    Service,
    Setting,
)
from wagtail_charter.showcase import rules, sections
from wagtail_charter.showcase.models import (
    GlossaryTerm,
    ShowcaseCounts,
    ShowcaseListing,
    ShowcaseListingTheme,
)
from wagtail_charter.showcase.pages import ShowcaseEntryPage, ShowcaseIndexPage
from wagtail_charter.showcase.signals import entry_saved

#: More of an entry than this is not searched; an entry of 600 words has about 4,000 signs.
SEARCH_LENGTH = 12_000
_GLOSSARY_SECONDS = 60

_FACET_COLUMNS = {
    "setting": "setting_group",
    "region": "region",
    "level": "level_key",
    "provider": "provider_type",
}


@transaction.atomic
def refresh_listing(entry):
    """Write the row of ``entry`` as it stands in the database now, or remove it if visitors may not see the entry.

    Returns the ``ShowcaseListing`` or ``None``. The counts of the index are brought up to date too.
    """
    touched = set(ShowcaseListing.objects.filter(entry_id=entry.pk).values_list("index_id", flat=True))
    listing = _write_listing(entry.pk)
    for index_id in touched | ({listing.index_id} if listing else set()):
        refresh_counts(index_id)
    return listing


@transaction.atomic
def refresh_entries(entry_ids):
    """Write the rows of several entries, then the counts of the indexes that they touch once. Returns how many are listed."""
    entry_ids = list(entry_ids)
    if not entry_ids:
        return 0
    rows = ShowcaseListing.objects.filter(entry_id__in=entry_ids)
    touched = set(rows.values_list("index_id", flat=True))
    listings = [listing for listing in map(_write_listing, entry_ids) if listing]
    for index_id in touched | {listing.index_id for listing in listings}:
        refresh_counts(index_id)
    return len(listings)


def refresh_all():
    """Write every row and every count again. Returns how many entries are listed."""
    listed = sum(
        _write_listing(pk) is not None
        for pk in ShowcaseEntryPage.objects.order_by("pk").values_list("pk", flat=True)
    )
    for index_id in ShowcaseIndexPage.objects.values_list("pk", flat=True):
        refresh_counts(index_id)
    return listed


def refresh_counts(index_id):
    """Count the listed entries of an index afresh for each filter, and keep the numbers."""
    rows = ShowcaseListing.objects.filter(index_id=index_id).order_by()
    facets = {name: _counts(rows, column) for name, column in _FACET_COLUMNS.items()}
    facets["theme"] = _counts(ShowcaseListingTheme.objects.filter(index_id=index_id).order_by(), "theme")
    facts = {
        "facets": facets,
        "levels": _levels(rows),
        "total": sum(facets["level"].values()),
        "changed_at": timezone.now(),
    }
    ShowcaseCounts.objects.update_or_create(index_id=index_id, defaults=facts)


def glossary_terms(locale_id):
    """The abbreviations of a language: ``[spellings, full, meaning, is_spelled_out]`` each.

    Kept in the cache for a minute, so that pages do not ask for them each time; an edit shows at once where the cache
    is shared or in the same process, and within the minute elsewhere.
    """
    key = _glossary_key(locale_id)
    held = cache.get(key)
    if held is None:
        rows = GlossaryTerm.objects.filter(locale=locale_id)
        held = [[list(term.spellings), term.full, term.meaning, term.is_spelled_out] for term in rows]
        cache.set(key, held, _GLOSSARY_SECONDS)
    return held


def _glossary_key(locale_id):
    return f"wagtail_charter.glossary.terms.{locale_id}"


def _on_term_changed(sender, instance, **kwargs):
    cache.delete(_glossary_key(instance.locale_id))


def _counts(rows, column):
    return {value: number for value, number in rows.values_list(column).annotate(n=Count("pk")) if value}


def _levels(rows):
    """The levels of the listed entries, this scheme's before others', the highest first."""
    found = rows.values("level_key", "level_name", "level_rank", "is_external_level").distinct()
    ordered = sorted(found, key=lambda row: (row["is_external_level"], -row["level_rank"], row["level_key"]))
    return list({row["level_key"]: row for row in reversed(ordered)}.values())[::-1]


def _write_listing(entry_id):
    """Write or remove the row of one entry; counts are the caller's. Returns the row or ``None``."""
    entry = (
        ShowcaseEntryPage.objects.filter(pk=entry_id, live=True)
        .select_related(
            "service__provider__region", "service__setting__group", "service__region", "picture", "locale"
        )
        .first()
    )
    index_page = entry and _index_of(entry)
    if not index_page or PageViewRestriction.objects.filter(page_id=entry_id).exists():
        ShowcaseListing.objects.filter(entry_id=entry_id).delete()
        return None
    themes = list(entry.themes.all())
    facts = {"index_id": index_page.pk, **_page_facts(entry), **_service_facts(entry), **_level_facts(entry)}
    facts["search_text"] = _search_text(entry, themes, facts)
    facts["told"] = sections.keep(entry, themes)
    listing, _made = ShowcaseListing.objects.update_or_create(entry_id=entry_id, defaults=facts)
    _write_themes(listing, themes)
    return listing


def _index_of(entry):
    parent = entry.get_parent()
    return ShowcaseIndexPage.objects.filter(pk=parent.pk).first() if parent else None


def _page_facts(entry):
    published = entry.first_published_at or entry.last_published_at or timezone.now()
    return {
        "title": entry.title,
        "sort_title": entry.title.casefold(),
        "slug": entry.slug,
        "summary": entry.summary,
        "picture_id": entry.picture_id,
        "published_at": published,
        "changed_at": entry.last_published_at or published,
    }


def _service_facts(entry):
    service = entry.service
    if service is None:
        return {
            "provider": None,
            "provider_name": "",
            "provider_type": "",
            "setting_name": "",
            "setting_group": "",
            "region_name": "",
            "region": "",
            "age_group": "",
            "is_fictional": False,
        }
    setting, region = service.setting, rules.region_of(service)
    return {
        "provider": service.provider,
        "provider_name": service.provider.name,
        "provider_type": service.provider.provider_type,
        "setting_name": _term_name(setting, entry.locale),
        "setting_group": setting.group.slug if setting else "",
        "region_name": _term_name(region, entry.locale),
        "region": region.slug if region else "",
        "age_group": service.age_group,
        "is_fictional": service.is_fictional,
    }


def _term_name(term, locale):
    """The name of ``term`` in the language of the entry, or as it is where nobody has translated it."""
    if term is None or term.locale_id == locale.pk:
        return term.name if term else ""
    return (term.get_translation_or_none(locale) or term).name


def _level_facts(entry):
    award = entry.award
    return {
        "level_key": rules.level_key(award),
        "level_name": award.level_name if award else "",
        "level_sentence": str(award.sentence) if award else "",
        "level_rank": award.level.rank if award and award.level else -1,
        "is_external_level": bool(award and award.is_external),
    }


def _search_text(entry, themes, facts):
    provider = entry.service.provider if entry.service else None
    parts = [
        entry.title,
        entry.summary,
        entry.service.name if entry.service else "",
        provider.name if provider else "",
        provider.short_name if provider else "",
        facts["setting_name"],
        facts["region_name"],
        facts["level_sentence"],
        *(theme.name for theme in themes),
        rules.plain_text(entry),
    ]
    return " ".join(" ".join(part for part in parts if part).split()).casefold()[:SEARCH_LENGTH]


def _write_themes(listing, themes):
    listing.themes.all().delete()
    ShowcaseListingTheme.objects.bulk_create(
        ShowcaseListingTheme(
            listing=listing, index_id=listing.index_id, theme=slug, published_at=listing.published_at
        )
        for slug in dict.fromkeys(theme.slug for theme in themes)
    )


def follow_entries():
    """Make the list follow what happens to pages, restrictions, services, terms and awards. Once, at start."""
    follow = {
        entry_saved: (_on_entry_saved, None),
        page_unpublished: (_on_page_changed, None),
        post_page_move: (_on_page_changed, None),
    }
    for signal, (receiver, sender) in follow.items():
        signal.connect(receiver, sender=sender, dispatch_uid=f"wagtail_charter.showcase.{receiver.__name__}")
    for signal in (post_save, post_delete):
        _follow(signal, _on_restriction, PageViewRestriction)
        _follow(signal, _on_term_changed, GlossaryTerm)
    _follow(post_delete, _on_listing_deleted, ShowcaseListing)
    _follow(post_delete, _on_fact_saved, Partnership)
    for model in _ENTRIES_OF:
        _follow(post_save, _on_fact_saved, model)


def _follow(signal, receiver, model):
    uid = f"wagtail_charter.showcase.{receiver.__name__}.{model._meta.label_lower}"
    signal.connect(receiver, sender=model, dispatch_uid=uid)


def _on_entry_saved(sender, instance, **kwargs):
    refresh_listing(instance)


def _on_page_changed(sender, instance, **kwargs):
    if issubclass(instance.specific_class or type(instance), ShowcaseEntryPage):
        refresh_listing(instance)


def _on_restriction(sender, instance, **kwargs):
    refresh_entries(ShowcaseEntryPage.objects.filter(pk=instance.page_id).values_list("pk", flat=True))


def _on_listing_deleted(sender, instance, **kwargs):
    # Only where counts are kept still: an index that is being deleted must not get new ones.
    if ShowcaseCounts.objects.filter(index_id=instance.index_id).exists():
        refresh_counts(instance.index_id)


def _entries(**facts):
    return ShowcaseEntryPage.objects.filter(live=True, **facts)


def _entries_of_organisation(organisation):
    keys = [key for key in (organisation.pk, organisation.merged_into_id) if key]
    of_service = Q(service__provider__in=keys) | Q(service__partnerships__partner__in=keys)
    return _entries().filter(of_service).distinct()


def _entries_of_event(event):
    # A state is changed by UPDATE, which sends no signal; the event of the change does.
    if event.content_type.model_class() is not Award:
        return ShowcaseEntryPage.objects.none()
    return _entries(service__awards=event.object_id)


#: For each kind of row that an entry reads from: which entries to write again when it is saved.
_ENTRIES_OF = {
    Award: lambda award: _entries(service=award.service_id),
    Event: _entries_of_event,
    Service: lambda service: _entries(service=service.pk),
    Organisation: _entries_of_organisation,
    Partnership: lambda partnership: _entries(service=partnership.service_id),
    Setting: lambda setting: _entries(service__setting__translation_key=setting.translation_key),
    Region: lambda region: _entries(service__region__translation_key=region.translation_key),
    PracticeTheme: lambda theme: _entries(themes=theme.pk),
}


def _on_fact_saved(sender, instance, **kwargs):
    refresh_entries(_ENTRIES_OF[sender](instance).values_list("pk", flat=True))
