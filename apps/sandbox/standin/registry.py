"""The stand-ins that there are. Adding one means adding its folder, and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from apps.sandbox.facebook.standin import STANDIN as FACEBOOK
from apps.sandbox.instagram.standin import STANDIN as INSTAGRAM
from apps.sandbox.standin.stand_in import StandIn
from apps.sandbox.wordpress.standin import STANDIN as WORDPRESS
from apps.sandbox.wordpress_com.standin import STANDIN as WORDPRESS_COM
from apps.sandbox.x.standin import STANDIN as X
from apps.sandbox.youtube.standin import STANDIN as YOUTUBE

STANDINS: Mapping[str, StandIn] = {
    each.name: each for each in (FACEBOOK, INSTAGRAM, WORDPRESS, WORDPRESS_COM, X, YOUTUBE)
}
