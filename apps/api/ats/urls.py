"""Addresses that tracking systems call, one file a system."""

from apps.api.ats import ashby, greenhouse, kombo, recruitee

urlpatterns = [
    *greenhouse.urlpatterns,
    *ashby.urlpatterns,
    *recruitee.urlpatterns,
    *kombo.urlpatterns,
]
