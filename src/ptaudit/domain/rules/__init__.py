"""第十一条 — the scoring rules: which version applies to whom, and what facts come to under its formulas."""

from ptaudit.domain.rules.book import Rules, RulesBook

__all__ = ["Rules", "RulesBook"]
