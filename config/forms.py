from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms in our own markup: {{ form }}, and {{ field.as_field_group }} for one field."""

    form_template_name = "_form.html"
    field_template_name = "_field.html"
