"""Auditors' questions to a whole ledger, as a view knows it: entries are streamed, few of them kept."""
