"""The organisation as JSON: the whole of it, what differs, who steers whom."""

from ninja import Router

from rodatraden.organisation.api import difference, lines, whole

router = Router(tags=["Organisation"])
for each in (whole, difference, lines):
    router.add_router("", each.router)
