"""第十五、十六条 — scores, review, opinion, report, approval, circular: the year's decisions."""
