"""Addresses that tracking systems call, one file a system."""

from apps.api.ats import greenhouse, recruitee

urlpatterns = [*greenhouse.urlpatterns, *recruitee.urlpatterns]
