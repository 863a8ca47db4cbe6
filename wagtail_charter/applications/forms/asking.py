"""What the charter team types in on a case: a question about an answer, and which one to take back."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from wagtail_charter.applications.models import StatementQuestion
from wagtail_charter.framework.models import EvidenceStatement

#: How long people have, unless the team says otherwise.
_TIME_TO_ANSWER = datetime.timedelta(days=14)


class _StatementField(forms.ModelChoiceField):
    def label_from_instance(self, statement):
        return f"{statement.code}: {statement.title}"


class _QuestionField(forms.ModelChoiceField):
    def label_from_instance(self, question):
        return f"{question.statement.code}: {question.statement.title}"


def _in_two_weeks():
    return timezone.localdate() + _TIME_TO_ANSWER


class AskQuestionForm(forms.Form):
    """Which answer is asked about, the words, and the day to aim at."""

    statement = _StatementField(EvidenceStatement.objects.none(), label=_("Answer to"))
    words = forms.CharField(
        label=_("Your question"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Begin with what is clear, then ask for one thing and say why it helps. They read it in the portal; the "
            "letter does not show it. Nothing about anybody's past or health."
        ),
    )
    answer_by = forms.DateField(
        label=_("Answer by"),
        initial=_in_two_weeks,
        widget=AdminDateInput,
        help_text=_("Give people time: two weeks is kind. A later answer counts too."),
    )

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        asked = application.questions.open().values("statement")
        rows = EvidenceStatement.objects.for_edition(application.round.edition_id).exclude(pk__in=asked)
        self.fields["statement"].queryset = rows.select_related("theme")


class TakeBackForm(forms.Form):
    """Which open question is taken back."""

    question = _QuestionField(StatementQuestion.objects.none(), label=_("Question about"), empty_label=None)

    def __init__(self, *args, application, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = application.questions.open().select_related("statement")
