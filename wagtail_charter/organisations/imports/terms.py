"""Checking the classifications of a file."""

import re

from django.utils.translation import gettext as _

from wagtail_charter.organisations.imports.judging import TERM_MODELS, differs, give
from wagtail_charter.organisations.imports.reading import suggestion


def check_terms(checker, records):
    """Plan the classifications of the file, and which of them replaces which."""
    for kind, model in TERM_MODELS.items():
        seen = {}
        for number, record in enumerate(records[kind], start=1):
            slug = checker.text(record, "slug", model._meta.get_field("slug"))
            name = checker.text(record, "name", model._meta.get_field("name"))
            if not slug or not name:
                missing = "name" if slug else "slug"
                checker.fault(record.where(missing), _("Enter a %s.") % missing)
            elif not re.fullmatch(r"[a-z0-9-]+", slug):
                checker.fault(record.where("slug"), _("Use lower-case letters, numbers and hyphens only."))
            elif slug in seen:
                checker.fault(record.where("slug"), _("This stands in %s already.") % seen[slug])
            else:
                seen[slug] = record.where("slug")
                _plan_term(checker, kind, record, number)
    for kind in TERM_MODELS:
        for record in records[kind]:
            if record.facts.get("replaced_by"):
                _plan_replacement(checker, kind, record)


def _plan_term(checker, kind, record, number):
    index, slug = checker.terms[kind], record.facts["slug"]
    term, facts = index.by_slug(slug), _facts_of_term(checker, kind, record)
    report = checker.plan.report
    if term is None:
        term = give(TERM_MODELS[kind](slug=slug, locale=checker.locale), {"sort_order": number, **facts})
        checker.plan.terms.append(term)
        report.added += 1
    elif any(differs(term, key, value) for key, value in facts.items()):
        checker.plan.terms.append(give(term, facts))
        report.changed += 1
    else:
        report.unchanged += 1
    index.add(term)
    if term.valid_from and term.valid_to and term.valid_to < term.valid_from:
        checker.fault(record.where("valid_to"), _("The last day must be the same as or after the first day."))


def _facts_of_term(checker, kind, record):
    facts = {"name": record.facts["name"]}
    facts |= {key: checker.term(record, key) for key in ("region", "group") if key in record.facts}
    facts |= {key: checker.day(record, key) for key in ("valid_from", "valid_to") if key in record.facts}
    if "order" in record.facts:
        facts["sort_order"] = checker.whole_number(record, "order")
    if kind == "settings" and "group" not in record.facts:
        checker.fault(record.where("group"), _("Say to which group the setting belongs."))
    return facts


def _plan_replacement(checker, kind, record):
    index = checker.terms[kind]
    term, later = index.by_slug(record.facts.get("slug", "")), index.get(record.facts["replaced_by"])
    if later is None or later is term:
        reason = _("“%s” cannot replace this one.") % record.facts["replaced_by"]
        checker.fault(
            record.where("replaced_by"), f"{reason} {suggestion(record.facts['replaced_by'], index.names)}"
        )
    elif term is not None and (later.pk is None or term.replaced_by_id != later.pk):
        checker.plan.replacements.append((term, later))
