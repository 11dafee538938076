"""第二、二十条 — who came from whom, and whose results of a year a unit carries."""
