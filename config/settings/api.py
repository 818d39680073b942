"""REST v1 and its schema."""

from config.settings.environment import env

# Of each key.
API_REQUESTS_A_MINUTE: int = env.int("API_REQUESTS_A_MINUTE", default=600)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.api.permissions.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["apps.api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "apps.api.schema.ProblemAutoSchema",
    "DEFAULT_VERSIONING_CLASS": None,
    "DEFAULT_THROTTLE_CLASSES": ["apps.api.throttling.PerKey"],
    "EXCEPTION_HANDLER": "apps.api.problems.problem_response",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Renown",
    "VERSION": "1",
    "DESCRIPTION": "Consented, explained scores of online influence. "
    "A score describes perceived online influence; it does not measure job performance.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "DeliveryOutcomeEnum": "apps.api.resources.deliveries.OUTCOMES",
        "DeliveryStateEnum": "apps.api.resources.deliveries.STATES",
        "EventKindEnum": "apps.api.resources.deliveries.KINDS",
        "WebhookKindEnum": "apps.api.resources.webhooks.KINDS",
        "WebhookStateEnum": "apps.api.resources.webhooks.STATES",
    },
    "WEBHOOKS": "apps.api.resources.event_schemas.ALL",
}
