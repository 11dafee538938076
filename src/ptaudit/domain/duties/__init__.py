"""第九、十条 — duties: the register as data, and what was recorded as done."""
