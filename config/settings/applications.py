"""What the project is made of, and the order in which a request passes through it."""

from config.settings.environment import BASE_DIR
from config.settings.networks import NETWORKS, SANDBOX_ENABLED

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.import_export",
    "apps.workspace.admin_config.AdminSiteConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_structlog",
    "import_export",
    "pgtrigger",
    "apps.core",
    "apps.accounts",
    "apps.organisations",
    "apps.audit",
    "apps.candidates",
    "apps.connections",
    *(f"apps.connections.networks.{name}" for name, of in NETWORKS.items() if "CLIENT_ID" in of),
    "apps.scoring",
    "apps.pipeline",
    "apps.integrations",
    "apps.workspace",
    "apps.portal",
    "apps.api",
    *(["apps.sandbox"] if SANDBOX_ENABLED else []),
]

MIDDLEWARE = [
    "apps.core.request_ids.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "apps.core.keeping.KeepingMiddleware",
    "apps.core.reader.ReaderMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
                "apps.core.context.theme",
                "apps.core.context.language",
                "apps.workspace.context.navigation",
            ],
        },
    }
]
FORM_RENDERER = "apps.core.form_renderer.FormRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "locale"]
PAGE_LANGUAGES = ["en", "de"]  # in which pages are written; explanations speak the page's language
FORMAT_MODULE_PATH = "apps.core.formats"
TIME_ZONE = "UTC"
USE_TZ = True
# Here answers are for programs: in the language that is asked for, and times in UTC.
READ_BY_PROGRAMS = ["/api/", "/ats/", "/v2/", "/healthz", "/readyz", "/sandbox/"]
