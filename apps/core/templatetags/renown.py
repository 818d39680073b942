"""Numbers, names and icons as the pages write them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from apps.core.icons import ICONS
from apps.core.phrases import factor_label, isolated
from apps.core.storage import BUNDLE

MINUS = "\u2212"
EN_DASH = "\u2013"

register = template.Library()


@register.filter
def thin(value: object) -> str:
    """A number as the reader writes it: "12 400" with thin spaces in English, "12.400" in German,
    "1 234.5" and "1.234,5". What is no number stays as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return "" if value is None else str(value)
    sign = MINUS if value < 0 else ""
    size = format(Decimal(str(abs(value))), "f")
    return sign + number_format(size, use_l10n=True, force_grouping=True)


@register.filter
def moment(value: datetime | None) -> str:
    """Day and time in the reader's time zone, with its name: "12 February 2027, 23:30 CET"."""
    if value is None:
        return ""
    here = localtime(value)  # Django's "T" is empty in the hour that comes twice
    return f"{date_format(here, 'DATETIME_FORMAT')} {here.tzname()}"


@register.filter
def signed(value: int) -> str:
    """Points that are added or taken away: "+9", "−3", "±0"."""
    if value == 0:
        return "±0"
    return f"+{thin(value)}" if value > 0 else thin(value)


@register.filter(name="range")
def span(interval: Any) -> str:
    """The ends of an interval with `low` and `high`: "48–61"."""
    return f"{interval.low}{EN_DASH}{interval.high}"


register.filter("isolated", isolated)


register.filter("factor", factor_label)


@register.filter
def initials(name: object) -> str:
    """At most two letters for the avatar: "Katrin Voss" becomes "KV"."""
    words = [word for word in str(name).replace("@", " ").replace(".", " ").split() if word]
    chosen = [words[0], words[-1]] if len(words) > 1 else words
    return "".join(word[0].upper() for word in chosen)


@register.simple_tag
def stylesheets() -> SafeString:
    """The links to all stylesheets; where files were collected, to the one that holds them all."""
    if settings.STYLES_IN_ONE:
        return format_html('<link rel="stylesheet" href="{}">', static(BUNDLE))
    return render_to_string("components/styles.html")


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A drawing of the sprite in templates/components/sprite.html; unknown names get "account"."""
    known = name if name in ICONS else "account"
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>',
        f"icon {classes}".strip(),
        known,
    )


@register.filter
def lines(items: Iterable[object]) -> str:
    """One item a line, for a text area."""
    return "\n".join(str(item) for item in items)


@register.filter
def linked_names(accounts: Iterable[Any]) -> str:
    """The labels of the linked accounts as a list in words: "X, YouTube"."""
    return ", ".join(str(account.label) for account in accounts if account.linked)


@register.filter
def pages(page: Page[Any]) -> Iterator[int | str]:
    """Page numbers around the current one, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: "switch", "check", "options" or "input"."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "options"
    if isinstance(widget, CheckboxInput):
        return "switch" if widget.attrs.get("role") == "switch" else "check"
    return "input"


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget with our class; a placeholder that repeats the label is left out."""
    widget = field.field.widget
    own = {"input": "input", "switch": "switch"}.get(kind(field), "")
    given = widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{own} {given}".strip() or False}
    if kind(field) == "input":
        attrs["placeholder"] = widget.attrs.get("data-example", False)
    return field.as_widget(attrs=attrs)


@register.filter
def without_prolog(svg: str) -> str:
    """An SVG document without its XML declaration, to stand inside a page."""
    return svg[svg.index("<svg") :] if "<svg" in svg else ""
