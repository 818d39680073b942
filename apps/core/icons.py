"""Names of the drawings in templates/components/sprite.html; a test keeps both equal."""

NETWORK_ICONS = frozenset(
    {
        "facebook",
        "x",
        "youtube",
        "instagram",
        "wordpress",
        "wordpress_com",
        "github",
        "bluesky",
        "mastodon",
        "linkedin",
    }
)
ICONS = NETWORK_ICONS | {
    "rejected",
    "hired",
    "blind",
    "mark",
    "account",
    "new",
    "review",
    "interview",
    "hold",
    "up",
    "down",
    "sort",
    "check",
    "never",
    "info",
    "warn",
    "out",
    "close",
    "key",
}
