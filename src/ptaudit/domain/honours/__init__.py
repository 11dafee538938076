"""第十七条 — 先进单位 as they stand, and the bonus points they are given."""
