"""第十一条 — targets and scoring rules: drafted, issued, adjusted."""
