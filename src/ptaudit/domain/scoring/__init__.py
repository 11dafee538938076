"""What a score is: entries, items, reasons, ranks."""
