"""Who may read the letters of the outbox, and who may send one again."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast

_VIEW = "wagtail_charter.view_letter"
_CHANGE = "wagtail_charter.change_letter"

_guards = {}


def guard_letters_about(model, visible):
    """Keep the letters about a row of ``model`` from whoever may not open it.

    ``visible(user)`` returns the rows that ``user`` may open. Rooms above call this in their ``permissions.py``.
    """
    _guards[model] = visible


def can_read_letters(user):
    """May ``user`` open the list of letters (which then shows what they may see)?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_send_again(user):
    """May ``user`` let a letter that was given up be tried again?"""
    return user.is_active and user.has_perm(_CHANGE)


def readable_letters(user, letters):
    """Those of ``letters`` (a queryset) that ``user`` may read."""
    if not can_read_letters(user):
        return letters.none()
    for model, visible in _guards.items():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        keys = visible(user).order_by().annotate(key_text=Cast("pk", CharField())).values("key_text")
        hidden = letters.model._default_manager.filter(about_type=kind).exclude(about_id__in=keys)
        letters = letters.exclude(pk__in=hidden.values("pk"))
    return letters
