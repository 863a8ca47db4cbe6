"""Loading organisations from csv, xlsx and yaml files."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
import yaml
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry
from wagtail.search.backends import get_search_backend

from tests.factories.organisations import (
    make_care_board,
    make_organisation,
    make_region,
    make_service,
    make_setting,
)
from tests.factories.people import make_officer
from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.organisations.exports import (
    ORGANISATION_COLUMNS,
    SERVICE_COLUMNS,
    organisation_rows,
    service_rows,
)
from wagtail_charter.organisations.imports import load_organisations
from wagtail_charter.organisations.models import (
    CareBoard,
    Organisation,
    OrganisationIdentifier,
    Partnership,
    Region,
    Service,
    Setting,
)
from wagtail_charter.organisations.services import merge_organisations

pytestmark = pytest.mark.django_db

HEADER = [
    "name",
    "provider_type",
    "region",
    "website",
    "GB-NHS",
    "service",
    "setting",
    "age_group",
    "partners",
]
GOOD = [
    ["Northfield NHS Trust", "NHS trust", "north-west", "https://northfield.example/", "RXV", "Reconnect", "prison",
     "adults", "Aspire; Harbour: funds"],
    ["Northfield NHS Trust", "", "", "", "", "Liaison", "Prison", "All ages", ""],
    ["Harbour", "charity", "London", "", "", "", "", "", ""],
    ["Mill CIC", "cic", "", "", "RYV", "", "", "", ""],
    ["Quay", "independent", "", "", "", "", "", "", ""],
]  # fmt: skip


@pytest.fixture
def known():
    """What the files refer to."""
    make_region("North West")
    make_region("London")
    make_setting("Prison")


def faulty_rows():
    """``GOOD`` with five faults, and where each of them stands."""
    rows = [list(row) for row in GOOD]
    rows[0][2] = "nroth-west"
    rows[1][6] = "prisn"
    rows[2][3] = "harbour"
    rows[3][4] = "R"
    rows[4][0] = ""
    places = [
        "line 2, column region",
        "line 3, column setting",
        "line 4, column website",
        "line 5, column gb-nhs",
        "line 6, column name",
    ]
    return rows, places


def write_csv(path, rows, header=HEADER):
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_bytes(text.getvalue().encode())
    return path


def write_xlsx(path, rows, header=HEADER):
    book = openpyxl.Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    book.save(path)
    return path


def write_yaml(path, rows):
    """The same rows in the shape of YAML; row ``n`` of the table begins with a comment that names it."""
    organisations, services = {}, []
    for name, kind, region, website, code, service, setting, age_group, partners in rows:
        facts = {"provider_type": kind, "region": region, "website": website}
        entry = {"name": name, **{key: value for key, value in facts.items() if value}}
        if code:
            entry["identifiers"] = [{"scheme": "GB-NHS", "value": code}]
        organisations.setdefault(name, entry)
        if service:
            entry = {"name": service, "provider": name, "setting": setting, "age_group": age_group}
            if region:
                entry["region"] = region
            pairs = [text.partition(":") for text in partners.split(";") if text]
            entry["partners"] = [
                {"name": one.strip(), **({"kind": kind.strip()} if kind else {})}
                for one, _colon, kind in pairs
            ]
            services.append(entry)
    content = {"organisations": list(organisations.values()), "services": services}
    path.write_text(yaml.safe_dump(content, sort_keys=False))
    return path


WRITERS = {"csv": write_csv, "xlsx": write_xlsx, "yaml": write_yaml}


def held():
    """Everything that a file may change, and when it was last changed."""
    models = [Organisation, OrganisationIdentifier, Service, Partnership, Region, CareBoard, Setting]
    return [list(model.objects.order_by("pk").values()) for model in models]


def refusal(path):
    with pytest.raises(ImportRefused) as refused:
        load_organisations(path)
    return refused.value.faults


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_table_with_five_faults_is_refused_naming_all_and_changes_nothing(tmp_path, kind):
    rows, places = faulty_rows()
    before = held()

    faults = refusal(WRITERS[kind](tmp_path / f"list.{kind}", rows))

    assert [fault.where for fault in faults] == places
    assert held() == before


@pytest.mark.usefixtures("known")
def test_yaml_with_five_faults_is_refused_naming_all_and_changes_nothing(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text(
        "organisations:\n"
        "- name: Northfield NHS Trust\n"
        "  region: nroth-west\n"
        "- name: Harbour\n"
        "  website: harbour\n"
        "- name: Mill CIC\n"
        "  identifiers:\n"
        "  - scheme: GB-NHS\n"
        "    value: R\n"
        "- provider_type: independent\n"
        "services:\n"
        "- name: Reconnect\n"
        "  provider: Northfield NHS Trust\n"
        "  setting: prisn\n"
    )
    before = held()

    faults = refusal(path)

    assert [fault.where for fault in faults] == [
        "line 3, region",
        "line 5, website",
        "line 9, value",
        "line 10, name",
        "line 14, setting",
    ]
    assert held() == before


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", WRITERS)
def test_mended_file_loads_and_a_second_load_changes_nothing(tmp_path, kind):
    path = WRITERS[kind](tmp_path / f"list.{kind}", GOOD)

    first = load_organisations(path)
    after = held()
    logged = ModelLogEntry.objects.count()
    second = load_organisations(path)

    assert (first.added, first.changed, first.unchanged) == (7, 0, 0)
    assert (second.added, second.changed) == (0, 0)
    assert held() == after
    assert ModelLogEntry.objects.count() == logged
    assert list(Organisation.objects.values_list("name", "provider_type", "region__slug")) == [
        ("Aspire", "not_stated", None),
        ("Harbour", "charity", "london"),
        ("Mill CIC", "cic", None),
        ("Northfield NHS Trust", "nhs_trust", "north-west"),
        ("Quay", "independent", None),
    ]
    assert [str(one) for one in OrganisationIdentifier.objects.all()] == ["GB-NHS-RXV", "GB-NHS-RYV"]
    assert list(Service.objects.values_list("name", "provider__name", "setting__slug", "age_group")) == [
        ("Liaison", "Northfield NHS Trust", "prison", "all_ages"),
        ("Reconnect", "Northfield NHS Trust", "prison", "adults"),
    ]
    assert sorted(Partnership.objects.values_list("service__name", "partner__name", "kind")) == [
        ("Reconnect", "Aspire", "not_stated"),
        ("Reconnect", "Harbour", "funds"),
    ]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("kind", WRITERS)
def test_dry_run_says_what_would_happen_and_changes_nothing(tmp_path, kind):
    path = WRITERS[kind](tmp_path / f"list.{kind}", GOOD)
    before = held()

    report = load_organisations(path, dry_run=True)

    assert report.added == 7
    assert held() == before


CONTENT = Path(__file__).resolve().parents[2] / "example_site" / "demo" / "content" / "organisations.yaml"


@pytest.mark.skipif(not CONTENT.exists(), reason="the demo's content is not here yet")
def test_content_of_the_demo_loads_twice():
    first = load_organisations(CONTENT)
    second = load_organisations(CONTENT)

    assert Service.objects.filter(is_fictional=False).count() >= 16
    assert (first.changed, second.changes) == (0, 0)


YAML_TERMS = """
regions:
  - {slug: north, name: North, valid_to: 2026-03-31, replaced_by: north-and-east}
  - {slug: north-and-east, name: North and East, valid_from: 2026-04-01}
care_boards:
  - {slug: old-board, name: Old board, region: north, valid_from: 2022-07-01, replaced_by: new-board}
  - {slug: new-board, name: New board, region: North and East}
setting_groups:
  - {slug: custody, name: Custody}
settings:
  - {slug: prison, name: Prison, group: custody}
themes:
  - {slug: peer-support, name: Peer support}
"""


def test_yaml_loads_terms_with_dates_groups_and_successors(tmp_path):
    path = tmp_path / "terms.yaml"
    path.write_text(YAML_TERMS)

    first = load_organisations(path)
    after = held()
    second = load_organisations(path)

    assert first.added == 7
    assert (second.changes, second.unchanged) == (0, 7)
    assert held() == after
    board = CareBoard.objects.get(slug="old-board")
    assert (board.region.slug, board.replaced_by.slug, str(board.valid_from)) == (
        "north",
        "new-board",
        "2022-07-01",
    )
    assert Setting.objects.get().group.slug == "custody"
    assert [region.slug for region in Region.objects.valid()] == ["north-and-east"]


def test_terms_of_yaml_are_changed_by_slug(tmp_path):
    path = tmp_path / "terms.yaml"
    path.write_text(YAML_TERMS)
    load_organisations(path)
    path.write_text(YAML_TERMS.replace("name: Prison", "name: Prisons"))

    report = load_organisations(path)

    assert (report.added, report.changed) == (0, 1)
    assert Setting.objects.get().name == "Prisons"


YAML_FAULTS = {
    "regoins: []": "Did you mean “regions”?",
    "regions: north": "Write a list here",
    "regions: [north]": "Entry 1 is no set of names and values",
    "regions: [{slug: north}]": "Enter a name.",
    "regions: [{slug: Nörth!, name: North}]": "lower-case letters",
    "regions: [{slug: a, name: A}, {slug: a, name: B}]": "stands in line 1, slug already",
    "regions: [{slug: a, name: A, valid_from: soon}]": "year-month-day",
    "regions: [{slug: a, name: A, valid_from: 2026-02-01, valid_to: 2026-01-01}]": "The last day",
    "regions: [{slug: a, name: A, replaced_by: a}]": "cannot replace this one",
    "regions: [{slug: a, name: [A]}]": "Write one value here",
    "regions: [{slug: a, nmae: A, name: A}]": "Did you mean “name”?",
    "settings: [{slug: a, name: A}]": "to which group",
    "settings: [{slug: a, name: A, group: x}]": "is no known group of settings",
    "services: [{name: A, provider: B}]": "“B” is no organisation of this file",
    "services: [{name: A}]": "Enter the provider",
    "organisations: [{name: A}, {name: a}]": "stands in line 1, name already",
    "organisations: [{name: A, fictional: perhaps}]": "Write yes or no",
    "organisations: [{name: A, identifiers: {scheme: GB-NHS}}]": "Write a list here",
    "organisations: [{name: A, identifiers: [{scheme: GB-NSH, value: RXV}]}]": "Did you mean “GB-NHS”?",
    "organisations: [{name: A, identifiers: [{schema: x}]}]": "Each entry holds scheme, value.",
    "organisations: [{name: A}]\nservices: [{name: S, provider: A, partners: [{name: A}]}]": "the provider itself",
    "organisations: [{name: A}]\nservices: [{name: S, provider: A, partners: [{kind: funds}]}]": "name of the partner",
    "organisations: [{name: A}]\nservices: [{name: S, provider: A, partners: [{name: B, kind: x}]}]": "nothing that",
    "organisations: [{name: A}]\nservices: [{name: S, provider: A}, {name: s, provider: A}]": "The service stands in",
    "organisations: [{name: A}]\nservices: [{provider: A}]": "Enter the name of the service",
    "organisations: [{name: A}, {name: B}": "This is not YAML",
    "a: 1\na: 2": "stands twice",
    "? [a]\n: 1": "no plain word",
    "": "The file is empty",
    "- a": "The file is empty or has no lists",
    "&a [*a]": "The file is empty or has no lists",
}


@pytest.mark.parametrize("text", YAML_FAULTS)
def test_yaml_fault_is_named(tmp_path, text):
    path = tmp_path / "list.yaml"
    path.write_text(text)

    faults = refusal(path)

    assert YAML_FAULTS[text] in "\n".join(str(fault) for fault in faults)
    assert not Organisation.objects.exists()
    assert not Region.objects.exists()


def table(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


TABLE_FAULTS = {
    "name,regin\nA,x": ("line 1, column regin", "Did you mean “region”?"),
    "region\nx": ("line 1", "The column “name” is missing"),
    "name,name\nA,B": ("line 1, column name", "stands there twice"),
    "name,organisation\nA,B": ("line 1", "Keep one of these columns: name, organisation."),
    "name,region\nA,North,West": ("line 2", "“West” stands in no column"),
    "name\nA\nA": ("line 3, column name", "stands in line 2, column name already"),
    "name,region\n,North": ("line 2, column name", "Enter the name"),
    "name,service\nA,S\nA,S": ("line 3, column service", "The service stands in line 2"),
    "name,website,service\nA,https://a.example,S\nA,https://b.example,T": (
        "line 3, column website",
        "Make both the same",
    ),
    "name,setting\nA,prison": ("line 2, column service", "Enter the name of the service"),
    "name,provider_type\nA,trsut": ("line 2, column provider_type", "“trsut” is not one of the choices"),
    "name,region\nA,Nroth West": ("line 2, column region", "Did you mean “North West”?"),
    "name,fictional\nA,perhaps": ("line 2, column fictional", "Write yes or no"),
    "name,identifier\nA,RXV": ("line 2, column identifier_scheme", "or neither"),
    "name,gb-nhs\nA,RXV\nB,rxv": ("line 3, column gb-nhs", "stands in line 2, column gb-nhs already"),
    "name,gb-coh\nA,7300133": ("line 2, column gb-coh", "does not look like a Company number"),
    "name\n" + "A" * 201: ("line 2, column name", "Use at most 200 characters. This has 201."),
    "name,short_name\nA," + "B" * 61: ("line 2, column short_name", "Use at most 60 characters"),
    "name,website\nA,javascript:alert(1)": ("line 2, column website", "whole web address"),
    "name,partners,service\nA,A,S": ("line 2, column partners", "the provider itself"),
    "name\nA\x07B": ("line 2, column name", "cannot be kept"),
    "": ("list.csv", "The file is empty"),
    "\n\n": ("list.csv", "The file is empty"),
    "name\n": ("list.csv", "a header and no rows"),
}


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("text", TABLE_FAULTS)
def test_table_fault_is_named(tmp_path, text):
    faults = refusal(table(tmp_path / "list.csv", text))

    where, reason = TABLE_FAULTS[text]
    assert [fault for fault in faults if fault.where == where and reason in fault.reason], faults
    assert not Organisation.objects.exists()


def test_fault_of_region_is_told_once_for_organisation_and_service(tmp_path):
    faults = refusal(table(tmp_path / "list.csv", "name,region,service\nA,nowhere,S"))

    assert [fault.where for fault in faults] == ["line 2, column region"]


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,region\nCaffè Nørd,North West\n", "utf-8"),
        ("name,region\nCaffè Nørd,North West\n", "utf-8-sig"),
        ("name;region\r\nCaffè Nørd;North West\r\n", "cp1252"),
        ("name\tregion\nCaffè Nørd\tNorth West\n", "utf-16"),
        ("sep=;\nname;region\nCaffè Nørd;North West\n", "utf-8"),
        ("Name , Region\n\n,\nCaffè Nørd, north west \n", "utf-8"),
        ("organisation,region\rCaffè Nørd,North West\r", "utf-8"),
    ],
)
def test_files_as_spreadsheets_save_them_load(tmp_path, text, encoding):
    load_organisations(table(tmp_path / "list.csv", text, encoding))

    assert list(Organisation.objects.values_list("name", "region__slug")) == [("Caffè Nørd", "north-west")]


def test_lines_are_those_of_the_file_even_after_cells_of_several_lines(tmp_path):
    text = 'name,area,service\nA,"one\ntwo\nthree",S\n\nB,,\n,,\n,x,\n'

    faults = refusal(table(tmp_path / "list.csv", text))

    assert [fault.where for fault in faults] == ["line 8, column name"]


def test_sign_that_cannot_be_read_is_named(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(b"name\nA\nCaf\x81\n")

    assert [fault.where for fault in refusal(path)] == ["line 3, column name"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.xlsx", b"no spreadsheet"),
        ("list.xlsx", b"PK\x03\x04broken"),
        ("list.xlsx", b""),
        ("list.pdf", b"%PDF"),
        ("list", b"name\nA"),
    ],
)
def test_other_files_are_refused_kindly(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)

    assert len(refusal(path)) == 1


def test_missing_file_is_refused_kindly(tmp_path):
    assert "no such file" in refusal(tmp_path / "none.csv")[0].reason


def test_xlsx_with_numbers_and_wrong_dimensions_loads(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["name", "gb-chc"])
    book.active.append(["Mill", 271028])
    book.active.append(["Quay", 271029.0])
    book.save(tmp_path / "list.xlsx")

    load_organisations(tmp_path / "list.xlsx")

    assert sorted(OrganisationIdentifier.objects.values_list("value", flat=True)) == ["271028", "271029"]


def test_identifier_with_a_leading_zero_stays_as_written_in_yaml(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text("organisations: [{name: Mill, identifiers: [{scheme: GB-COH, value: 07300133}]}]")

    load_organisations(path)

    assert OrganisationIdentifier.objects.get().value == "07300133"


def test_organisation_is_found_by_identifier_and_renamed(tmp_path):
    trust = make_organisation("Old name", identifiers=[("GB-NHS", "RXV")])

    report = load_organisations(table(tmp_path / "list.csv", "name,gb-nhs\nNew name,RXV"))

    trust.refresh_from_db()
    assert (trust.name, report.added, report.changed) == ("New name", 0, 1)
    assert "“Old name” is called “New name”" in report.notes[0]


def test_identifier_of_another_organisation_is_refused(tmp_path):
    make_organisation("Northfield", identifiers=[("GB-NHS", "RXV")])
    make_organisation("Southfield")

    faults = refusal(table(tmp_path / "list.csv", "name,gb-nhs\nSouthfield,RXV"))

    assert [fault.where for fault in faults] == ["line 2, column gb-nhs"]
    assert "belongs to a different organisation: “Northfield”" in faults[0].reason


def test_identifiers_of_two_organisations_in_one_row_are_refused(tmp_path):
    make_organisation("Northfield", identifiers=[("GB-NHS", "RXV")])
    make_organisation("Southfield", identifiers=[("GB-CHC", "271028")])

    faults = refusal(table(tmp_path / "list.csv", "name,gb-nhs,gb-chc\nNorthfield,RXV,271028"))

    assert "different organisations" in faults[0].reason


def test_name_that_two_organisations_have_is_refused_without_identifier(tmp_path):
    make_organisation("Together")
    make_organisation("Together", identifiers=[("GB-CHC", "211091")])

    assert "More than one" in refusal(table(tmp_path / "list.csv", "name\nTogether"))[0].reason
    assert load_organisations(table(tmp_path / "list.csv", "name,gb-chc\nTogether,211091")).added == 0


def test_name_given_by_an_officer_stays(tmp_path):
    path = table(tmp_path / "list.csv", "name,service\nNorthfield MH,Reconnect")
    load_organisations(path)
    Organisation.objects.update(name="Northfield NHS Trust")
    Service.objects.update(name="Northfield Reconnect")

    report = load_organisations(path)

    assert (report.added, report.changed) == (0, 0)
    assert Organisation.objects.get().name == "Northfield NHS Trust"
    assert Service.objects.get().name == "Northfield Reconnect"


def test_services_of_a_merged_organisation_go_to_the_one_that_stays(tmp_path):
    path = table(tmp_path / "list.csv", "name,gb-nhs,short_name,service\nNorthfield MH,RXV,NMH,Reconnect")
    load_organisations(path)
    stays = make_organisation("Northfield NHS Trust")
    merge_organisations(Organisation.objects.get(name="Northfield MH"), into=stays, by=make_officer())
    before = held()

    report = load_organisations(path)

    assert report.changes == 0
    assert held() == before
    assert "was merged into" in report.notes[0]


def test_empty_cells_leave_what_is_there(tmp_path):
    region = make_region("North")
    make_organisation("Northfield", region=region, website="https://northfield.example/")

    load_organisations(table(tmp_path / "list.csv", "name,region,website,short_name\nNorthfield,,,NF"))

    trust = Organisation.objects.get()
    assert (trust.region, trust.website, trust.short_name) == (region, "https://northfield.example/", "NF")


def test_partner_whose_kind_is_known_is_not_added_again_without_one(tmp_path):
    trust, partner = make_organisation("Trust"), make_organisation("Aspire")
    service = make_service("Reconnect", provider=trust)
    Partnership.objects.create(service=service, partner=partner, kind="funds")

    load_organisations(table(tmp_path / "list.csv", "name,service,partners\nTrust,Reconnect,aspire"))

    assert Partnership.objects.count() == 1


def test_export_comes_back_unchanged(tmp_path):
    make_organisation(
        "Northfield, Harbour & Söhne",
        short_name="=NHS",
        provider_type="nhs_trust",
        region=make_region("North"),
        care_board=make_care_board("Board"),
        website="https://northfield.example/",
        identifiers=[("GB-NHS", "RXV"), ("GB-CHC", "271028"), ("GB-CHC", "271029")],
    )
    rows = list(organisation_rows(Organisation.objects.all()))
    path = write_csv(tmp_path / "list.csv", rows, ORGANISATION_COLUMNS)

    report = load_organisations(path)

    # A name that was typed in the admin now also has the key under which files find it.
    assert (report.added, report.changed) == (0, 1)
    assert load_organisations(path).changes == 0
    assert list(organisation_rows(Organisation.objects.all())) == rows


def test_export_of_services_comes_back_unchanged(tmp_path):
    trust, partner = make_organisation("Trust"), make_organisation("Good: Shepherd")
    service = make_service("Reconnect", provider=trust, setting=make_setting("Prison"), partners=[partner])
    Partnership.objects.create(service=service, partner=make_organisation("Aspire"), kind="funds")
    rows = list(service_rows(Service.objects.all()))
    path = write_csv(tmp_path / "list.csv", rows, SERVICE_COLUMNS)

    load_organisations(path)

    assert load_organisations(path).changes == 0
    assert list(service_rows(Service.objects.all())) == rows
    assert Partnership.objects.count() == 2


def test_neutralised_cells_come_back_as_they_were(tmp_path):
    load_organisations(table(tmp_path / "list.csv", "name\n'=1+1\n"))

    assert Organisation.objects.get().name == "=1+1"


def test_import_is_logged_for_each_row(tmp_path):
    officer = make_officer()

    load_organisations(table(tmp_path / "list.csv", "name,service\nNorthfield,Reconnect"), by=officer)

    entries = ModelLogEntry.objects.order_by("label").values_list("label", "action", "user")
    assert list(entries) == [
        ("Northfield", "wagtail.create", officer.pk),
        ("Reconnect", "wagtail.create", officer.pk),
    ]


def test_imported_services_are_in_the_search_index(tmp_path, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        load_organisations(table(tmp_path / "list.csv", "name,service\nNorthfield,Reconnect"))

    assert [found.name for found in get_search_backend().search("northfield", Service)] == ["Reconnect"]


def test_queries_do_not_follow_the_rows(tmp_path):
    make_region("North")

    def queries(start, count):
        rows = [
            [f"Trust {n}", "north", f"X{n:05}", f"Service {n}", f"Partner {n}"]
            for n in range(start, start + count)
        ]
        header = ["name", "region", "gb-nhs", "service", "partners"]
        path = write_csv(tmp_path / "list.csv", rows, header)
        with CaptureQueriesContext(connection) as captured:
            load_organisations(path)
        return len(captured)

    queries(0, 1)

    assert queries(1, 30) == queries(31, 1)


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("charter_import_organisations", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), ""


def test_command_reports_what_it_did(tmp_path):
    path = table(tmp_path / "list.csv", "name\nNorthfield\n")

    assert run(path, "--dry-run")[0] == "Would add: 1. Changed: 0. Already as in the file: 0.\n"
    assert run(path)[0] == "Added: 1. Changed: 0. Already as in the file: 0.\n"
    assert run(path)[0] == "Added: 0. Changed: 0. Already as in the file: 1.\n"


def test_command_names_each_fault_and_fails(tmp_path):
    _out, err, error = run(table(tmp_path / "list.csv", "name,region\nNorthfield,x\n,y"))

    assert err.splitlines() == [
        "line 2, column region: “x” is no known region. None is known yet.",
        "line 3, column name: Enter the name of the organisation.",
    ]
    assert error == "Nothing was changed. Things to mend: 2."
