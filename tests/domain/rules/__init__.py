"""第十一条: what facts come to under a scoring table's formulas."""
