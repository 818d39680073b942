from apps.api.views.base import address
from apps.api.views.openings import OneOpening, OpeningClosing, OpeningReopening, Openings

OPENING = "api/v1/openings/<uuid:opening_id>"

urlpatterns = [
    address("api/v1/openings", Openings, name="api_openings"),
    address(OPENING, OneOpening, name="api_opening"),
    address(f"{OPENING}/close", OpeningClosing, name="api_opening_close"),
    address(f"{OPENING}/reopen", OpeningReopening, name="api_opening_reopen"),
]
