"""Who works in the admin, and what each of them may do."""

from enum import StrEnum

_ALL = ("add", "change", "delete", "view")
_CLASSIFICATIONS = (
    "region",
    "careboard",
    "settinggroup",
    "setting",
    "practicetheme",
    "resourcetopic",
    "resourceaudience",
    "glossaryterm",
)


class Role(StrEnum):
    """A group of the host's admin, made by ``manage.py charter_create_groups``."""

    EDITOR = "Charter web editor"
    OFFICER = "Charter officer"
    CHAIR = "Charter panel chair"
    GOVERNANCE = "Charter information governance"


def _codenames(actions, *models):
    return {f"{action}_{model}" for model in models for action in actions}


#: What each role may do with the app's own models, as permission codenames of ``wagtail_charter``.
MODEL_PERMISSIONS = {
    Role.EDITOR: _codenames(("view",), "organisation", "service", "award", "contact", *_CLASSIFICATIONS)
    | _codenames(("add", "change"), "glossaryterm", "resourcetopic", "resourceaudience")
    | _codenames(("view",), "trainingsession"),
    Role.OFFICER: _codenames(_ALL, "organisation", "service", "contact", *_CLASSIFICATIONS)
    | _codenames(_ALL, "frameworkedition", "value", "theme", "evidencestatement", "awardlevel")
    | _codenames(_ALL, "round")
    | _codenames(("view", "change"), "portalaccount")
    | _codenames(("add", "change", "view"), "trainingsession")
    | _codenames(("view", "change"), "application", "award", "expressionofinterest")
    | _codenames(("view", "change"), "organisationclaim", "membership", "concern", "letter")
    | {"change_chartersettings"}
    | {"issue_award", "change_award_state", "merge_organisation", "publish_frameworkedition"}
    | _codenames(("add", "view", "change"), "roundmessage")
    | _codenames(("view", "change"), "actionplan")
    | {"type_in_answers", "rate_statements", "release_outcome"},
    Role.CHAIR: _codenames(
        ("view",), "application", "award", "service", "organisation", "round", "frameworkedition"
    )
    | _codenames(("view",), "actionplan")
    | {"view_restricted_application", "change_award_state", "revoke_award", "sign_outcome"},
    Role.GOVERNANCE: _codenames(("view",), "award", "organisation", "service", "contact", "concern", "letter")
    | _codenames(("add", "change", "view"), "hold")
    | _codenames(("view",), "retentionrun")
    | _codenames(("view", "change"), "portalaccount"),
}

#: What each role may do with pages below every site's root page.
PAGE_PERMISSIONS = {
    Role.EDITOR: ("add_page", "change_page", "publish_page"),
    Role.OFFICER: ("add_page", "change_page", "publish_page"),
}

#: What each role may do with the host's images and documents, as actions.
MEDIA_ACTIONS = {
    Role.EDITOR: ("add", "change", "choose"),
    Role.OFFICER: ("add", "change", "choose"),
}
