"""A date in three boxes, an answer with a word limit, an upload with limits."""

from datetime import date

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from wagtail_charter.foundations.form_fields import (
    DateParts,
    DatePartsField,
    LongTextField,
    UploadField,
    count_words,
    month_number,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("03", 3),
        ("12", 12),
        ("jan", 1),
        ("March", 3),
        ("SEPT.", 9),
        (" june ", 6),
        ("0", None),
        ("13", None),
        ("ma", None),
        ("june-ish", None),
        ("", None),
        ("٣", 3),
    ],
)
def test_month_number_reads_numbers_and_words(typed, number):
    assert month_number(typed) == number


@pytest.mark.parametrize(
    ("parts", "code", "message", "wrong"),
    [
        (("", "3", "2027"), "day", "Start date must include a day", ("day",)),
        (("1", "", "2027"), "month", "Start date must include a month", ("month",)),
        (("1", "3", ""), "year", "Start date must include a year", ("year",)),
        (("", "", "2027"), "day_month", "Start date must include a day and month", ("day", "month")),
        (("", "3", ""), "day_year", "Start date must include a day and year", ("day", "year")),
        (("1", "", ""), "month_year", "Start date must include a month and year", ("month", "year")),
        (("32", "3", "2027"), "real", "Start date must be a real date", ("day",)),
        (("1", "Smarch", "2027"), "real", "Start date must be a real date", ("month",)),
        (("1", "3", "soon"), "real", "Start date must be a real date", ("year",)),
        (("1", "3", "27"), "short_year", "Year must include 4 numbers", ("year",)),
        (("31", "2", "2027"), "real", "Start date must be a real date", ("day", "month", "year")),
        (("1", "3", "0000"), "real", "Start date must be a real date", ("day", "month", "year")),
        (("1" * 99, "9" * 99, "9" * 99), "real", "Start date must be a real date", ("day",)),
        (("²", "3", "2027"), "real", "Start date must be a real date", ("day",)),
    ],
)
def test_date_says_what_is_missing_or_wrong(parts, code, message, wrong):
    with pytest.raises(ValidationError) as caught:
        DatePartsField(name="Start date").clean(DateParts(*parts))

    assert caught.value.code == code
    assert caught.value.messages == [message]
    assert caught.value.params["parts"] == wrong


def test_date_is_read_with_spaces_around_it():
    assert DatePartsField().clean(DateParts(" 1 ", " jan ", " 2027 ")) == date(2027, 1, 1)


def test_date_left_empty_is_none_only_if_optional():
    assert DatePartsField(required=False).clean(DateParts()) is None
    with pytest.raises(ValidationError) as caught:
        DatePartsField().clean(DateParts())
    assert caught.value.code == "required"


@pytest.mark.parametrize(
    ("must_be", "day", "is_right"),
    [
        ("past", 9, True),
        ("past", 10, False),
        ("future", 11, True),
        ("future", 10, False),
        ("today_or_past", 10, True),
        ("today_or_past", 11, False),
        ("today_or_future", 10, True),
        ("today_or_future", 9, False),
        ("", 1, True),
    ],
)
def test_date_knows_past_and_future(must_be, day, is_right):
    field = DatePartsField(must_be=must_be)
    with time_machine.travel("2027-03-10 12:00", tick=False):
        if is_right:
            assert field.clean(DateParts(str(day), "3", "2027")) == date(2027, 3, day)
        else:
            with pytest.raises(ValidationError) as caught:
                field.clean(DateParts(str(day), "3", "2027"))
            assert caught.value.code == must_be


def test_date_shows_a_stored_date_in_its_boxes_and_sees_no_change():
    class OnForm(forms.Form):
        on = DatePartsField()

    form = OnForm({"on_day": "4", "on_month": "3", "on_year": "2027"}, initial={"on": date(2027, 3, 4)})

    assert OnForm(initial={"on": date(2027, 3, 4)})["on"].value() == DateParts("4", "3", "2027")
    assert form.has_changed() is False


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("  ", 0), ("one", 1), ("one\n two\tthree ", 3), ("don't e-mail", 2)]
)
def test_count_words_counts_runs_of_anything_but_white_space(text, words):
    assert count_words(text) == words


def test_long_text_takes_exactly_its_limit_and_not_a_word_more():
    field = LongTextField(max_words=3)

    assert field.clean("one two three") == "one two three"
    with pytest.raises(ValidationError) as caught:
        field.clean("one two three four")
    assert caught.value.messages == ["Answer must be 3 words or less"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("notes.exe", b"x"), "The selected file must be one of these types: PDF, DOCX"),
        (SimpleUploadedFile("notes", b"x"), "The selected file must be one of these types: PDF, DOCX"),
        (
            SimpleUploadedFile("big.pdf", b"x" * (1024 * 1024 + 1)),
            "The selected file must be smaller than 1MB",
        ),
    ],
)
def test_upload_says_what_is_wrong_with_the_file(file, message):
    with pytest.raises(ValidationError) as caught:
        UploadField(endings=("pdf", "docx"), max_bytes=1024 * 1024).clean(file)

    assert caught.value.messages == [message]


def test_upload_takes_a_file_that_fits_whatever_the_case_of_its_ending():
    file = SimpleUploadedFile("Notes.PDF", b"x")

    assert UploadField(endings=("pdf",)).clean(file) is file
