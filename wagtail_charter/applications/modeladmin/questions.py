"""Questions about answers on the desk of a case: ask one, take one back, and read what was asked and answered."""

from difflib import SequenceMatcher

from django.http import Http404
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _

from wagtail_charter.applications.forms import AskQuestionForm, TakeBackForm, TypeInAskedForm
from wagtail_charter.applications.modeladmin.casework import (
    CaseSection,
    CaseStepView,
    register_case_section,
    register_case_step,
)
from wagtail_charter.applications.permissions import (
    can_change_application,
    can_read_answers,
    can_type_in_asked_answers,
)
from wagtail_charter.applications.services import (
    AnswerChanged,
    ask_question,
    take_back_question,
    type_in_asked_answer,
)
from wagtail_charter.applications.states import ASKABLE_STATES

#: Longer texts are compared line by line; word by word would take seconds.
_MOST_WORDS = 1500


class _QuestionStepView(CaseStepView):
    header_icon = "help"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "application": self.application}


class AskQuestionView(_QuestionStepView):
    """Open one answer again with a question."""

    slug = "ask"
    label = _("Ask a question")
    explanation = _(
        "Opens one answer again; everything else stays as it was sent. The lead gets a letter that there is a question, "
        "without its words."
    )
    order = 40
    form_class = AskQuestionForm

    @classmethod
    def may(cls, user, application):
        return (
            application.state in ASKABLE_STATES
            and application.paused_at is None
            and can_change_application(user, application)
        )

    def act(self, facts):
        ask_question(self.application, by=self.request.user, **facts)
        return _text("The question is asked. The letter leaves in working hours.")


class TakeBackView(_QuestionStepView):
    """Close a question that needs no answer any more."""

    slug = "take-back"
    label = _("Take the question back")
    explanation = _(
        "The answer stays as it was sent. If the lead has heard of the question, they hear that nothing more is needed."
    )
    order = 41
    form_class = TakeBackForm

    @classmethod
    def may(cls, user, application):
        return application.question_open_at is not None and can_change_application(user, application)

    def act(self, facts):
        take_back_question(facts["question"], by=self.request.user)
        return _text("The question is taken back. The answer is as it was sent.")


class TypeInAnswerStep(_QuestionStepView):
    """Type in the answer to an open question that came by telephone, on paper or by e-mail, and send it."""

    slug = "type-in"
    label = _("Type in the answer")
    explanation = _(
        "For an answer that came by telephone, on paper or by e-mail. It is sent as a new version with how it came, and "
        "the question closes. The lead gets the letter that it arrived."
    )
    order = 39
    form_class = TypeInAskedForm
    template_name = "wagtail_charter/applications/admin/type_in_step.html"

    @classmethod
    def may(cls, user, application):
        return can_type_in_asked_answers(user, application)

    def get_form_kwargs(self):
        given = self.request.POST.get("question") or self.request.GET.get("question") or ""
        self.open_questions = list(self.application.questions.answerable().described().order_by("pk"))
        chosen = [each for each in self.open_questions if str(each.pk) == given]
        if not self.open_questions or (given and not chosen):
            raise Http404
        self.question = (chosen or self.open_questions)[0]
        self.held = self.application.answers.described().filter(statement=self.question.statement).first()
        kwargs = super(_QuestionStepView, self).get_form_kwargs()
        return {**kwargs, "statement": self.question.statement, "held": self.held}

    def get_initial(self):
        return {"question": self.question.pk, "revision": self.held.revision if self.held else 0}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except AnswerChanged as changed:
            return self._show_changed(changed.answer)

    def _show_changed(self, held):
        """The form with what was typed, beside what somebody saved meanwhile; a second press sends it."""
        data = self.request.POST.copy()
        data["revision"] = str(held.revision)
        form = TypeInAskedForm(data, statement=self.question.statement, held=held)
        form.is_valid()
        self.held = held
        return self.render_to_response(self.get_context_data(form=form, is_changed=True))

    def act(self, facts):
        del facts["question"]
        facts["revision"] = facts.get("revision") or 0
        type_in_asked_answer(self.question, by=self.request.user, **facts)
        return _text("The answer is typed in and sent. The letter that it arrived leaves in working hours.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        others = [each for each in self.open_questions if each != self.question]
        return {**context, "question": self.question, "held": self.held, "others": others}


def question_facts(application, user):
    """What was asked about ``application``, with the words before and after each answer; ``None`` if nothing was."""
    questions = list(application.questions.described())
    if not questions:
        return None
    versions = {each.number: each for each in application.versions.all()} if _is_answered(questions) else {}
    can_read = can_read_answers(user, application)
    return {"rows": [_row(question, versions if can_read else {}) for question in questions]}


def _is_answered(questions):
    return any(question.answered_in_id for question in questions)


def _row(question, versions):
    now = question.answered_in and versions.get(question.answered_in.number)
    before = now and versions.get(now.number - 1)
    row = {"question": question, "version": question.answered_in, "is_compared": bool(now and before)}
    if now and before:
        code = question.statement.code
        texts = [version.entries.get(code, {}).get("answer", "") for version in (before, now)]
        row["before"], row["after"] = compared(*texts)
        row["is_same"] = texts[0] == texts[1]
    return row


def compared(before, after):
    """Both texts as lists of ``(words, is_different)``: what ``after`` left out, and what it has that was not there."""
    old, new = _parts(before, after)
    left, right = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        is_different = tag != "equal"
        if i2 > i1:
            left.append(("".join(old[i1:i2]), is_different))
        if j2 > j1:
            right.append(("".join(new[j1:j2]), is_different))
    return left, right


def _parts(*texts):
    """Each text cut into words with the space behind them, or into lines where it is long."""
    words = [[f"{word} " for word in text.split(" ")] if text else [] for text in texts]
    if max(len(each) for each in words) > _MOST_WORDS:
        return [text.splitlines(keepends=True) for text in texts]
    return words


def register_questions():
    """Put the steps and the section on every case's page."""
    register_case_step(AskQuestionView)
    register_case_step(TakeBackView)
    register_case_step(TypeInAnswerStep)
    register_case_section(
        CaseSection(
            "questions",
            _("Questions"),
            "wagtail_charter/applications/includes/_case_questions.html",
            question_facts,
            order=30,
        )
    )
