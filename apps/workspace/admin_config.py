from django.contrib.admin.apps import AdminConfig


class AdminSiteConfig(AdminConfig):
    default = False
    default_site = "apps.workspace.admin_site.RenownAdminSite"
