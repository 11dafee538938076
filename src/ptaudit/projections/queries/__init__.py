"""What an auditor asks of a year or of a whole ledger: findings from records and rows, without wording."""
