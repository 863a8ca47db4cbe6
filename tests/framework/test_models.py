"""The freeze: whatever writes to a published edition or a part of it is refused, and leaves no trace."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from tests.factories.applications import make_round
from tests.factories.framework import make_edition
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.framework.models import (
    AwardLevel,
    CharterSettings,
    Criterion,
    EvidenceStatement,
    FrameworkEdition,
    LevelRule,
    RatingPoint,
    Theme,
    ThemeValue,
    Value,
)
from wagtail_charter.framework.services import publish_edition
from wagtail_charter.framework.states import FrozenError

pytestmark = pytest.mark.django_db

#: Each model of an edition with a column that a writer could reach for.
COLUMNS = {
    FrameworkEdition: "name",
    RatingPoint: "label",
    Value: "name",
    Theme: "name",
    ThemeValue: None,
    EvidenceStatement: "title",
    Criterion: "text",
    AwardLevel: "name",
    LevelRule: "sentence",
}


def part_of(edition, model):
    return edition if model is FrameworkEdition else model.objects.filter(**{model.edition_path: edition})[0]


def everything():
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in COLUMNS}


def write(part):
    """Every way to write a row that code has, by name."""
    model, column = type(part), COLUMNS[type(part)]
    rows = model.objects.filter(pk=part.pk)
    yield "save", part.save
    yield "delete", part.delete
    yield "queryset delete", rows.delete
    yield "queryset of all delete", model.objects.all().delete
    yield "default manager delete", model._default_manager.filter(pk=part.pk).delete
    if column:
        yield "save of one column", lambda: part.save(update_fields=[column])
        yield "update", lambda: rows.update(**{column: "Changed"})
        yield "update or create", lambda: rows.update_or_create(pk=part.pk, defaults={column: "Changed"})
        yield "bulk update", lambda: model.objects.bulk_update([part], [column])


@pytest.mark.parametrize("retired", [False, True])
@pytest.mark.parametrize("model", COLUMNS)
def test_no_write_reaches_what_is_published(model, retired):
    part = part_of(make_edition(retired=retired), model)
    make_edition(published=False)
    before = everything()

    for name, act in write(part):
        if COLUMNS[model]:
            setattr(part, COLUMNS[model], "Changed")
        with pytest.raises(FrozenError, match="Copy it to a new edition"), transaction.atomic():
            act()
        assert everything() == before, name


@pytest.mark.parametrize("model", COLUMNS)
def test_a_draft_can_be_written(model):
    part = part_of(make_edition(published=False), model)

    for name, act in write(part):
        if "delete" not in name:
            act()
    part.delete()

    assert not model.objects.filter(pk=part.pk).exists()


def test_no_part_is_added_to_what_is_published():
    edition = make_edition()
    theme = edition.themes.get()
    statement = theme.statements.all()[0]
    level = edition.levels.all()[0]
    other = Value(edition=edition, code="V9", name="New", text="New")
    before = everything()

    new = [
        other,
        Theme(edition=edition, code="T9", name="New"),
        EvidenceStatement(theme=theme, code="N1", title="New", question="New?"),
        Criterion(statement=statement, rating=9, text="New"),
        RatingPoint(edition=edition, value=9, label="New", meaning="New"),
        AwardLevel(edition=edition, key="new", name="New", rank=9),
        LevelRule(level=level, rule="min_all", facts={}, sentence="New"),
    ]
    for part in new:
        with pytest.raises(FrozenError):
            part.save()
        with pytest.raises(FrozenError):
            type(part).objects.bulk_create([part])
    assert everything() == before


def test_values_of_a_published_theme_stay():
    edition = make_edition()
    theme, value = edition.themes.get(), edition.values.get()
    before = everything()

    for act in (
        lambda: theme.values.remove(value),
        theme.values.clear,
        lambda: theme.values.set([]),
        lambda: value.themes.clear(),
        lambda: theme.values.create(edition=edition, code="V9", name="New", text="New"),
    ):
        with pytest.raises(FrozenError), transaction.atomic():
            act()
    assert everything() == before


def test_values_are_not_added_to_a_published_theme():
    edition = make_edition(published=False)
    new = Value.objects.create(edition=edition, code="V9", name="New", text="New")
    publish_edition(edition, by=SYSTEM)

    with pytest.raises(FrozenError):
        edition.themes.get().values.add(new)


def test_related_managers_are_frozen_too():
    edition = make_edition()
    before = everything()

    for act in (
        lambda: edition.themes.all().delete(),
        lambda: edition.themes.update(name="Changed"),
        lambda: edition.themes.get().statements.update(title="Changed"),
        lambda: edition.levels.create(key="new", name="New", rank=9) and edition.levels.commit(),
    ):
        with pytest.raises(FrozenError), transaction.atomic():
            act()
    assert everything() == before


def test_a_part_cannot_leave_a_published_edition_or_enter_one():
    published, draft = make_edition(), make_edition(published=False)
    leaving, entering = published.themes.get(), draft.themes.get()
    before = everything()

    leaving.edition = draft
    entering.edition = published
    for theme in (leaving, entering):
        with pytest.raises(FrozenError):
            theme.save()
    with pytest.raises(TypeError, match="a part stays where it is"):
        Theme.objects.filter(edition=draft).update(edition=published)
    assert everything() == before


def test_state_is_not_written_by_update():
    edition = make_edition(published=False)

    with pytest.raises(TypeError, match=r"move\(\)"):
        FrameworkEdition.objects.filter(pk=edition.pk).update(state="published")


def test_parts_in_memory_do_not_slip_in_with_their_edition():
    edition = make_edition()
    before = everything()

    edition.values.add(Value(code="V9", name="New", text="New"))
    with pytest.raises(FrozenError):
        edition.save()

    assert everything() == before


def test_edition_with_a_round_stays():

    draft = make_edition(published=False)
    make_round(edition=draft)

    with pytest.raises(ProtectedError):
        draft.delete()


def test_settings_take_a_public_edition_only():
    draft = make_edition(published=False)

    with pytest.raises(ValidationError, match="Publish the edition first"):
        CharterSettings(edition=draft).clean()
    CharterSettings(edition=make_edition()).clean()


def test_codes_fit_an_address():
    value = Value(edition=make_edition(published=False), code="V 1/", name="Odd", text="Odd")

    with pytest.raises(ValidationError) as found:
        value.full_clean()
    assert list(found.value.message_dict) == ["code"]


def test_scale_ends_with_what_does_not_apply():
    assert [point.value for point in make_edition().scale] == [0, 1, 2, 3, None]
