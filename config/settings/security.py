"""Secrets, transport, cookies and the content security policy."""

from urllib.parse import urlsplit

from django.utils.csp import CSP

from config.settings.environment import ENVIRONMENT, PRODUCTION, PUBLIC_URL, env, required

_public = urlsplit(PUBLIC_URL)
_https = _public.scheme == "https"

SECRET_KEY = required(
    "SECRET_KEY",
    why="Set it to 50 or more random characters; invitations and sessions are signed with it.",
    otherwise="not-secret-" + "development-only-" * 4,
)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[_public.hostname or "localhost"]
    if PRODUCTION
    else ["localhost", "127.0.0.1", "[::1]", "testserver"],
)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

SECURE_SSL_REDIRECT = PRODUCTION and _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
# Without it everybody behind a proxy would share one limit of failed sign-ins.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "apps.core.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"

SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [
        CSP.SELF,
        *(["https://*"] if ENVIRONMENT == "production" else ["http:", "https:"]),
    ],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
