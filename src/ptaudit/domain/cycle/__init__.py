"""第十五条 — the papers of one year and the order they belong in."""
