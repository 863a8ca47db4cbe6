"""Loading a charter from a file: all faults named, nothing changed; mended it loads; the second time nothing changes."""

import io

import pytest
import yaml
from django.core.management import CommandError, call_command

from tests.factories.framework import DEMO_FILE, PUBLIC_SHAPE_FILE
from wagtail_charter.events.models import Event
from wagtail_charter.events.services import SYSTEM
from wagtail_charter.foundations.imports import ImportRefused
from wagtail_charter.framework.imports import load_framework
from wagtail_charter.framework.models import AwardLevel, Criterion, EvidenceStatement, FrameworkEdition, Theme
from wagtail_charter.framework.services import publish_edition

pytestmark = pytest.mark.django_db


def demo():
    return yaml.safe_load(DEMO_FILE.read_text(encoding="utf-8"))


@pytest.fixture
def written(tmp_path):
    """Writes data as a YAML file and gives its path."""

    def write(data, name="charter.yaml"):
        path = tmp_path / name
        text = data if isinstance(data, str) else yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def faults_of(path):
    with pytest.raises(ImportRefused) as refused:
        load_framework(path, by=SYSTEM)
    assert not FrameworkEdition.objects.exists()
    return [str(fault) for fault in refused.value.faults]


def test_demo_shape_loads_with_all_that_it_says():
    report = load_framework(DEMO_FILE, by=SYSTEM)

    edition = report.edition
    assert (edition.version, edition.version_label, edition.state) == ("2026-1", "2026.1", "draft")
    assert (edition.decision, edition.does_not_apply_at_most) == ("rules", 3)
    assert [point.value for point in edition.scale] == [0, 1, 2, 3, None]
    assert edition.values.count() == 6
    assert edition.themes.count() == 8
    assert EvidenceStatement.objects.for_edition(edition).count() == 24
    assert Criterion.objects.count() == 72
    gates = EvidenceStatement.objects.filter(is_gate=True).values_list("code", flat=True)
    assert sorted(gates) == ["CV3", "RV2", "SW2"]
    lc1 = EvidenceStatement.objects.get(code="LC1")
    assert lc1.evidence[0] == {"label": "Plan or strategy", "kind": "Plan or report"}
    assert [value.code for value in lc1.theme.values.all()] == ["V2", "V5"]
    assert [(level.key, level.kind, level.validity_months) for level in edition.levels.all()] == [
        ("working_towards", "outcome", 12),
        ("bronze", "award", 24),
        ("silver", "award", 24),
        ("gold", "award", 36),
    ]
    rules = AwardLevel.objects.get(key="gold").rules.all()
    assert [(rule.rule, rule.facts) for rule in rules][:2] == [
        ("meets", {"level": "silver"}),
        ("count_at_least", {"scope": "core", "rating": 3, "count": 5}),
    ]
    event = Event.objects.about(edition).get()
    assert (event.to_state, event.reason, event.actor_kind) == ("draft", "loaded", "system")


def test_public_shape_loads_without_a_scale_or_rules():
    edition = load_framework(PUBLIC_SHAPE_FILE, by=SYSTEM).edition

    assert (edition.version, edition.decision) == ("2026-narrative", "narrative")
    assert edition.scale == []
    assert EvidenceStatement.objects.for_edition(edition).count() == 6
    assert [level.rules.count() for level in edition.levels.all()] == [0, 0, 0, 0]


@pytest.mark.parametrize("path", [DEMO_FILE, PUBLIC_SHAPE_FILE])
def test_second_load_changes_nothing(path):
    first = load_framework(path, by=SYSTEM)
    events = Event.objects.count()

    for _again in range(2):
        second = load_framework(path, by=SYSTEM)
        assert (second.added, second.changed, second.removed) == (0, 0, 0)
        assert second.unchanged == first.added
        assert second.notes == ["Nothing to change."]
        publish_edition(second.edition, by=SYSTEM) if second.edition.state == "draft" else None
    assert Event.objects.count() == events + 1


def test_five_planted_faults_are_all_named_and_nothing_changes(written):
    data = demo()
    data["statements"][3]["theme"] = "RX"
    data["statements"][5]["code"] = "LC1"
    del data["statements"][7]["question"]
    del data["statements"][9]["ratings"]["2"]
    data["level_rules"][1]["all"][0]["rule"] = "min_most"

    assert faults_of(written(data)) == [
        "statements[7].question: It is missing. Add it.",
        "statements[5].code: “LC1” stands at statements[0] already. Give each its own.",
        "statements[3].theme: “RX” is not in themes. Add it there, or use one that is.",
        "statements[9].ratings: Add what these ratings look like: 2.",
        "level_rules[1].all[0].rule: There is no rule “min_most”. Use one of: min_all, min_any_per_theme, "
        "share_at_least, count_at_least, max_count, no_theme_all_zero, signed_off_plan, meets.",
    ]


def change(path, value):
    """A change of the demo's data: ``statements.3.theme`` becomes ``value``."""

    def apply(data):
        *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
        for step in steps:
            data = data[step]
        data[last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("scheme.version", 2026.1, "scheme.version: Write it as text, in quotation marks."),
        ("scheme.version", "…", "scheme.version: Use letters and numbers"),
        ("scheme.name", "", "scheme.name: It is empty. Fill it in."),
        ("scheme.name", "n" * 201, "scheme.name: Ensure this value has at most 200 characters"),
        (
            "scheme.strapine",
            "x",
            "scheme.strapine: There is no entry of this name. Did you mean “strapline”?",
        ),
        ("statments", [], "statments: There is no entry of this name. Did you mean “statements”?"),
        ("themes", "none", "themes: Write a list, each item after a hyphen."),
        ("values.0", "V1", "values[0]: Write it as names with values."),
        ("values.1.code", "v1", "values[1].code: “v1” stands at values[0] already."),
        ("themes.0.values.0", "V9", "themes[0].values: “V9” is not in values."),
        ("themes.0.values", ["V2", "V2"], "themes[0].values: A value stands here twice. Keep one."),
        ("themes.0.code", "L C", "themes[0].code: Use letters, numbers and hyphens"),
        ("rating_scale.1.value", 0, "rating_scale[1].value: This rating is on the scale already."),
        ("rating_scale.1.value", "one", "rating_scale[1].value: Write a whole number."),
        ("rating_scale", [], "rating_scale: Add the ratings, or write “decision: narrative”."),
        ("statements.0.ratings.4", "x", "statements[0].ratings.4: This rating takes no words here."),
        ("statements.0.ratings", {"one": "x"}, "statements[0].ratings.one: This rating takes no words here."),
        ("statements.0.ratings.1", 7, "statements[0].ratings.1: Write it as text, in quotation marks."),
        ("statements.0.core", "yes", "statements[0].core: Write true or false."),
        (
            "statements.0.na_allowed",
            True,
            "statements[0].na_allowed: A core statement or a gate always applies.",
        ),
        (
            "statements.0.word_limit",
            0,
            "statements[0].word_limit: Ensure this value is greater than or equal to 1",
        ),
        ("statements.0.word_limit", True, "statements[0].word_limit: Write a whole number."),
        ("statements.0.evidence.0", "plann", "statements[0].evidence: “plann” is not in evidence_types."),
        ("statements.0.evidence", "plan", "statements[0].evidence: Write a list of texts"),
        ("evidence_types.0.kind", "Rumour", "evidence_types[0].kind: “Rumour” is not in evidence_kinds."),
        ("levels.1.kind", "prize", "levels[1].kind: Begin with “award” or “outcome”."),
        ("levels.2.order", 1, "levels[2].order: “1” stands at levels[1] already."),
        ("level_rules.1.level", "tin", "level_rules[1].level: “tin” is not in levels."),
        ("level_rules.2.level", "bronze", "level_rules[2].level: This level has rules above already."),
        ("level_rules.1.all.2.fraction", "1/0", "level_rules[1].all[2].fraction: Write a fraction"),
        ("level_rules.1.all.2.fraction", 0.3, "level_rules[1].all[2].fraction: Write a fraction"),
        ("level_rules.1.all.2.fraction", "5/3", "level_rules[1].all[2].fraction: Write a fraction"),
        ("level_rules.1.all.0.rating", 5, "level_rules[1].all[0].rating: 5 is not on the rating scale."),
        ("level_rules.1.all.0.scope", "all", "level_rules[1].all[0].scope: Use one of: gate, core."),
        (
            "level_rules.3.all.0.level",
            "gold",
            "level_rules[3].all[0].level: There is no level called “gold” here.",
        ),
        ("level_rules.2.all.3.count", -1, "level_rules[2].all[3].count: Write a whole number, 0 or more."),
        (
            "level_rules.1.all.3.rating",
            1,
            "level_rules[1].all[3].rating: The rule “no_theme_all_zero” has no such",
        ),
        ("level_rules.1.all.0.sentence", None, "level_rules[1].all[0].sentence: It is missing. Add it."),
        ("level_rules.1.all", [], "levels[1]: No rule leads to this level."),
        ("decision", "narrative", "level_rules: The decision is in words. Remove the rules"),
        ("decision", "dice", "decision: Use one of: rules, narrative."),
        ("does_not_apply.never_for", ["some"], "does_not_apply.never_for: Use only: gate, core."),
        ("does_not_apply.at_most", "few", "does_not_apply.at_most: Write a whole number."),
        ("renewal.grace_days", "sixty", "renewal.grace_days: Write a whole number."),
        ("panel", ["two"], "panel: Write it as names with values."),
        ("never_send", [1], "never_send: Write a list of texts"),
    ],
)
def test_each_fault_is_named_with_its_path_and_its_cure(written, path, value, fault):
    data = demo()
    change(path, value)(data)

    found = faults_of(written(data))

    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "holds no charter"),
        ("- just\n- a list", "holds no charter"),
        ("scheme: [", "not YAML that can be read"),
        ("scheme: {name: A}\nscheme: {name: B}", "'scheme' stands twice"),
        ("? [a]\n: b", "not YAML that can be read"),
        ("!!python/object/apply:os.system ['true']", "not YAML that can be read"),
    ],
)
def test_a_file_that_is_no_charter_is_refused_with_a_sentence(written, text, fault):
    assert fault in faults_of(written(text))[0]


def test_a_missing_file_is_refused_with_a_sentence(tmp_path):
    assert "There is no such file" in faults_of(tmp_path / "nowhere.yaml")[0]


def test_mended_file_loads(written):
    data = demo()
    data["statements"][3]["theme"] = "RX"
    path = written(data)
    faults_of(path)

    data["statements"][3]["theme"] = "RV"
    assert load_framework(written(data), by=SYSTEM).added == 150


def test_a_draft_follows_its_file(written):
    load_framework(DEMO_FILE, by=SYSTEM)
    kept = EvidenceStatement.objects.get(code="LC2").pk
    data = demo()
    data["scheme"].pop("strapline")
    data["statements"][1]["title"] = "Policies for all"
    data["statements"][1]["theme"] = "RV"
    data["statements"][0].pop("privacy")
    data["themes"][0]["values"] = ["V1"]
    del data["statements"][2]

    report = load_framework(written(data), by=SYSTEM)

    moved = EvidenceStatement.objects.get(code="LC2")
    assert (moved.pk, moved.title, moved.theme.code) == (kept, "Policies for all", "RV")
    assert report.edition.strapline == ""
    assert EvidenceStatement.objects.get(code="LC1").privacy_note == ""
    assert [value.code for value in Theme.objects.get(code="LC").values.all()] == ["V1"]
    assert not EvidenceStatement.objects.filter(code="LC3").exists()
    assert Criterion.objects.count() == 69
    assert load_framework(written(data), by=SYSTEM).changes == 0


def test_dry_run_says_what_would_change_and_changes_nothing(written):
    report = load_framework(DEMO_FILE, by=SYSTEM, dry_run=True)
    assert (report.added, FrameworkEdition.objects.count()) == (150, 0)

    load_framework(DEMO_FILE, by=SYSTEM)
    data = demo()
    data["statements"][1]["title"] = "Policies for all"
    report = load_framework(written(data), by=SYSTEM, dry_run=True)
    assert (report.added, report.changed) == (0, 1)
    assert EvidenceStatement.objects.get(code="LC2").title != "Policies for all"


def test_a_published_edition_is_not_changed_by_a_file(written):
    publish_edition(load_framework(DEMO_FILE, by=SYSTEM).edition, by=SYSTEM)
    data = demo()
    data["statements"][1]["title"] = "Policies for all"

    with pytest.raises(ImportRefused) as refused:
        load_framework(written(data), by=SYSTEM)

    (fault,) = refused.value.faults
    assert fault.where == "scheme.version"
    assert "Give the file a new version" in fault.reason
    assert EvidenceStatement.objects.get(code="LC2").title == "Policies that do not shut people out"

    data["scheme"]["version"] = "2027.1"
    assert load_framework(written(data), by=SYSTEM).added == 150


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("charter_load_framework", *map(str, args), stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_command_loads_publishes_and_says_so(written):
    out, _err = run(DEMO_FILE, "--dry-run")
    assert "Would add: 150." in out
    assert not FrameworkEdition.objects.exists()

    out, _err = run(DEMO_FILE, "--publish")
    assert "Added: 150. Changed: 0. Already as in the file: 0." in out
    assert "In use: Open Pathways Charter, 2026.1." in out

    out, _err = run(DEMO_FILE, "--publish")
    assert "Nothing to change." in out
    assert Event.objects.count() == 2


def test_command_names_the_faults_and_ends_with_an_error(written):
    data = demo()
    data["statements"][3]["theme"] = "RX"
    data["statements"][4]["theme"] = "RX"

    _out, err = run(written(data))

    assert "statements[3].theme" in err
    assert "statements[4].theme" in err
    assert "Nothing was changed. Things to mend: 2." in err
