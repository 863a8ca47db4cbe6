"""What editors put together on the two pages that the law asks for, and the words that stand there to begin with.

The words are an honest start for the body that runs the scheme; its own advisers change them.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class LawfulBasis(TextChoices):
    """The bases of article 6(1) of the UK GDPR, as the Information Commissioner names them."""

    PUBLIC_TASK = "public_task", _("Public task: we do it in the public interest or under an official duty")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Legitimate interests: ours or yours, weighed up")
    LEGAL_OBLIGATION = "legal_obligation", _("Legal obligation: the law tells us to")
    CONTRACT = "contract", _("Contract: we agreed it with you")
    CONSENT = "consent", _("Consent: you said yes, and can say no at any time")
    VITAL_INTERESTS = "vital_interests", _("Vital interests: somebody's life is at risk")


class Reason(TextChoices):
    """Why something is not accessible: the three reasons that the regulations know."""

    NON_COMPLIANCE = "non_compliance", _("It does not meet the standard yet")
    BURDEN = "burden", _("Mending it would be a disproportionate burden")
    OUT_OF_SCOPE = "out_of_scope", _("The regulations do not cover it")


class PurposeBlock(blocks.StructBlock):
    """Something that personal data is used for, and what allows it."""

    purpose = blocks.CharBlock(label=_("What for"), max_length=160)
    basis = blocks.ChoiceBlock(label=_("Lawful basis"), choices=LawfulBasis.choices)
    words = blocks.TextBlock(
        label=_("In plain words"), rows=3, help_text=_("What you do, and why this basis is the right one.")
    )

    class Meta:
        icon = "doc-full"
        label = _("Purpose")
        template = "wagtail_charter/governance/blocks/purpose.html"

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["basis"] = dict(LawfulBasis.choices).get(value.get("basis"), "")
        return context


class RecipientBlock(blocks.StructBlock):
    """Somebody who receives personal data."""

    name = blocks.CharBlock(label=_("Who"), max_length=160)
    words = blocks.TextBlock(label=_("What they receive, and why"), rows=2)

    class Meta:
        icon = "group"
        label = _("Recipient")
        template = "wagtail_charter/governance/blocks/recipient.html"


class IssueBlock(blocks.StructBlock):
    """Something that not everybody can use, why, and what to use instead."""

    what = blocks.TextBlock(label=_("What does not work, and for whom"), rows=2)
    reason = blocks.ChoiceBlock(label=_("Why"), choices=Reason.choices)
    criteria = blocks.CharBlock(
        label=_("Success criteria"),
        required=False,
        max_length=200,
        help_text=_("Of WCAG 2.2, for example: 1.1.1 Non-text content."),
    )
    words = blocks.TextBlock(
        label=_("More about the reason"),
        required=False,
        rows=2,
        help_text=_("For a disproportionate burden: what you weighed up, and when you look at it again."),
    )
    alternative = blocks.TextBlock(
        label=_("What to use instead"), rows=2, help_text=_("Another way to the same thing, or whom to ask.")
    )
    mended_by = blocks.DateBlock(label=_("Mended by"), required=False)

    class Meta:
        icon = "warning"
        label = _("Something that does not work yet")
        template = "wagtail_charter/governance/blocks/issue.html"


def default_purposes():
    """What a scheme uses personal data for, to begin with."""
    public, interests = LawfulBasis.PUBLIC_TASK.value, LawfulBasis.LEGITIMATE_INTERESTS.value
    rows = [
        (
            _text("To run the charter"),
            public,
            _text(
                "We take in applications, assess them and keep a register of awards. We use the names and "
                "work details of the people who write to us for it, and nothing about their past."
            ),
        ),
        (
            _text("To let you in, and keep others out"),
            public,
            _text("We use your e-mail address to send you a code, and keep you signed in while you work."),
        ),
        (
            _text("To answer you"),
            interests,
            _text("When you ask us something, we use what you tell us to answer, and for nothing else."),
        ),
        (
            _text("To keep people safe"),
            public,
            _text(
                "When somebody tells us that they are worried about a person, our safeguarding contact reads "
                "it and acts."
            ),
        ),
    ]
    return [("purpose", {"purpose": name, "basis": basis, "words": words}) for name, basis, words in rows]


def default_recipients():
    """Who receives personal data, to begin with."""
    rows = [
        (
            _text("The charter team"),
            _text("Reads applications and messages, answers, and looks after accounts."),
        ),
        (
            _text("The people who assess applications"),
            _text("Read what a service sent. They promise to keep it to themselves."),
        ),
        (
            _text("Companies that run this site and send our letters for us"),
            _text(
                "Hold the data on our behalf and may use it for nothing else. We have a contract with each."
            ),
        ),
    ]
    return [("recipient", {"name": name, "words": words}) for name, words in rows]


def default_privacy_intro():
    """The first words of the privacy page."""
    return _paragraphs(
        _text("This page says what we hold about you, why, for how long, and what you can ask of us."),
        _text(
            "We do not ask anyone about offences, health, care or abuse. Please leave such things out of what "
            "you write, about yourself and about others."
        ),
    )


def default_rights():
    """People's rights under the UK GDPR."""
    items = [
        _text("ask for a copy of what we hold about you"),
        _text("ask us to put right what is wrong, and to add what is missing"),
        _text("ask us to delete what we hold, or to stop using it for a time"),
        _text("object to our using it"),
        _text("take back a consent that you gave, at any time"),
        _text(
            "ask for what you gave us in a form that a computer can read, where we hold it with your consent"
        ),
    ]
    return "".join(
        [
            _paragraphs(_text("You can:")),
            "<ul>",
            *(f"<li>{item}</li>" for item in items),
            "</ul>",
            _paragraphs(
                _text("Write to us or call. You do not have to pay, or to use a form. We answer within one month."),
                _text(
                    "Some of these have limits: we keep the record of a decision, for example. We tell you if so, "
                    "and why."
                ),
                _text("No machine decides about you. People read each application and decide together."),
                _text("Where a colleague told us your name, as the lead of an application for example, we have it from them."),
            ),
        ]
    )  # fmt: skip


def default_commitment():
    """What the site promises about accessibility."""
    items = [
        _text("zoom in up to 400% without losing anything"),
        _text("get from one end to the other with a keyboard alone"),
        _text("use a screen reader or speech recognition"),
        _text("use every page and every form without JavaScript"),
        _text("take as much time as you need: what you write is saved"),
    ]
    return "".join(
        [
            _paragraphs(
                _text("We want as many people as possible to be able to use this website. You can:"),
            ),
            "<ul>",
            *(f"<li>{item}</li>" for item in items),
            "</ul>",
            _paragraphs(_text("We also work to keep the words easy to understand.")),
        ]
    )


def default_testing():
    """How the software's own pages are tested; the body adds its own tests."""
    return _paragraphs(
        _text(
            "Each kind of page was checked with an automatic tool (axe) in a wide and in a narrow window, with a "
            "keyboard alone, without JavaScript, and for valid HTML."
        ),
    )


def _paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)
