"""Views that can be thrown away: everything here can be deleted and rebuilt from the ledger."""
