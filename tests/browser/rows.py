"""The list of what a person can come to: ``tests/pages.csv``, one row for each page in each state."""

import csv
from dataclasses import dataclass
from pathlib import Path

#: People of the portal beside the ``applicant``, by the name that the list gives them.
PORTAL_PEOPLE = {
    "asha": "asha.wintergreen@example.org",
    "teo": "teo.fernsby@example.org",
    "priya": "priya.larkspur@example.org",
}
LIST = Path(__file__).resolve().parents[1] / "pages.csv"


@dataclass(frozen=True)
class Row:
    """One page in one state: its address, what it shows there, who comes, and the types or routes it stands for."""

    path: str
    state: str
    who: str
    types: tuple

    def __str__(self):
        return f"{self.path} ({self.state}, {self.who})"

    @property
    def is_page(self):
        """Whether people read it in a browser; feeds, calendars and data are for programs."""
        return self.state not in ("feed", "calendar", "data")

    @property
    def is_portal(self):
        """Whether it is a page of the portal, which may set cookies, and that no cache keeps."""
        return self.who in ("guest", "applicant", *PORTAL_PEOPLE)

    @property
    def status(self):
        """The status that the address answers with."""
        return {"not found": 404, "problem": 500, "unavailable": 503}.get(self.state, 200)

    @property
    def is_in_admin(self):
        """Whether it is a page of Wagtail's admin, and so has a frame that is not ours."""
        return self.path.startswith("/admin/")

    @property
    def is_for_builders(self):
        """Whether only people who build the site see it."""
        return any(name.startswith("elements:") for name in self.types)


def read_rows():
    """Every row of the list, in its order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return [
            Row(line["path"], line["state"], line["who"], tuple(line["types"].split()))
            for line in csv.DictReader(file)
        ]
