"""What goes wrong beneath the ledger, brought about on purpose: calls that fail, cuts, kills, full disks."""
