"""How long public pages take, in units of a bare Wagtail page: ``make bench``."""
