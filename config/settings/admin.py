"""The admin's look: the product's mark and ink instead of the accent that Unfold comes with."""

from django.templatetags.static import static

# Lightness and chroma of the steps; all have the hue of the ink.
INK = {
    "50": (97, 0.004),
    "100": (94, 0.007),
    "200": (88, 0.01),
    "300": (80, 0.014),
    "400": (77, 0.016),
    "500": (74, 0.018),
    "600": (38, 0.022),
    "700": (32, 0.022),
    "800": (27, 0.02),
    "900": (23, 0.018),
    "950": (18, 0.014),
}
UNFOLD = {
    "SITE_TITLE": "Renown",
    "SITE_HEADER": "Renown",
    "SITE_ICON": lambda request: static("img/mark.svg"),
    "SITE_FAVICONS": [
        {
            "rel": "icon",
            "type": "image/svg+xml",
            "href": lambda request: static("img/mark.svg"),
        }
    ],
    "COLORS": {
        "primary": {step: f"oklch({light}% {chroma} 185)" for step, (light, chroma) in INK.items()}
    },
    "SIDEBAR": {"navigation": "apps.workspace.admin_sidebar.navigation"},
    "ACCOUNT": {"navigation": "apps.workspace.admin_sidebar.account"},
    "STYLES": [lambda request: static("css/admin.css")],
    "SCRIPTS": [lambda request: static("js/admin.js")],
    "SITE_URL": None,
    "DASHBOARD_CALLBACK": "apps.workspace.admin_week.dashboard",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
}
