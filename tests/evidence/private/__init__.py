"""Confidential contents: kept apart, read against the ledger, erased."""
