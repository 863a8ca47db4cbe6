"""Verbs on the charter: begin, publish, retire and copy an edition."""

from django.db import transaction
from django.utils import timezone

from wagtail_charter.events.services import begin, move
from wagtail_charter.framework import rules
from wagtail_charter.framework.models import FrameworkEdition, ThemeValue
from wagtail_charter.framework.states import EditionState

_NOT_COPIED = {"id", "version", "version_label", "state", "published_at", "created_at", "updated_at"}


def begin_edition(edition, *, by):
    """Save a new edition as a draft, with the event that says who began it. Returns the edition."""
    return begin(edition, by=by)


@transaction.atomic
def publish_edition(edition, *, by):
    """Put a draft into use, or a retired edition back into use. From now on nothing of it can change.

    Raises ``ValidationError`` with everything that is missing (``rules.check_can_publish``), and
    ``InvalidTransition`` when it is in use already. Returns the edition.
    """
    FrameworkEdition._base_manager.select_for_update().get(pk=edition.pk)
    rules.check_can_publish(edition)
    published_at = edition.published_at or timezone.now()
    return move(edition, to=EditionState.PUBLISHED, by=by, published_at=published_at)


def retire_edition(edition, *, by):
    """Take an edition out of use. It stays readable, because awards were given under it. Returns the edition."""
    return move(edition, to=EditionState.RETIRED, by=by)


@transaction.atomic
def copy_edition(edition, *, version, by, version_label=""):
    """Begin a draft with everything that ``edition`` says, under a new version. Returns the draft.

    Raises ``ValidationError`` when the version is taken or cannot stand in an address.
    """
    draft = FrameworkEdition(version=version, version_label=version_label, **_facts(edition, _NOT_COPIED))
    draft.full_clean()
    begin_edition(draft, by=by)
    for point in edition.rating_points.all():
        _copy(point, edition=draft)
    values = {value.pk: _copy(value, edition=draft) for value in edition.values.all()}
    for theme in edition.themes.all():
        _copy_theme(theme, draft, values)
    for level in edition.levels.all():
        new_level = _copy(level, edition=draft)
        for rule in level.rules.all():
            _copy(rule, level=new_level)
    return draft


def _copy_theme(theme, draft, values):
    new_theme = _copy(theme, edition=draft)
    for value in theme.values.all():
        ThemeValue.objects.create(theme=new_theme, value=values[value.pk])
    for statement in theme.statements.all():
        new_statement = _copy(statement, theme=new_theme)
        for criterion in statement.criteria.all():
            _copy(criterion, statement=new_statement)


def _copy(part, **parent):
    """A saved copy of ``part`` below another parent."""
    copy = type(part)(**{**_facts(part, {"id"}), **parent})
    copy.save()
    return copy


def _facts(part, but_for):
    """The columns of ``part`` by field name, without foreign keys and without ``but_for``."""
    return {
        field.name: getattr(part, field.name)
        for field in part._meta.concrete_fields
        if not field.is_relation and field.name not in but_for
    }
