"""What is handed over: books and documents made from views, the same bytes from the same ledger."""
