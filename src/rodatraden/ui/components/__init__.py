"""Which parts are pages built of? Typed functions that templates call as tags; the gallery shows them all."""
