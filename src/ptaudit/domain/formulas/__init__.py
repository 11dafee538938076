"""Formulas as a clerk writes them: read from words and written in words, the same both ways (第十一条)."""
