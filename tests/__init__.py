"""Every claim the project makes, as a test."""
