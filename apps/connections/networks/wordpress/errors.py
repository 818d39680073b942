"""Why a site could not be linked: each with the sentence that the person reads, which says what to
do. ``code`` is stable."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from apps.connections.networks.errors import NetworkError


class LinkError(NetworkError):
    code = "wordpress_not_linked"
    sentence = _("This site could not be linked. Check the address and try again.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class BadSiteAddress(LinkError):
    code = "wordpress_bad_address"
    sentence = _(
        "This is not the address of a site. Type it as you do in your browser, "
        "for example https://blog.example.org."
    )


class PrivateAddress(LinkError):
    code = "wordpress_private_address"
    sentence = _(
        "This address leads into a private network, which we never open. "
        "Type the address at which anybody on the internet can read your site."
    )


class RedirectsToPrivate(LinkError):
    code = "wordpress_redirects_to_private"
    sentence = _(
        "Your site sends visitors on to an address in a private network, which we never open. "
        "Correct the WordPress Address and Site Address under Settings, General, then try again."
    )


class SiteUnreachable(LinkError):
    code = "wordpress_unreachable"
    retry = True
    sentence = _(
        "No site answered at this address. Check the spelling, and open it in your browser: "
        "if that warns of a certificate, have it renewed first."
    )


class SiteTooSlow(LinkError):
    code = "wordpress_too_slow"
    retry = True
    sentence = _("The site took too long to answer. Try again in a few minutes.")


class SiteFailing(LinkError):
    code = "wordpress_failing"
    retry = True
    sentence = _(
        "The site answered with an error of its own or broke off. Open it in your browser, "
        "and try again when it works there."
    )


class TooManyHops(LinkError):
    code = "wordpress_redirect_loop"
    sentence = _(
        "The site sends visitors from one address to the next without end. "
        "Type the address that your browser shows once the site is open."
    )


class NotWordPress(LinkError):
    code = "wordpress_not_wordpress"
    sentence = _(
        "A site answered, but it does not look like WordPress. Type the address of the blog; "
        "a site on WordPress.com cannot be linked this way."
    )


class ApiClosed(LinkError):
    code = "wordpress_api_closed"
    sentence = _(
        "This is WordPress, but its REST API is closed. Allow it in your security plugin "
        "or firewall (the paths below /wp-json/), then try again."
    )


class NoApplicationPasswords(LinkError):
    code = "wordpress_no_application_passwords"
    sentence = _(
        "This WordPress does not offer application passwords. They need WordPress 5.7 or newer, "
        "and a plugin may have turned them off: turn them on, then try again."
    )


class NeedsHttps(LinkError):
    code = "wordpress_needs_https"
    sentence = _(
        "This WordPress is served over plain http, where it hands out no application passwords. "
        "Turn on https for your site, then try again with https:// in front."
    )


class OtherSite(LinkError):
    code = "wordpress_other_site"
    sentence = _(
        "The answer came from another site than the one you named. "
        "Start again with the address of the site where you log in."
    )


class PasswordNotAccepted(LinkError):
    code = "wordpress_password_not_accepted"
    sentence = _(
        "The site does not accept the application password that it just made. Some servers drop "
        "the Authorization header: ask your host to pass it on to WordPress, then try again."
    )


class TooOld(LinkError):
    code = "wordpress_too_old"
    sentence = _(
        "This WordPress is older than 5.7 and cannot say which application password is ours. "
        "Update WordPress, then try again."
    )
