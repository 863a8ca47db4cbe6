"""Checks every draft first, then writes all of them or nothing."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from wagtail_charter.foundations.imports import Fault, ImportRefused, ImportReport
from wagtail_charter.organisations.models import PracticeTheme, Service
from wagtail_charter.showcase.imports.documents import read_document
from wagtail_charter.showcase.imports.records import read_records
from wagtail_charter.showcase.imports.tables import read_table
from wagtail_charter.showcase.pages import ShowcaseEntryPage

READERS = {
    ".yaml": read_records,
    ".yml": read_records,
    ".csv": read_table,
    ".xlsx": read_table,
    ".txt": read_document,
    ".docx": read_document,
}

#: What Wagtail fills in by itself, and what a draft may lack.
_NOT_CHECKED = {"path", "depth", "numchild", "url_path", "owner", "locale", "translation_key", "content_type"}


def read_drafts(path):
    """The entries of a file, by its ending: ``(drafts, faults)``. Raises ``ImportRefused`` for one that cannot be read."""
    path = Path(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        reason = _("Use a file that ends in %s.") % ", ".join(READERS)
        raise ImportRefused([Fault(path.name, reason)])
    return reader(path)


def import_showcase(path, *, parent, by=None, publish=False, dry_run=False, pictures=None, progress=None):
    """Load the entries of ``path`` below ``parent`` (a ``ShowcaseIndexPage``); drafts unless ``publish``.

    ``by``: the user in whose name pages are written. ``pictures``: the folder of the files that entries name
    (default: the folder ``pictures`` beside the file). ``progress(rows)`` wraps what is worked through.

    An entry that stands below ``parent`` with the same slug is brought up to date; one that is as in the file is
    left alone. Returns an ``ImportReport``. Raises ``ImportRefused`` with every fault; nothing is changed then.
    """
    folder = Path(pictures) if pictures else Path(path).parent / "pictures"
    drafts, faults = read_drafts(path)
    return write_drafts(
        drafts,
        faults=faults,
        parent=parent,
        by=by,
        publish=publish,
        dry_run=dry_run,
        pictures=folder,
        progress=progress,
    )


def write_drafts(
    drafts, *, parent, faults=(), by=None, publish=False, dry_run=False, pictures=None, progress=None
):
    """Check ``drafts`` and write them; ``faults`` are those that reading found. See ``import_showcase``."""
    progress = progress or (lambda rows, **bar: rows)
    known = _Known(parent, pictures)
    faults = list(faults)
    faulty = [fault.where for fault in faults]
    for draft in progress(drafts, desc=_("Checking")):
        is_read_well = not any(where.startswith(draft.where) for where in faulty)
        faults += _faults(draft, known, publish=publish, is_read_well=is_read_well)
    if faults:
        raise ImportRefused(faults)
    report = ImportReport()
    with transaction.atomic():
        for draft in progress(drafts, desc=_("Writing")):
            outcome = _write(draft, known, by=by, publish=publish, dry_run=dry_run)
            setattr(report, outcome, getattr(report, outcome) + 1)
    return report


@dataclass
class _Known:
    """What drafts refer to, read once."""

    parent: object
    pictures: Path | None = None
    themes: dict = field(init=False)
    services: dict = field(init=False)
    held: dict = field(init=False)
    images: dict = field(default_factory=dict)

    def __post_init__(self):
        terms = PracticeTheme.objects.filter(locale_id=self.parent.locale_id)
        self.themes = {theme.slug: theme for theme in terms or PracticeTheme.objects.in_locale()}
        self.services = {}
        for service in Service.objects.select_related("provider"):
            self.services.setdefault(service.name.casefold(), []).append(service)
        entries = ShowcaseEntryPage.objects.child_of(self.parent)
        self.held = dict(entries.values_list("slug", "pk"))

    def service(self, draft):
        """The services that a draft may mean: one, none or several."""
        found = self.services.get(draft.service.casefold(), [])
        wanted = draft.provider.casefold()
        return [one for one in found if not wanted or one.provider.name.casefold() == wanted]

    def picture_file(self, name):
        """The file of a picture, or ``None``; a name with folders in it finds nothing."""
        if not self.pictures or Path(name).name != name:
            return None
        path = self.pictures / name
        return path if path.is_file() else None

    def picture(self, name, *, title):
        """The host's image of the file ``name``: the one with the same content, or a new one."""
        if name not in self.images:
            content = self.picture_file(name).read_bytes()
            digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
            model = get_image_model()
            image = model.objects.filter(file_hash=digest).order_by("pk").first()
            if image is None:
                image = _new_image(model, self.picture_file(name), title)
            self.images[name] = image
        return self.images[name]


def _new_image(model, path, title):
    with path.open("rb") as file:
        image = model(title=title[:255], file=ImageFile(file, name=path.name))
        image._set_image_file_metadata()
        image.save()
    return image


def _faults(draft, known, *, publish, is_read_well):
    faults = list(_reference_faults(draft, known))
    if is_read_well:
        faults += _page_faults(draft, _page(draft, known, with_pictures=False), publish=publish)
    return faults


def _reference_faults(draft, known):
    services = known.service(draft)
    if not services and draft.is_service_needed and draft.service:
        reason = _("There is no service called “%s”. Check the name, or load the services first.")
        yield Fault(draft.at("service"), reason % draft.service)
    if len(services) > 1 and draft.is_service_needed:
        reason = _("Several services are called “%s”. Name the provider too.")
        yield Fault(draft.at("provider"), reason % draft.service)
    for theme in draft.themes:
        if theme not in known.themes:
            reason = _("There is no theme %(theme)s. Use: %(known)s.")
            words = {"theme": theme, "known": ", ".join(known.themes) or "–"}
            yield Fault(draft.at("themes"), reason % words)
    for name in _pictures(draft):
        if known.picture_file(name) is None:
            reason = _("There is no file %(name)s in the folder %(folder)s.")
            yield Fault(draft.at("picture"), reason % {"name": name, "folder": known.pictures})


def _pictures(draft):
    names = [draft.picture, *(value.get("picture") for kind, value in draft.body if kind == "image")]
    return [name for name in names if name]


def _page(draft, known, *, with_pictures=True, page=None):
    """The page of a draft, not yet saved; ``page``: the one that stands."""
    page = page or ShowcaseEntryPage(slug=draft.slug, import_key=draft.slug, locale_id=known.parent.locale_id)
    page.title = draft.title
    for name, value in draft.facts.items():
        setattr(page, name, value)
    services = known.service(draft)
    if len(services) == 1:
        page.service = services[0]
    if with_pictures and draft.picture:
        title = draft.facts.get("picture_alt") or draft.title
        page.picture = known.picture(draft.picture, title=title)
    page.themes = [known.themes[slug] for slug in draft.themes if slug in known.themes]
    page.body = json.dumps([_block(kind, value, known, with_pictures) for kind, value in draft.body])
    return page


def _block(kind, value, known, with_pictures):
    if kind == "image":
        value = dict(value)
        name = value.pop("picture")
        title = value.get("alt") or name
        value["image"] = known.picture(name, title=title).pk if with_pictures else None
    return {"type": kind, "value": value}


def _page_faults(draft, page, *, publish):
    may_lack = set() if publish else {"service", "summary"}
    try:
        page.clean_fields(exclude={*_NOT_CHECKED, "body", *may_lack})
        page.check_limits()
    except ValidationError as error:
        yield from _sentences(error, draft.where)
    for number, child in enumerate(page.body):
        try:
            (child.block.clean if publish else child.block.clean_deferred)(child.value)
        except ValidationError as error:
            for fault in _sentences(error, draft.at(f"body[{number}]")):
                # While drafts are checked no picture is made yet; that its file is there was checked before.
                if not fault.where.endswith("].image"):
                    yield fault


def _sentences(error, where):
    """A validation error as faults, each at its place: fields, blocks and items alike."""
    if hasattr(error, "error_dict"):
        for name, errors in error.error_dict.items():
            joint = ", " if " " in where else "."
            at = where if name == NON_FIELD_ERRORS else f"{where}{joint}{name}"
            for one in errors:
                yield from _sentences(one, at)
        return
    children = getattr(error, "block_errors", None)
    if isinstance(children, dict):
        children = list(children.items())
    elif children is not None:
        children = [(number, child) for number, child in enumerate(children) if child]
    if children:
        for name, child in children:
            at = f"{where}[{name}]" if isinstance(name, int) else f"{where}.{name}"
            yield from _sentences(child, at)
        return
    for message in error.messages:
        yield Fault(where, str(message))


def _write(draft, known, *, by, publish, dry_run):
    """Write one draft; returns the name of the report's count that it adds to."""
    pk = known.held.get(draft.slug)
    if pk is None:
        if not dry_run:
            _add(_page(draft, known), known, by=by, publish=publish)
        return "added"
    page = ShowcaseEntryPage.objects.get(pk=pk).get_latest_revision_as_object()
    before = _fingerprint(page)
    _page(draft, known, page=page, with_pictures=not dry_run or _has_pictures(draft, known))
    is_public = page.live and not page.has_unpublished_changes
    if _fingerprint(page) == before and (is_public or not publish):
        return "unchanged"
    if not dry_run:
        _save(page, by=by, publish=publish)
    return "changed"


def _has_pictures(draft, known):
    model = get_image_model()
    for name in _pictures(draft):
        digest = hashlib.sha1(known.picture_file(name).read_bytes(), usedforsecurity=False).hexdigest()
        if not model.objects.filter(file_hash=digest).exists():
            return False
    return True


def _add(page, known, *, by, publish):
    page.owner = by
    page.live = False
    page.has_unpublished_changes = True
    known.parent.add_child(instance=page)
    _save(page, by=by, publish=publish)


def _save(page, *, by, publish):
    revision = page.save_revision(user=by, log_action=True, clean=False)
    if publish:
        revision.publish(user=by)


def _fingerprint(page):
    """All that an import writes on a page, as text that can be compared."""
    facts = {
        name: str(getattr(page, name) or "")
        for name in ("title", "service_id", "picture_id", "summary", "content_note_words", "picture_alt")
    }
    facts |= {name: str(getattr(page, name) or "") for name in ("review_on", "reviewed_on", "review_owner")}
    facts["content_notes"] = list(page.content_notes or [])
    facts["themes"] = sorted(theme.slug for theme in page.themes.all())
    facts["body"] = _without_ids(page.body.get_prep_value())
    return json.dumps(facts, sort_keys=True, default=str)


def _without_ids(value):
    """Stored blocks without the ids that Wagtail gives them; empty and missing parts are the same."""
    if isinstance(value, dict):
        if set(value) == {"type", "value", "id"} and value["type"] == "item":
            return _without_ids(value["value"])
        return {
            name: _without_ids(part)
            for name, part in value.items()
            if name != "id" and part not in (None, "")
        }
    if isinstance(value, list | tuple):
        return [_without_ids(part) for part in value]
    return value
