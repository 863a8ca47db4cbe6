"""Who may read and answer claims of organisations, and who may read and end memberships."""

_VIEW_MEMBERS = "wagtail_charter.view_membership"
_CHANGE_MEMBERS = "wagtail_charter.change_membership"
_VIEW = "wagtail_charter.view_organisationclaim"
_CHANGE = "wagtail_charter.change_organisationclaim"


def can_view_claims(user):
    """May ``user`` read who says that they work where?"""
    return user.is_active and (user.has_perm(_VIEW) or user.has_perm(_CHANGE))


def can_answer_claims(user):
    """May ``user`` match, enter or decline a claim?"""
    return user.is_active and user.has_perm(_CHANGE)


def can_view_memberships(user):
    """May ``user`` read who belongs to which organisation?"""
    return user.is_active and (user.has_perm(_VIEW_MEMBERS) or user.has_perm(_CHANGE_MEMBERS))


def can_change_memberships(user):
    """May ``user`` end a membership, and say who is an owner?"""
    return user.is_active and user.has_perm(_CHANGE_MEMBERS)
