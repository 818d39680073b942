"""Words of unfold that people see here. It brings no German: named here, our catalog has them."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Apply Filters"),
    _("Available shortcuts"),
    _("Changelist shortcuts"),
    _("Choose file to upload"),
    _("Click to cancel"),
    _("Command tool shortcuts"),
    _("Dark"),
    _("From"),
    _("General"),
    _("Global shortcuts"),
    _("Light"),
    _("Navigate"),
    _("No results found"),
    _("Nothing matched your search"),
    _("Open command tool"),
    _("Open selection"),
    _("Open selection in new tab"),
    _("Open shortcuts list"),
    _("Reset filters"),
    _("Run"),
    _("Search apps and models..."),
    _("Select action"),
    _("Select action to run"),
    _("Select format"),
    _("Select record"),
    _("System"),
    _("This page yielded into no results."),
    _("To"),
    _("Toggle dark/light mode"),
    _("Toggle filter"),
    _("Toggle sidebar"),
    _("Type to search"),
)
