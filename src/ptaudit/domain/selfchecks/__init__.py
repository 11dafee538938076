"""第十三条、第十五条第一项 — self-checks: filed, copied, due."""
