"""E-mail. Without EMAIL_URL, messages become files in var/mail (shown by the sandbox's mailbox)."""

from typing import Any

from config.settings.environment import TESTING, VAR_DIR, env, required

MAIL_FOLDER = str(VAR_DIR / "mail")
_url = required(
    "EMAIL_URL",
    why="Set it to smtp+tls://user:password@host:587.",
    otherwise="",
)


def _mailer() -> dict[str, Any]:
    backends = "django.core.mail.backends"
    if TESTING:
        return {"BACKEND": f"{backends}.locmem.EmailBackend"}
    if not _url:
        return {
            "BACKEND": f"{backends}.filebased.EmailBackend",
            "OPTIONS": {"file_path": MAIL_FOLDER},
        }
    parsed = env.email_url_config(_url)
    options = {
        "host": parsed["EMAIL_HOST"],
        "port": parsed["EMAIL_PORT"] or 25,
        "username": parsed["EMAIL_HOST_USER"] or "",
        "password": parsed["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": bool(parsed.get("EMAIL_USE_TLS")),
        "use_ssl": bool(parsed.get("EMAIL_USE_SSL")),
        "timeout": 20,
    }
    return {"BACKEND": parsed["EMAIL_BACKEND"], "OPTIONS": options}


MAILERS = {"default": _mailer()}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Renown <renown@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
