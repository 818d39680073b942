from django.urls import path

from apps.workspace.webhooks import deeds, deliveries, views

BASE = "o/<slug:slug>/settings/webhooks/"
ONE = f"{BASE}<uuid:endpoint_id>/"
DELIVERY = f"{ONE}deliveries/<uuid:delivery_id>/"

urlpatterns = [
    path(BASE, views.webhooks, name="webhooks"),
    path(f"{BASE}new/", views.webhook_new, name="webhook_new"),
    path(ONE, deliveries.webhook, name="webhook"),
    path(f"{ONE}change/", views.webhook_change, name="webhook_change"),
    path(f"{ONE}remove/", views.webhook_remove, name="webhook_remove"),
    path(f"{ONE}test/", deeds.webhook_test, name="webhook_test"),
    path(f"{ONE}secret/", deeds.webhook_secret, name="webhook_secret"),
    path(f"{ONE}disable/", deeds.webhook_disable, name="webhook_disable"),
    path(f"{ONE}enable/", deeds.webhook_enable, name="webhook_enable"),
    path(f"{ONE}resend/", deeds.webhook_resend, name="webhook_resend"),
    path(DELIVERY, deliveries.webhook_delivery, name="webhook_delivery"),
    path(f"{DELIVERY}resend/", deeds.delivery_resend, name="webhook_delivery_resend"),
]
