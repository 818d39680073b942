from django.urls import path

from apps.workspace.tracking import deeds, setting_up, views

BASE = "o/<slug:slug>/settings/tracking/"
ONE = f"{BASE}<uuid:system_id>/"
ORDER = f"{ONE}orders/<uuid:order_id>/"

urlpatterns = [
    path(BASE, views.tracking_systems, name="tracking_systems"),
    path(f"{BASE}new/<str:system>/", setting_up.tracking_new, name="tracking_new"),
    path(ONE, views.tracking_system, name="tracking_system"),
    path(f"{ONE}change/", setting_up.tracking_change, name="tracking_change"),
    path(f"{ONE}disconnect/", setting_up.tracking_disconnect, name="tracking_disconnect"),
    path(f"{ONE}enable/", setting_up.tracking_enable, name="tracking_enable"),
    path(f"{ONE}test/", deeds.tracking_test, name="tracking_test"),
    path(ORDER, views.tracking_order, name="tracking_order"),
    path(f"{ORDER}tell/", deeds.tracking_tell, name="tracking_tell"),
]
