from django import forms
from django.test import override_settings

from apps.core.form_renderer import FormRenderer
from tests.templates.markup import read, words

CHOICES = [("x", "X"), ("youtube", "YouTube")]


class OpeningForm(forms.Form):
    default_renderer = FormRenderer

    title = forms.CharField(label="Job title", help_text="As candidates know it.")
    place = forms.CharField(label="Place", required=False)
    mail = forms.EmailField(
        label="Work email", widget=forms.EmailInput(attrs={"placeholder": "Work email"})
    )
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    networks = forms.MultipleChoiceField(
        label="Ask for", choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )
    weekly = forms.BooleanField(
        label="Weekly mail", required=False, widget=forms.CheckboxInput(attrs={"role": "switch"})
    )
    terms = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput, initial="abc")


def test_every_field_has_a_label_and_its_hint() -> None:
    html = str(OpeningForm())
    for name in ("title", "place", "mail", "secret", "weekly"):
        assert f'<label for="id_{name}">' in html
    assert 'class="hint" id="id_title_helptext"' in html
    assert "Place (optional)" in words(html)
    assert 'name="token" value="abc"' in html


def test_an_error_stands_at_its_field_and_is_announced() -> None:
    html = str(OpeningForm({"mail": "katrin@halden", "networks": ["x"], "token": "abc"}))
    assert 'id="id_mail_error"' in html
    assert 'aria-describedby="id_mail_error"' in html
    assert 'aria-invalid="true"' in html
    assert "Enter a valid email address." in words(html)


def test_a_placeholder_that_repeats_the_label_is_left_out() -> None:
    assert "placeholder" not in str(OpeningForm())


def test_choices_stand_in_a_fieldset_with_a_legend_and_switches_say_on_or_off() -> None:
    html = str(OpeningForm())
    assert "<legend>Ask for</legend>" in html
    assert 'role="switch" class="switch"' in html or 'class="switch"' in html
    assert "On Off" in words(html)


def test_errors_of_the_whole_form_come_first() -> None:
    form = OpeningForm({})
    form.add_error(None, "This opening is closed.")
    html = str(form)
    assert html.index("This opening is closed.") < html.index("Job title")
    assert 'role="alert"' in html


def test_nothing_in_a_form_is_refused_by_the_policy() -> None:
    with override_settings(LANGUAGE_CODE="en"):
        page = read(str(OpeningForm({})))
    assert not page.refused
    assert len(page.ids) == len(set(page.ids))
