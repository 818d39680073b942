"""REST v1 and its schema."""

from config.settings.environment import env

# Of each key.
API_REQUESTS_A_MINUTE: int = env.int("API_REQUESTS_A_MINUTE", default=600)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["apps.api.authentication.KeyAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.api.permissions.HasScope"],
    "DEFAULT_RENDERER_CLASSES": ["apps.api.renderers.FastJSONRenderer"],
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
    "OAS_VERSION": "3.1.1",
    "VERSION": "1",
    "DESCRIPTION": "Consented, explained scores of online influence. "
    "A score describes perceived online influence; it does not measure job performance.\n\n"
    "What holds for every operation (keys, pages, versions, repeating a request, limits, "
    "refusals) is told in docs/api.md; /api/problems explains each kind of refusal. What breaks "
    "inside is 500 with the same shape.",
    "TAGS": [
        {"name": "openings", "description": "Jobs to which people are invited."},
        {"name": "candidates", "description": "People, their scores, comparisons and notes."},
        {"name": "invitations", "description": "Asking people to share a score."},
        {"name": "applications", "description": "Where somebody stands in an opening."},
        {"name": "decisions", "description": "What the team decided, and what it had seen."},
        {"name": "contests", "description": "Scores that people say are wrong."},
        {"name": "members", "description": "The team."},
        {"name": "webhooks", "description": "Where news are sent, and how that went."},
        {"name": "events", "description": "News, to be read instead of received."},
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1",
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "ContestOutcomeEnum": "apps.scoring.models.Outcome.values",
        "DecisionKindEnum": "apps.candidates.models.Kind.values",
        "DeliveryOutcomeEnum": "apps.api.resources.deliveries.OUTCOMES",
        "DeliveryStateEnum": "apps.api.resources.deliveries.STATES",
        "EventKindEnum": "apps.api.resources.deliveries.KINDS",
        "WebhookKindEnum": "apps.api.resources.webhooks.KINDS",
        "WebhookStateEnum": "apps.api.resources.webhooks.STATES",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "apps.api.openapi.completing.complete",
    ],
    "WEBHOOKS": "apps.api.resources.event_schemas.ALL",
}
