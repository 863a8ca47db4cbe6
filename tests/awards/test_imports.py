"""Loading awards that were given before from csv, xlsx and yaml files."""

import csv
import datetime
import io
from pathlib import Path

import openpyxl
import pytest
import yaml
from django.core.management import CommandError, call_command

from tests.factories.awards import make_level
from tests.factories.framework import make_edition
from tests.factories.organisations import make_organisation, make_service
from wagtail_charter.awards.exports import AWARD_COLUMNS, award_rows
from wagtail_charter.awards.imports import load_awards
from wagtail_charter.awards.models import Award, RegisterCount
from wagtail_charter.awards.services import lapse_award, recount_register
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM, check_chain
from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.framework.models import CharterSettings
from wagtail_charter.letters.models import Letter
from wagtail_charter.organisations.models import Organisation, OrganisationIdentifier, Service

pytestmark = pytest.mark.django_db

EXAMPLE = Path(__file__).resolve().parents[2] / "example_site" / "demo" / "content" / "awards-before.csv"
HEADER = [
    "reference",
    "organisation",
    "gb-nhs",
    "service",
    "level",
    "scope",
    "awarded_on",
    "valid_until",
    "status",
    "status_words",
    "contact_email",
    "awarded_by",
    "year",
    "checked_on",
    "checked_by",
]
GOOD = [
    ["P-2021-01", "Northfield NHS Trust", "", "Reconnect", "Silver", "All sites", "2021-03-01", "2023-03-01", "", "",
     "", "", "", "", ""],
    ["", "Northfield NHS Trust", "", "Liaison", "gold", "One clinic", "2026-02-01", "", "Current", "",
     "team@northfield.example", "", "", "", ""],
    ["P-2024-07", "", "RYV", "The Mill", "Bronze", "", "2024-05-06", "2026-05-06", "revoked", "It was withdrawn.",
     "", "", "", "", ""],
    ["", "northfield  nhs trust", "", "reconnect", "Two stars", "", "", "", "", "", "", "Other Scheme", "2022",
     "2026-10-01", "Charter team"],
    ["p 2025 09", "Mill CIC", "", "The Mill", "Working towards", "", "2026-05-07", "", "under review", "", "", "", "",
     "", ""],
]  # fmt: skip


@pytest.fixture
def edition():
    return make_edition()


@pytest.fixture
def known(edition):
    """Whom the files name."""
    trust = make_organisation("Northfield NHS Trust")
    mill = make_organisation("Mill CIC", identifiers=[("GB-NHS", "RYV")])
    for name, provider in (("Reconnect", trust), ("Liaison", trust), ("The Mill", mill)):
        make_service(name, provider=provider)


def write_csv(path, rows, header=HEADER):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_bytes(text.getvalue().encode())
    return path


def write_xlsx(path, rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append([_cell(value) for value in row])
    book.save(path)
    return path


def _cell(value):
    """Days and years as a spreadsheet holds them, where they are such."""
    try:
        return int(value) if value.isdecimal() else datetime.date.fromisoformat(value)
    except ValueError:
        return value


def write_yaml(path, rows, header=HEADER):
    entries = []
    for row in rows:
        entry = {name: value for name, value in zip(header, row, strict=True) if value}
        if "gb-nhs" in entry:
            entry["identifiers"] = [{"scheme": "GB-NHS", "value": entry.pop("gb-nhs")}]
        entries.append(entry)
    path.write_text(yaml.safe_dump({"awards": entries}, sort_keys=False))
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "yaml": write_yaml}


def held():
    """Everything that a file may change, and the history."""
    models = [Award, RegisterCount, Organisation, OrganisationIdentifier, Service, Event, Letter]
    return [list(model.objects.order_by("pk").values()) for model in models]


def load(path, **options):
    return load_awards(path, by=SYSTEM, **options)


def refusal(path, **options):
    with pytest.raises(ImportRefused) as refused:
        load(path, **options)
    return refused.value.faults


def row_of(**cells):
    """A row of the file that is right but for ``cells``."""
    facts = dict(zip(HEADER, GOOD[1], strict=True)) | cells
    return [facts.get(name, "") for name in HEADER]


def faulty_rows():
    """``GOOD`` with five faults, and where each of them stands."""
    rows = [list(row) for row in GOOD]
    rows[0][3] = "Reconect"
    rows[1][4] = "Platinum"
    rows[2][7] = "2023-05-06"
    rows[3][13] = "1 October"
    rows[4][2] = "R"
    places = [
        ("line 2", "service", "Did you mean “Reconnect”?"),
        ("line 3", "level", "is no level of this edition"),
        ("line 4", "valid_until", "the same as or after"),
        ("line 5", "checked_on", "2026-04-01"),
        ("line 6", "gb-nhs", "does not look like"),
    ]
    return rows, places


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_table_with_five_faults_is_refused_naming_all_and_changes_nothing(tmp_path, kind):
    rows, places = faulty_rows()
    before = held()

    faults = refusal(WRITERS[kind](tmp_path / f"awards.{kind}", rows))

    assert [fault.where for fault in faults] == [f"{line}, column {name}" for line, name, _words in places]
    for fault, (_line, _name, words) in zip(faults, places, strict=True):
        assert words in fault.reason
    assert held() == before


@pytest.mark.usefixtures("known")
def test_yaml_with_five_faults_is_refused_naming_all_and_changes_nothing(tmp_path):
    path = tmp_path / "awards.yaml"
    path.write_text(
        "awards:\n"
        "- organisation: Northfield NHS Trust\n"
        "  service: Reconect\n"
        "  level: Silver\n"
        "  awarded_on: 2021-03-01\n"
        "- organisation: Mill CIC\n"
        "  service: The Mill\n"
        "  level: Platinum\n"
        "  awarded_on: 2062-03-01\n"
        "  statsu: lapsed\n"
        "- identifiers:\n"
        "  - scheme: GB-NHS\n"
        "    value: R\n"
        "  service: The Mill\n"
        "  level: Gold\n"
        "  awarded_on: 2021-03-01\n"
    )
    before = held()

    faults = refusal(path)

    assert [fault.where for fault in faults] == [
        "line 3, service",
        "line 8, level",
        "line 9, awarded_on",
        "line 10, statsu",
        "line 13, value",
    ]
    assert held() == before


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", WRITERS)
def test_mended_file_loads_and_a_second_load_changes_nothing(tmp_path, kind):
    path = WRITERS[kind](tmp_path / f"awards.{kind}", GOOD)

    first = load(path)
    after = held()
    second = load(path)

    assert (first.added, first.changed, first.unchanged) == (5, 0, 0)
    assert (second.added, second.changed, second.unchanged) == (0, 0, 5)
    assert held() == after
    rows = Award.objects.order_by("pk").values_list(
        "service__name", "level__key", "issued_on", "ends_on", "state", "is_listed"
    )
    assert list(rows) == [
        ("Reconnect", "silver", datetime.date(2021, 3, 1), datetime.date(2023, 3, 1), "lapsed", True),
        ("Liaison", "gold", datetime.date(2026, 2, 1), datetime.date(2028, 2, 1), "current", True),
        ("The Mill", "bronze", datetime.date(2024, 5, 6), datetime.date(2026, 5, 6), "revoked", True),
        ("Reconnect", None, None, None, "current", False),
        (
            "The Mill",
            "working_towards",
            datetime.date(2026, 5, 7),
            datetime.date(2028, 5, 7),
            "under_review",
            False,
        ),
    ]
    kept = Award.objects.order_by("pk").values_list("reference", flat=True)
    assert [kept[place] for place in (0, 2, 4)] == ["P-2021-01", "P-2024-07", "P 2025 09"]
    assert kept[1].startswith("CH-")
    assert Award.objects.get(reference="P-2024-07").state_words == "It was withdrawn."
    assert Award.objects.get(level__key="gold").holder_email == "team@northfield.example"
    other = Award.objects.get(is_external=True)
    assert (other.sentence, other.checked_by) == ("Two stars, awarded by Other Scheme, 2022", "Charter team")


@pytest.mark.usefixtures("known")
def test_each_award_has_its_event_the_register_its_counts_and_nobody_a_letter(tmp_path):
    load(write_csv(tmp_path / "awards.csv", GOOD))

    for award in Award.objects.all():
        event = Event.objects.last_about(award)
        assert (event.from_state, event.to_state, event.reason) == ("", award.state, "imported")
        assert event.actor_kind == SYSTEM
    assert check_chain() is None
    counts = list(RegisterCount.objects.order_by("level_key").values_list("level_key", "number"))
    recount_register()
    assert list(RegisterCount.objects.order_by("level_key").values_list("level_key", "number")) == counts
    assert counts == [("gold", 1)]
    assert not Letter.objects.exists()


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", WRITERS)
def test_dry_run_says_what_would_happen_and_changes_nothing(tmp_path, kind):
    before = held()

    report = load(WRITERS[kind](tmp_path / f"awards.{kind}", GOOD), dry_run=True)

    assert report.added == 5
    assert held() == before


@pytest.mark.usefixtures("known")
def test_later_load_brings_words_and_contacts_up_to_date_and_an_empty_cell_leaves_them(tmp_path):
    header = [*HEADER, "public_words", "contact_name"]
    load(write_csv(tmp_path / "one.csv", [[*GOOD[1], "Well done", "Ann"]], header))
    award = Award.objects.get()
    history = Event.objects.count()

    second = load(write_csv(tmp_path / "two.csv", [[*row_of(contact_email=""), "Kind and calm", ""]], header))

    award.refresh_from_db()
    assert (second.added, second.changed) == (0, 1)
    assert (award.public_words, award.holder_name, award.holder_email) == (
        "Kind and calm",
        "Ann",
        "team@northfield.example",
    )
    assert Event.objects.count() == history


@pytest.mark.usefixtures("known")
def test_award_that_moved_on_since_is_left_where_it_is_and_said(tmp_path):
    path = write_csv(tmp_path / "awards.csv", [GOOD[1]])
    load(path)
    lapse_award(Award.objects.get(), by=SYSTEM)
    before = held()

    report = load(path)

    assert (report.changes, report.unchanged) == (0, 1)
    assert report.notes == ["line 2, column status: “Liaison: Gold” is “Lapsed” here by now, and stays so."]
    assert held() == before


@pytest.mark.usefixtures("known")
def test_facts_of_an_award_that_is_here_cannot_be_changed_by_a_file(tmp_path):
    load(write_csv(tmp_path / "one.csv", [GOOD[0], GOOD[2]]))
    rows = [list(GOOD[0]), list(GOOD[2])]
    rows[0][4], rows[0][6] = "Gold", "2021-03-02"
    rows[1][0] = "P-2021-01"
    before = held()

    faults = refusal(write_csv(tmp_path / "two.csv", rows))

    assert [fault.where for fault in faults] == [
        "line 2, column level",
        "line 2, column awarded_on",
        "line 3, column reference",
    ]
    assert "held with “Silver” here" in faults[0].reason
    assert held() == before


FAULTS = [
    ({"level": ""}, "level", "Enter the level."),
    ({"organisation": ""}, "organisation", "Enter the organisation"),
    ({"organisation": "Nowhere"}, "organisation", "--enter-unknown"),
    ({"service": ""}, "service", "Enter the service"),
    ({"awarded_on": ""}, "awarded_on", "Enter the day"),
    ({"awarded_on": "2062-01-01"}, "awarded_on", "still to come"),
    ({"status": "gone"}, "status", "is not one of the choices"),
    ({"contact_email": "team at northfield"}, "contact_email", "name@example.org"),
    ({"year": "2021"}, "year", "another scheme"),
    ({"checked_by": "Ann"}, "checked_by", "another scheme"),
    ({"organisation": "Mill CIC", "gb-nhs": "RXV"}, "service", "is no known service of “Mill CIC”"),
    (
        {"organisation": "Northfield NHS Trust", "gb-nhs": "RYV"},
        "gb-nhs",
        "a different organisation: “Mill CIC”",
    ),
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("cells", "column", "words"), FAULTS)
def test_a_fault_is_named_at_its_cell_with_how_to_mend_it(tmp_path, cells, column, words):
    faults = refusal(write_csv(tmp_path / "awards.csv", [GOOD[0], row_of(**cells)]))

    assert [fault.where for fault in faults] == [f"line 3, column {column}"]
    assert words in faults[0].reason


OTHER_FAULTS = [
    ({"level": ""}, "level", "as the other scheme published it"),
    ({"year": ""}, "year", "Enter the year"),
    ({"year": "1066"}, "year", "from 1990 to"),
    ({"checked_on": ""}, "checked_on", "seen published"),
    ({"checked_by": ""}, "checked_by", "who saw"),
    ({"reference": "P-1"}, "reference", "has none here"),
    ({"valid_until": "2027-01-01"}, "valid_until", "has none here"),
    ({"link": "other.example"}, "link", "whole web address"),
    ({"listed": "yes"}, "listed", "this scheme only"),
    ({"listed": "perhaps"}, "listed", "yes or no"),
]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(("cells", "column", "words"), OTHER_FAULTS)
def test_a_fault_of_an_award_of_another_scheme_is_named_too(tmp_path, cells, column, words):
    header = [*HEADER, "link", "listed"]
    facts = dict(zip(HEADER, GOOD[3], strict=True)) | cells
    path = write_csv(tmp_path / "awards.csv", [[facts.get(name, "") for name in header]], header)

    faults = refusal(path)

    assert column in faults[0].where
    assert words in faults[0].reason


@pytest.mark.usefixtures("known")
def test_year_of_another_schemes_award_may_come_from_its_day(tmp_path):
    facts = dict(zip(HEADER, GOOD[3], strict=True)) | {"year": "", "awarded_on": "2019-07-01"}

    load(write_csv(tmp_path / "awards.csv", [[*facts.values()]]))

    assert Award.objects.get().year == 2019


@pytest.mark.usefixtures("known")
def test_an_award_or_a_reference_that_stands_twice_is_a_fault(tmp_path):
    rows = [GOOD[0], GOOD[1], GOOD[1], row_of(reference="p2O21 0I", service="Reconnect")]

    faults = refusal(write_csv(tmp_path / "awards.csv", rows))

    assert [(fault.where, fault.reason.partition(".")[0]) for fault in faults] == [
        ("line 4, column service", "This award stands in line 3, column service already"),
        ("line 5, column reference", "This reference stands in line 2, column reference already"),
    ]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("typed", ["12", "R" * 31, "№ 2021/7"])
def test_reference_that_cannot_be_one_is_replaced_and_said(tmp_path, typed):
    path = write_csv(tmp_path / "awards.csv", [row_of(reference=typed)])

    report = load(path)

    assert Award.objects.get().reference.startswith("CH-")
    assert report.notes == [
        f"line 2, column reference: “{typed}” cannot be a reference; the award gets a new one."
    ]
    assert load(path).changes == 0


@pytest.mark.usefixtures("known")
def test_level_is_looked_up_in_the_edition_of_the_row_or_of_the_settings(tmp_path, edition):
    later = make_edition()
    header = [*HEADER, "edition"]
    path = write_csv(tmp_path / "awards.csv", [[*GOOD[1], ""]], header)

    assert ["Say of which edition" in fault.reason for fault in refusal(path)] == [True]

    site = CharterSettings._meta.get_field("site").related_model.objects.get()
    CharterSettings.objects.create(site=site, edition=later)
    load(path)
    load(write_csv(tmp_path / "two.csv", [[*GOOD[0], edition.version]], header))
    faults = refusal(write_csv(tmp_path / "three.csv", [[*GOOD[2], "edition-0"]], header))

    assert [award.level.edition for award in Award.objects.order_by("pk")] == [later, edition]
    assert [fault.where for fault in faults] == ["line 2, column edition"]


@pytest.mark.usefixtures("known")
def test_level_of_a_draft_edition_is_none(tmp_path):
    draft = make_edition(published=False)
    make_level("platinum", edition=draft)

    faults = refusal(write_csv(tmp_path / "awards.csv", [row_of(level="Platinum")]))

    assert [fault.where for fault in faults] == ["line 2, column level"]


@pytest.mark.usefixtures("known")
def test_unknown_holders_are_entered_where_that_is_asked_for(tmp_path):
    header = [*HEADER, "provider_type", "age_group"]
    rows = [
        [*row_of(organisation="Quay", service="Harbour", **{"gb-nhs": "RXQ"}), "charity", "adults"],
        [*row_of(organisation="quay", service="Jetty"), "charity", ""],
        [*row_of(service="Bridge"), "", "All ages"],
    ]
    path = write_csv(tmp_path / "awards.csv", rows, header)
    before = held()

    assert len(refusal(path)) == 3
    assert load(path, enter_unknown=True, dry_run=True).added == 3
    assert held() == before
    report = load(path, enter_unknown=True)
    after = held()

    assert report.notes == ["New organisations: 1. New services: 3."]
    rows = Award.objects.order_by("pk").values_list(
        "service__name", "service__provider__name", "service__provider__provider_type", "service__age_group"
    )
    assert [*rows] == [
        ("Harbour", "Quay", "charity", "adults"),
        ("Jetty", "Quay", "charity", "adults"),
        ("Bridge", "Northfield NHS Trust", "not_stated", "all_ages"),
    ]
    assert str(OrganisationIdentifier.objects.get(organisation__name="Quay")) == "GB-NHS-RXQ"
    assert load(path, enter_unknown=True).changes == 0
    assert load(path).changes == 0
    assert held() == after


@pytest.mark.usefixtures("known")
def test_faults_of_holders_that_would_be_entered_are_named_with_the_others(tmp_path):
    header = [*HEADER, "provider_type"]
    rows = [
        [*row_of(organisation="", service="Harbour", **{"gb-nhs": "RXQ"}), ""],
        [*row_of(organisation="Quay", service="Jetty", level="Platinum"), "charty"],
    ]
    before = held()

    faults = refusal(write_csv(tmp_path / "awards.csv", rows, header), enter_unknown=True)

    assert [fault.where for fault in faults] == [
        "line 2, column gb-nhs",
        "line 3, column level",
        "line 3, column provider_type",
    ]
    assert held() == before


@pytest.mark.usefixtures("known")
def test_export_of_the_awards_is_recognised_when_it_is_loaded(tmp_path):
    load(write_csv(tmp_path / "awards.csv", [GOOD[0], GOOD[1], GOOD[2]]))
    rows = [
        ["" if cell is None else cell for cell in row] for row in award_rows(Award.objects.order_by("pk"))
    ]
    before = held()

    report = load(write_csv(tmp_path / "export.csv", rows, AWARD_COLUMNS))

    assert (report.changes, report.unchanged, report.notes) == (0, 3, [])
    assert held() == before


def test_example_loads_twice(edition):
    first = load(EXAMPLE, enter_unknown=True)
    second = load(EXAMPLE)

    assert (first.added, second.changes, second.unchanged) == (6, 0, 6)
    states = Award.objects.order_by("pk").values_list("state", flat=True)
    assert [*states] == ["ended", "lapsed", "current", "current", "handed_back", "current"]
    assert not Organisation.objects.filter(is_fictional=False).exists()


YAML_FAULTS = {
    "": "Write the awards as a list",
    "awards: 3": "Write the awards as a list",
    "awards: [x]": "Entry 1 is no set of names",
    "awards: []\nservices: []": "“services” is no list",
    "awards: [{level: Gold, level_as_published: Silver}]": "“level” says this already",
}


@pytest.mark.parametrize(("text", "words"), YAML_FAULTS.items())
def test_yaml_of_the_wrong_shape_is_refused_in_words(tmp_path, text, words):
    path = tmp_path / "awards.yaml"
    path.write_text(text)

    assert any(words in fault.reason for fault in refusal(path))


@pytest.mark.usefixtures("known")
def test_command_names_each_fault_and_says_what_it_did(tmp_path, capsys):
    faulty, mended = write_csv(tmp_path / "a.csv", faulty_rows()[0]), write_csv(tmp_path / "b.csv", GOOD)

    with pytest.raises(CommandError, match="Things to mend: 5"):
        call_command("charter_import_awards", str(faulty))
    told = capsys.readouterr().err
    call_command("charter_import_awards", str(mended), dry_run=True)
    call_command("charter_import_awards", str(mended))

    assert all(f"line {line}, column" in told for line in range(2, 7))
    assert capsys.readouterr().out.splitlines() == [
        "Would add: 5. Changed: 0. Already as in the file: 0.",
        "Added: 5. Changed: 0. Already as in the file: 0.",
    ]
