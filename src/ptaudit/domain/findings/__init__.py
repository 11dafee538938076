"""第十四条 — findings: raised, notified, ordered, extended, verified, closed."""
