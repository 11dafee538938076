"""第十八、二十条 — completion, three years in a row, accountability, interviews."""
