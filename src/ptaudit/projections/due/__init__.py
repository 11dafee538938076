"""What is due and overdue, family by family: every row cites the entry and the rule that fix its day."""
