"""E-mail. Without EMAIL_URL, messages become files in var/mail (shown by the sandbox's mailbox)."""

from config.settings.environment import TESTING, VAR_DIR, env, required

EMAIL_FILE_PATH = str(VAR_DIR / "mail")
_url = required(
    "EMAIL_URL",
    why="Set it to smtp+tls://user:password@host:587.",
    otherwise="memorymail://" if TESTING else f"filemail:///{EMAIL_FILE_PATH}",
)
_mail = env.email_url_config(_url)
EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(_mail.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(_mail.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Renown <renown@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
