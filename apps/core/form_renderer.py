"""How `{{ form }}` and `{{ field.as_field_group }}` look everywhere outside the admin."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Templates of our own by name: the admin's widgets keep Django's."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
