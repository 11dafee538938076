"""第九条第三项 — 一票否决: facts, grounds, decisions."""
