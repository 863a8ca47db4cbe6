"""Forms: ids that exist, words that help, nothing typed lost."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.test import override_settings
from django.utils.translation import override

from wagtail_charter.foundations.forms import (
    CharterForm,
    DatePartsField,
    LongTextField,
    error_title,
)


class EveryKindForm(CharterForm):
    name = forms.CharField(max_length=10, help_text="As on the door.")
    email = forms.EmailField(required=False)
    size = forms.IntegerField(min_value=1)
    setting = forms.ChoiceField(choices=[("", "Choose"), ("a", "A")], help_text="Where it works.")
    heard = forms.ChoiceField(choices=[("call", "Call"), ("mail", "Mail")], widget=forms.RadioSelect)
    heard.hints = {"call": "At a time that suits you."}
    themes = forms.MultipleChoiceField(
        choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple, help_text="All that apply."
    )
    starts_on = DatePartsField(name="Start date", help_text="For example, 27 3 2027")
    story = LongTextField(max_words=3, help_text="No names.")
    file = forms.FileField()
    agree = forms.BooleanField(help_text="Every word.")


class Page(HTMLParser):
    """The ids and references of a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.described, self.labels, self.elements = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        held = dict(attrs)
        self.elements.append((tag, held))
        if "id" in held:
            self.ids.append(held["id"])
        self.described += held.get("aria-describedby", "").split()
        if tag == "label":
            self.labels.append(held.get("for", ""))


@pytest.mark.parametrize("data", [None, {}, {"name": "Riverside", "themes": ["x"], "starts_on_day": "3"}])
def test_form_points_only_to_ids_that_exist_once(data):
    page = Page(str(EveryKindForm(data)))

    assert [each for each in page.described + page.labels if each not in page.ids] == []
    assert len(page.ids) == len(set(page.ids))


def test_form_describes_a_field_by_hint_error_and_word_limit_in_this_order():
    form = EveryKindForm({"story": "one two three four"})

    assert form["story"].aria_describedby == "id_story_helptext id_story_error id_story_count"
    assert 'aria-describedby="id_story_helptext id_story_error id_story_count"' in str(form["story"])


def test_form_describes_a_group_on_its_fieldset_and_not_on_each_control():
    html = EveryKindForm({})["themes"].as_field_group()
    page = Page(html)

    described = [tag for tag, attrs in page.elements if "aria-describedby" in attrs]

    assert described == ["fieldset"]
    assert [tag for tag, _ in page.elements].count("legend") == 1


def test_form_has_no_attribute_that_lets_the_browser_stop_people():
    html = str(EveryKindForm(None))

    assert re.findall(r"\s(required|maxlength|minlength|min|max|step|pattern)[=\s>]", html) == []
    assert 'type="number"' not in html


def test_form_keeps_everything_that_was_typed():
    typed = {
        "name": "A name that is far too long for the field",
        "email": "not an address",
        "size": "a few",
        "setting": "a",
        "heard": "mail",
        "themes": ["y"],
        "starts_on_day": "31",
        "starts_on_month": "Feb",
        "starts_on_year": "27",
        "story": "one two three four",
    }
    html = str(EveryKindForm(typed))

    for kept in (
        "A name that is far too long for the field",
        "not an address",
        "a few",
        "Feb",
        "one two three four",
    ):
        assert kept in html
    assert '<option value="a" selected>' in html
    checked = [attrs["value"] for tag, attrs in Page(html).elements if tag == "input" and "checked" in attrs]
    assert checked == ["mail", "y"]


def test_form_escapes_hostile_text_wherever_it_stands():
    bad = '"><script>alert(1)</script>'

    class HostileForm(CharterForm):
        text = forms.CharField(label=bad, help_text=bad, error_messages={"invalid": bad})
        pick = forms.ChoiceField(choices=[(bad, bad)], widget=forms.RadioSelect)
        pick.hints = {bad: bad}

        def clean_text(self):
            raise forms.ValidationError(bad)

    form = HostileForm({"text": bad})

    assert "<script>" not in str(form)
    assert "&lt;script&gt;" in str(form)


def test_label_says_optional_and_required_fields_carry_no_mark():
    form = EveryKindForm()

    assert form["email"].label_text == "Email (optional)"
    assert form["name"].label_text == "Name"
    assert form["agree"].label_text == "Agree"


def test_messages_name_the_question_when_the_form_gives_none_of_its_own():
    errors = EveryKindForm({}).errors

    assert errors["name"] == ["Enter an answer to “Name”"]
    assert errors["heard"] == ["Select an answer to “Heard”"]
    assert errors["themes"] == ["Select at least one answer to “Themes”"]
    assert errors["starts_on"] == ["Enter a date for “Starts on”"]
    assert errors["file"] == ["Select a file for “File”"]
    assert errors["agree"] == ["Tick “Agree” to go on"]


def test_messages_of_the_field_win_over_ours():
    class OwnWordsForm(CharterForm):
        name = forms.CharField(error_messages={"required": "Enter the name of your service"})

    assert OwnWordsForm({}).errors["name"] == ["Enter the name of your service"]


def test_messages_say_how_to_mend_length_and_address():
    errors = EveryKindForm({"name": "x" * 11, "email": "nobody"}).errors

    assert errors["name"] == ["Answer must be 10 characters or less"]
    assert errors["email"] == ["Enter an email address in the correct format, like name@example.com"]


def test_label_with_a_percent_sign_does_not_break_the_message():
    class PercentForm(CharterForm):
        pay = forms.BooleanField(label="100% of travel is paid")
        on = DatePartsField(label="When was 100% paid?")

    assert PercentForm({}).errors["pay"] == ["Tick “100% of travel is paid” to go on"]
    assert PercentForm({}).errors["on"] == ["Enter a date for “When was 100% paid?”"]


def test_summary_lists_errors_in_the_order_of_the_form_and_leads_to_the_first_control():
    data = {"name": "Riverside", "size": "1", "setting": "a", "starts_on_day": "3", "starts_on_year": "2027"}
    lines = [(line.text, line.href) for line in EveryKindForm(data).summary]

    assert lines == [
        ("Select an answer to “Heard”", "#id_heard_0"),
        ("Select at least one answer to “Themes”", "#id_themes_0"),
        ("Start date must include a month", "#id_starts_on_month"),
        ("Enter an answer to “Story”", "#id_story"),
        ("Select a file for “File”", "#id_file"),
        ("Tick “Agree” to go on", "#id_agree"),
    ]


def test_summary_leads_only_to_ids_on_the_page():
    form = EveryKindForm({}, prefix="first")

    ids = Page(str(form)).ids

    assert {line.href.lstrip("#") for line in form.summary} <= set(ids)


def test_summary_of_a_whole_form_error_has_no_link():
    class PairForm(CharterForm):
        first = forms.CharField(required=False)

        def clean(self):
            raise forms.ValidationError("Choose one or the other")

    assert [(line.text, line.href) for line in PairForm({}).summary] == [("Choose one or the other", "")]


def test_date_marks_only_the_wrong_boxes():
    html = EveryKindForm({"starts_on_day": "3", "starts_on_year": "2027"})["starts_on"].as_field_group()

    wrong = [attrs["name"] for tag, attrs in Page(html).elements if attrs.get("aria-invalid") == "true"]

    assert wrong == ["starts_on_month"]


def test_choice_hint_is_tied_to_its_own_control():
    page = Page(EveryKindForm()["heard"].as_field_group())

    described = {
        attrs["value"]: attrs.get("aria-describedby") for tag, attrs in page.elements if tag == "input"
    }

    assert described == {"call": "id_heard_0_helptext", "mail": None}


def test_host_override_of_an_element_is_used(settings, tmp_path):
    own = tmp_path / "wagtail_charter" / "elements" / "hint.html"
    own.parent.mkdir(parents=True)
    own.write_text("<p>The host's own hint</p>")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}

    with override_settings(TEMPLATES=[engine]):
        html = str(EveryKindForm())

    assert "<p>The host's own hint</p>" in html
    assert "<p>The host's own hint</p>" not in str(EveryKindForm())


@override_settings(FORM_RENDERER="django.forms.renderers.TemplatesSetting")
def test_form_does_not_need_the_hosts_form_renderer_nor_django_forms():
    assert "nhsuk-form-group" in str(EveryKindForm())


def test_title_says_error_first_only_when_the_form_has_errors():
    assert error_title("Apply", EveryKindForm({})) == "Error: Apply"
    assert error_title("Apply", EveryKindForm()) == "Apply"
    assert error_title("Apply", None) == "Apply"


def test_words_of_a_form_follow_the_language_of_the_request():
    class NamedForm(CharterForm):
        on = DatePartsField(label="Pryd?")

    with override("cy"):
        form = NamedForm({"on_day": "1", "on_month": "Mawrth", "on_year": "2027"})
        assert form.is_valid(), form.errors
        assert form.cleaned_data["on"].month == 3
