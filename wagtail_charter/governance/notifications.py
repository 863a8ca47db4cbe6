"""The one letter of the governance room: numbers alone, to whoever the setting names."""

from django.utils.translation import gettext_lazy as _

from wagtail_charter.conf import conf
from wagtail_charter.letters.notifications import LetterKind
from wagtail_charter.letters.services import queue

LETTERS = [
    LetterKind(
        template="governance/retention_applied",
        title=_("What was let go"),
        when=_(
            "To the address of the setting RETENTION_REPORT_TO, when a plan of retention was carried out."
        ),
        sample={"number": "R-7K4M-Q2XD", "lines": [{"what": "Applications", "count": 3}]},
    )
]


def retention_applied(run, names):
    """Tell the address of ``RETENTION_REPORT_TO`` what ``run`` let go, if there is one.

    ``names``: what each holding is called, by its short name.
    """
    if not conf.RETENTION_REPORT_TO:
        return
    lines = [{"what": str(names[line["holding"]]), "count": line["count"]} for line in run.lines]
    queue(
        "governance/retention_applied",
        key=f"retention:{run.number}",
        to_email=conf.RETENTION_REPORT_TO,
        facts={"number": run.number, "lines": lines},
        about=run,
        is_answer=False,
    )
