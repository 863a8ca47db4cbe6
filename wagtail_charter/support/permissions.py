"""Who may read what people told us in confidence."""

from wagtail_charter.letters.permissions import guard_letters_about
from wagtail_charter.support.models import Concern

_VIEW = "wagtail_charter.view_concern"
_CHANGE = "wagtail_charter.change_concern"


def can_view_concerns(user):
    """May ``user`` read concerns and their log?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_act_on_concerns(user):
    """May ``user`` add to the log of a concern, close it and open it again?"""
    return user.is_active and user.has_perm(_CHANGE)


guard_letters_about(
    Concern, lambda user: Concern.objects.all() if can_view_concerns(user) else Concern.objects.none()
)
