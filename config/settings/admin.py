"""The admin's look."""

UNFOLD = {
    "SITE_TITLE": "Renown",
    "SITE_HEADER": "Renown",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
}
