"""The organisation as JSON: the whole of it, what differs, who steers whom, what posts have cost."""

from ninja import Router

from rodatraden.organisation.api import costs, difference, lines, whole

router = Router(tags=["Organisation"])
for each in (whole, difference, lines, costs):
    router.add_router("", each.router)
