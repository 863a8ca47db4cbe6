"""A form with one field of each kind, for the page that shows the elements."""

from django import forms

from wagtail_charter.foundations.forms import CharterForm, DatePartsField, LongTextField, UploadField

SETTINGS = [
    ("", "Choose a setting"),
    ("community", "In the community"),
    ("custody", "In custody"),
    ("hospital", "In hospital"),
    ("court", "With police and courts"),
]


class EveryFieldForm(CharterForm):
    name = forms.CharField(
        label="Name of your service",
        help_text="The team or service that the award would be for.",
        max_length=120,
        error_messages={"required": "Enter the name of your service"},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label="Email address",
        help_text="We only use it to answer you.",
        error_messages={"required": "Enter an email address"},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label="Telephone number",
        required=False,
        widget=forms.TelInput(attrs={"class": "nhsuk-input--width-20", "autocomplete": "tel"}),
    )
    size = forms.IntegerField(
        label="How many people work in the service?",
        min_value=1,
        max_value=9999,
        error_messages={
            "required": "Enter how many people work in the service",
            "invalid": "How many people work in the service must be a number, like 24",
            "min_value": "How many people work in the service must be 1 or more",
            "max_value": "How many people work in the service must be 9,999 or less",
        },
        widget=forms.NumberInput(attrs={"class": "nhsuk-input--width-4"}),
    )
    search = forms.CharField(
        label="Find a service", required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    setting = forms.ChoiceField(
        label="Where does the service work?",
        choices=SETTINGS,
        error_messages={"required": "Select where the service works"},
    )
    heard = forms.ChoiceField(
        label="How would you like to hear the result?",
        help_text="You can change this at any time.",
        choices=[("call", "In a call"), ("email", "By email"), ("here", "On this site")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select how you would like to hear the result"},
    )
    heard.hints = {
        "call": "We ask for a time that suits you.",
        "here": "Nothing is sent. You look when you are ready.",
    }
    themes = forms.MultipleChoiceField(
        label="Which themes would you like help with?",
        help_text="Select all that apply.",
        required=False,
        choices=[
            ("recruitment", "Open recruitment"),
            ("peer-support", "Peer support"),
            ("training", "Training and progression, including apprenticeships, shadowing and time to study"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = DatePartsField(
        label="When would you like to start?",
        help_text="For example, 27 March 2027. You can write the month as a word.",
        name="Start date",
        must_be="today_or_future",
        error_messages={"required": "Enter when you would like to start"},
    )
    story = LongTextField(
        label="What has changed in your service?",
        help_text="Please leave out names and anything that could tell who someone is.",
        max_words=40,
        rows=6,
        error_messages={"required": "Enter what has changed in your service"},
    )
    file = UploadField(
        label="Add a file",
        help_text="PDF or Word, smaller than 10MB.",
        endings=("pdf", "docx"),
        required=False,
    )
    agree = forms.BooleanField(
        label="My manager knows that I am writing",
        help_text="They do not need to agree with every word.",
        error_messages={"required": "Tick the box if your manager knows that you are writing"},
    )
