"""Which JSON addresses are there, and what do they hold? The schema is shown at /api/docs."""

from importlib import import_module
from importlib.util import find_spec

from ninja import NinjaAPI

from rodatraden.config import slices

api = NinjaAPI(
    title="Röda tråden",
    description="Samma tal som på sidorna, med samma rättigheter och samma dag.",
    docs_url="/api/docs",
    openapi_url="/api/openapi.json",
    urls_namespace="api",
)
for name in slices.BUILT:
    if find_spec(f"rodatraden.{name}.api"):
        api.add_router("", import_module(f"rodatraden.{name}.api").router)
