"""Writes ``docs/states.md`` from the tables of transitions: ``python -m tests.house.state_pages`` writes it anew.

The diagrams are Mermaid, which code hosts draw. What a state means is said once, here; an award's says it in public.
"""

import os

import django
from django.apps import apps
from django.utils.encoding import force_str

from tests.house.sources import ROOT
from wagtail_charter.awards.states import STATE_SENTENCES

PAGE = ROOT / "docs" / "states.md"

#: What each state means, for those who run the scheme. An award's meaning is what the public reads.
MEANINGS = {
    "Application": {
        "interested": "A service has said that it is interested, and the charter team has not answered yet.",
        "not_now": "The answer was “not now”. It can be opened again.",
        "invited": "It may apply, and nobody has pressed “begin” yet.",
        "drafting": "The service is writing. Only its own people and those who help them read the answers.",
        "sent": "The service has sent it. A version is frozen, and the charter team looks at it next.",
        "checking": "The charter team sees whether everything is there, and may ask for one statement to be said again.",
        "assessing": "The answers are being rated, statement by statement.",
        "moderating": "The ratings are settled and the outcome is being weighed.",
        "decided": "The outcome is recorded. The service knows nothing of it yet.",
        "result_shared": "The service has heard its result, in the way that it chose.",
        "accepted": "The service has accepted its result and said whether it wants to be listed.",
        "awarded": "An award was issued. The application is finished.",
        "working_towards": "The service is working towards a level, with a plan. The application is finished.",
        "not_ready_yet": "There is no level this time, and a way to come back. The application is finished.",
        "withdrawn": "The service took it back. It can begin anew, and gives no reason.",
        "transferred": "The service went to another provider, who can begin anew.",
    },
    "ExpressionOfInterest": {
        "interested": "Somebody has asked whether the charter is for their service, and waits for an answer.",
        "invited": "They were invited to a round.",
        "not_now": "They were told “not now”, in words of the charter team. They can still be invited.",
        "withdrawn": "They need no answer, for example because they said so on the telephone.",
    },
    "RoundMessage": {
        "written": "It is written and can still be changed. Nobody gets it until somebody lets it go.",
        "waiting": "Somebody let it go, and it leaves at its time. It can still be stopped.",
        "sent": "It has left, one letter for each lead.",
        "stopped": "It was stopped before it left. Nobody got it.",
    },
    "ActionPlan": {
        "draft": "It is being written with the service.",
        "agreed": "Service and charter team have agreed it.",
        "closed": "It is finished, or another has taken its place.",
    },
    "OrganisationClaim": {
        "proposed": "Somebody has said where they work, and waits for an owner or the charter team.",
        "matched": "They belong to an organisation that was known already.",
        "created": "They belong to an organisation that was entered for them.",
        "declined": "The answer was no, with kind words and a way on.",
        "withdrawn": "They took it back.",
    },
    "Concern": {
        "new": "Somebody is worried about a person. The safeguarding contact has a letter.",
        "seen": "The safeguarding contact has read it and does what is needed.",
        "closed": "All that was needed is done. It can be opened again.",
    },
    "FrameworkEdition": {
        "draft": "It is being written, and can change.",
        "published": "It is in use. Nothing in it changes again.",
        "retired": "A later edition is in use. It keeps its address, because awards were given under it.",
    },
    "TrainingSession": {
        "planned": "It takes place.",
        "cancelled": "It does not take place, and its page says so.",
    },
}
_HEAD = """# States

Everything here that has a life has a table of states, and of the steps between them. A state changes through one door,
which keeps to the table and leaves an event in the history. This page is made from those tables:
`python -m tests.house.state_pages` writes it, and a test compares it.

What was given or agreed before is entered in the state that it has; the round dot is where everything else begins.
"""


def lives():
    """The models with a table of transitions: applications and awards first, then by name."""
    found = [
        model
        for model in apps.get_app_config("wagtail_charter").get_models()
        if hasattr(model, "transitions")
    ]
    first = ["Application", "Award"]
    return sorted(
        found,
        key=lambda model: (
            first.index(model.__name__) if model.__name__ in first else len(first),
            model.__name__,
        ),
    )


def states_of(model):
    """``(state, word, meaning)`` of each state, in the order of the model."""
    meanings = {"Award": STATE_SENTENCES, **MEANINGS}[model.__name__]
    return [
        (state, force_str(word), force_str(meanings[state]))
        for state, word in model._meta.get_field("state").choices
    ]


def diagram(model):
    """The table of ``model`` as a Mermaid diagram: one line for each state and each step."""
    states = [state for state, _word, _meaning in states_of(model)]
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{word}" as {state}' for state, word, _meaning in states_of(model)]
    lines.append(f"    [*] --> {force_str(model._meta.get_field('state').default)}")
    for state in states:
        following = [each for each in states if each in model.transitions[state]]
        lines += [f"    {state} --> {each}" for each in following or ["[*]"]]
    return "\n".join([*lines, "```"])


def page():
    """The whole page."""
    parts = [_HEAD]
    for model in lives():
        name = force_str(model._meta.verbose_name)
        parts.append(f"## {name[:1].upper()}{name[1:]}\n\n{diagram(model)}\n")
        parts.append(
            "\n".join(
                [
                    "| State | Word | What it means |",
                    "|---|---|---|",
                    *(f"| `{state}` | {word} | {meaning} |" for state, word, meaning in states_of(model)),
                    "",
                ]
            )
        )
    return "\n".join(parts)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
