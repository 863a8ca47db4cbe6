"""Who may read and answer claims of organisations."""

_VIEW = "wagtail_charter.view_organisationclaim"
_CHANGE = "wagtail_charter.change_organisationclaim"


def can_view_claims(user):
    """May ``user`` read who says that they work where?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_answer_claims(user):
    """May ``user`` match, enter or decline a claim?"""
    return user.is_active and user.has_perm(_CHANGE)
