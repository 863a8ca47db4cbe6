"""The app's own addresses, which the host mounts once: ``path("charter/", include("wagtail_charter.urls"))``."""

from django.urls import path

from wagtail_charter.accounts import views as accounts
from wagtail_charter.conf import conf
from wagtail_charter.foundations.press import press
from wagtail_charter.organisations.urls import urlpatterns as organisation_urlpatterns
from wagtail_charter.portal.urls import urlpatterns as portal_urlpatterns
from wagtail_charter.support.urls import urlpatterns as support_urlpatterns

app_name = "charter"

urlpatterns = [
    path("press/<path:address>", press, name="press"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("code/", accounts.code, name="code"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("sign-out/everywhere/", accounts.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/", accounts.account, name="account"),
    path("account/name/", accounts.name, name="name"),
]
if conf.is_room_on("letters"):
    urlpatterns += support_urlpatterns
if conf.is_room_on("portal"):
    urlpatterns += [*organisation_urlpatterns, *portal_urlpatterns]
