"""Measured side by side: ptaudit and what does the same work, in one run on one machine."""
