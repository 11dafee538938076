"""第十八条 — 约谈: called, held or not, and what came of it."""
