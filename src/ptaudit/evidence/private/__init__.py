"""Confidential contents outside the ledger, which holds what commits to them; destroying a key erases one."""
