"""What the ledger holds: the kinds by theme, and their catalogue."""
