"""What makes the ledger hold in a dispute: keys, signed checkpoints, witnesses, receipts, bundles, verdicts.

It does with files, databases and the network what :mod:`ptaudit.log` says in bytes.
"""
