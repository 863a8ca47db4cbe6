"""Who may do what with the showcase in the admin."""

from wagtail_charter.showcase.pages import ShowcaseEntryPage


def may_add_entries(user, index):
    """Whether ``user`` may add entries below ``index``: Wagtail's own permission to add pages there."""
    return ShowcaseEntryPage.can_create_at(index) and index.permissions_for_user(user).can_add_subpage()
