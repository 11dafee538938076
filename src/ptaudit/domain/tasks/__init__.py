"""第十二条 — tasks: what a unit makes of its targets, and how far it is with them."""
