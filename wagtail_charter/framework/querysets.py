"""Questions to the framework, and the freeze for rows that are changed many at a time."""

from django.db import models, transaction

from wagtail_charter.framework.states import FROZEN_STATES, EditionState, FrozenError

#: The order in which statements are asked.
IN_ORDER = ("theme__sort_order", "theme__code", "sort_order", "code")


class FreezableQuerySet(models.QuerySet):
    """Rows of editions: ``update``, ``delete``, ``bulk_create`` and ``bulk_update`` refuse a published edition.

    The model says by ``edition_path`` how a row reaches its edition (``"theme__edition"``; empty for the edition
    itself). Raises ``FrozenError``. Many-to-many changes come here too, because their through table is a part.
    """

    def frozen(self):
        """The rows that can no longer change."""
        path = self.model.edition_path
        return self.filter(**{f"{path}__state__in" if path else "state__in": FROZEN_STATES})

    @transaction.atomic
    def update(self, **values):
        self._refuse_if_frozen()
        fixed = {"state"} if not self.model.edition_path else self._parent_names()
        if fixed & values.keys():
            raise TypeError(
                f"{self.model.__name__}: {', '.join(sorted(fixed))} cannot be written by update(). "
                "A state goes through events.services.move(), a part stays where it is."
            )
        return super().update(**values)

    update.alters_data = True

    @transaction.atomic
    def delete(self):
        self._refuse_if_frozen()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    @transaction.atomic
    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for part in objs:
            part.refuse_if_frozen()
        return super().bulk_create(objs, *args, **kwargs)

    def _parent_names(self):
        parent = self.model._meta.get_field(self.model.edition_path.split("__")[0])
        return {parent.name, parent.attname}

    def _refuse_if_frozen(self):
        row = self.frozen().first()
        if row is not None:
            raise FrozenError(row.edition)


class EditionQuerySet(FreezableQuerySet):
    """Framework editions."""

    def published(self):
        """Editions that are in use."""
        return self.filter(state=EditionState.PUBLISHED)

    def public(self):
        """Editions that visitors may read: in use, or kept because awards were given under them."""
        return self.exclude(state=EditionState.DRAFT)


class StatementQuerySet(FreezableQuerySet):
    """Evidence statements."""

    def for_edition(self, edition):
        """The statements of ``edition``, in the order in which they are asked."""
        return self.filter(theme__edition=edition).order_by(*IN_ORDER)
