"""The parts of which an entry is made, and the block that shows the latest entries on any page."""

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from wagtail_charter.foundations.blocks import (
    CalloutBlock,
    CheckedBlock,
    DefinitionsBlock,
    ItemsBlock,
    LinkBlock,
    NumberedItemsBlock,
    ParagraphBlock,
    PersonBlock,
    VideoBlock,
)
from wagtail_charter.organisations.states import PartnershipKind

_TEMPLATES = "wagtail_charter/showcase/blocks"


class Attribution(TextChoices):
    """How the person who is quoted wished to be named."""

    FULL_NAME = "full_name", _("Full name")
    FIRST_NAME = "first_name", _("First name")
    ROLE_ONLY = "role_only", _("Role only")
    LIVED_EXPERIENCE = "lived_experience", _("A person with lived experience")
    FAMILY_MEMBER = "family_member", _("A family member")


#: Attributions that show a name, and therefore need the person's consent.
NAMED_ATTRIBUTIONS = (Attribution.FULL_NAME, Attribution.FIRST_NAME)


class RolePay(TextChoices):
    """How a role is paid."""

    PAID = "paid", _("Paid")
    VOLUNTARY = "voluntary", _("Voluntary")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third order; the first is the page's title."""

    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        label=_("Order"), choices=[("h2", _("Section")), ("h3", _("Part of a section"))], default="h2"
    )

    class Meta:
        label = _("Heading")
        icon = "title"
        template = f"{_TEMPLATES}/heading.html"


class QuoteBlock(PersonBlock):
    """Somebody's own words, attributed in the way that the person chose."""

    ask_first = _("Tick this once the person has agreed, or show the role only.")
    found_name = _("a quote with a name. Ask the person, then tick that they agreed; or show the role only.")

    text = blocks.TextBlock(label=_("Words"), rows=3, help_text=_("Without quotation marks."))
    attribution = blocks.ChoiceBlock(
        label=_("How the person wished to be named"),
        choices=Attribution.choices,
        default=Attribution.ROLE_ONLY,
    )
    name = blocks.CharBlock(
        label=_("Name"), required=False, max_length=120, help_text=_("Only with a full name or a first name.")
    )
    name_consent = blocks.BooleanBlock(
        label=_("The person has agreed to be named on this page"), required=False
    )
    role = blocks.CharBlock(label=_("Role"), required=False, max_length=120)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=200)

    def faults(self, value):
        """A name stands there where, and only where, the person wished to be named; a role where only the role shows."""
        named = value["attribution"] in NAMED_ATTRIBUTIONS
        faults = super().faults(value) if named else {}
        if named and not value["name"]:
            faults["name"] = _("Enter the name, or choose another way to name the person.")
        if value["name"] and not named:
            faults["name"] = _("Take the name out, or choose full name or first name above.")
        if value["attribution"] == Attribution.ROLE_ONLY and not value["role"]:
            faults["role"] = _("Enter the role, for example: peer support worker.")
        return faults

    def findings(self, value):
        """The same for a draft: who speaks, and whether a person who is named has agreed."""
        attribution = value.get("attribution")
        if attribution in NAMED_ATTRIBUTIONS:
            yield from super().findings(value)
        if attribution == Attribution.ROLE_ONLY and not value.get("role"):
            yield _now("a quote without a role. Readers do not know who speaks.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["speaker"] = speaker_words(value)
        return context

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = f"{_TEMPLATES}/quote.html"


def speaker_words(value):
    """The words under a quote, as a list of parts; a name is shown only with consent."""
    attribution = value.get("attribution")
    parts = []
    if attribution in NAMED_ATTRIBUTIONS and value.get("name") and value.get("name_consent"):
        parts.append(value["name"])
    elif attribution in (Attribution.LIVED_EXPERIENCE, Attribution.FAMILY_MEMBER):
        parts.append(Attribution(attribution).label)
    return [part for part in [*parts, value.get("role"), value.get("organisation")] if part]


class SignOffBlock(PersonBlock):
    """Who speaks for the entry: role and organisation, and a name where the person agreed."""

    found_name = _(
        "a sign-off with a name. Ask the person, then tick that they agreed; or take the name out."
    )

    role = blocks.CharBlock(label=_("Role"), max_length=120)
    organisation = blocks.CharBlock(label=_("Organisation"), required=False, max_length=200)
    name = blocks.CharBlock(label=_("Name"), required=False, max_length=120)
    name_consent = blocks.BooleanBlock(
        label=_("The person has agreed to be named on this page"), required=False
    )

    class Meta:
        label = _("Sign-off")
        icon = "user"
        template = f"{_TEMPLATES}/sign_off.html"


class PictureBlock(CheckedBlock):
    """A picture with the words that stand for it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=250,
        help_text=_("For people who cannot see it. Leave empty only if it is decoration."),
    )
    decorative = blocks.BooleanBlock(label=_("It is decoration and says nothing"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    shows_people = blocks.BooleanBlock(label=_("People can be recognised in it"), required=False)
    people_consent = blocks.BooleanBlock(label=_("Everyone in it has agreed to be shown"), required=False)

    def faults(self, value):
        """People who can be recognised have agreed."""
        if value["shows_people"] and not value["people_consent"]:
            return {"people_consent": _("Tick this once everyone has agreed, or choose another picture.")}
        return {}

    def findings(self, value):
        """The same for a draft, and whether words stand for the picture."""
        if not value.get("alt") and not value.get("decorative"):
            yield _now("a picture without a description. Say what it shows, or tick that it is decoration.")
        if value.get("shows_people") and not value.get("people_consent"):
            yield _now("a picture of people. Ask everyone in it, then tick that they agreed.")

    class Meta:
        label = _("Picture")
        icon = "image"
        template = f"{_TEMPLATES}/image.html"


class RoleBlock(blocks.StructBlock):
    """A role that the service offers to people with lived experience."""

    role = blocks.CharBlock(label=_("Role"), max_length=120)
    what = blocks.CharBlock(label=_("What the person does"), required=False, max_length=300)
    paid = blocks.ChoiceBlock(
        label=_("How it is paid"),
        choices=RolePay.choices,
        required=False,
        help_text=_("Leave empty where it is not known."),
    )


class RolesBlock(blocks.ListBlock):
    """The roles that a service offers."""

    def __init__(self, **kwargs):
        super().__init__(RoleBlock(), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["roles"] = [
            {"role": role["role"], "what": role["what"], "paid": _choice_label(RolePay, role["paid"])}
            for role in value
        ]
        context["shows_pay"] = any(role["paid"] for role in context["roles"])
        context["shows_what"] = any(role["what"] for role in context["roles"])
        return context

    class Meta:
        label = _("Roles offered")
        icon = "group"
        template = f"{_TEMPLATES}/roles.html"


class OpportunityBlock(blocks.StructBlock):
    """A post or place that is open now."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    where = blocks.CharBlock(label=_("Where and when"), required=False, max_length=200)
    closes_on = blocks.DateBlock(
        label=_("Closes on"), help_text=_("After this day visitors no longer see it.")
    )
    url = blocks.URLBlock(label=_("Address"), required=False)


class OpportunitiesBlock(blocks.ListBlock):
    """Posts that are open; those that closed are no longer shown."""

    def __init__(self, **kwargs):
        super().__init__(OpportunityBlock(), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        today = timezone.localdate()
        context["open_posts"] = [
            post for post in value if not post["closes_on"] or post["closes_on"] >= today
        ]
        return context

    class Meta:
        label = _("Open posts")
        icon = "calendar-check"
        template = f"{_TEMPLATES}/opportunities.html"


class PartnerBlock(blocks.StructBlock):
    """A body that the service works with."""

    name = blocks.CharBlock(label=_("Name"), max_length=200)
    kind = blocks.ChoiceBlock(
        label=_("What the partner does"), choices=PartnershipKind.choices, required=False
    )


class PartnersBlock(blocks.ListBlock):
    """The partners of a service."""

    def __init__(self, **kwargs):
        super().__init__(PartnerBlock(), **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["partners"] = [
            {"name": partner["name"], "kind": _choice_label(PartnershipKind, partner["kind"])}
            for partner in value
        ]
        return context

    class Meta:
        label = _("Partners")
        icon = "link"
        template = f"{_TEMPLATES}/partners.html"


class LinksBlock(blocks.ListBlock):
    """Useful links."""

    def __init__(self, **kwargs):
        super().__init__(LinkBlock(), **kwargs)

    class Meta:
        label = _("Useful links")
        icon = "link-external"
        template = f"{_TEMPLATES}/links.html"


#: The blocks of an entry's body, in the order in which the editor offers them.
ENTRY_BLOCKS = [
    ("paragraph", ParagraphBlock()),
    ("heading", HeadingBlock()),
    ("list", ItemsBlock()),
    ("numbered_list", NumberedItemsBlock()),
    ("definition_list", DefinitionsBlock()),
    ("quote", QuoteBlock()),
    ("sign_off", SignOffBlock()),
    ("image", PictureBlock()),
    ("callout", CalloutBlock()),
    ("roles", RolesBlock()),
    ("opportunities", OpportunitiesBlock()),
    ("partners", PartnersBlock()),
    ("links", LinksBlock()),
    ("video", VideoBlock()),
]


class LatestEntriesBlock(blocks.StructBlock):
    """For any page of the host: the latest entries of a showcase, as cards."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=150)
    index = blocks.PageChooserBlock(
        label=_("Showcase"),
        page_type="wagtail_charter.ShowcaseIndexPage",
        required=False,
        help_text=_("Leave empty for all that lies on this site."),
    )
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=3)

    class Meta:
        label = _("Latest showcase entries")
        icon = "doc-full"
        template = f"{_TEMPLATES}/latest_entries.html"


def _choice_label(choices, value):
    """The words of ``value``, or an empty string for none or for a value that is no choice any more."""
    return choices(value).label if value in choices.values else ""
