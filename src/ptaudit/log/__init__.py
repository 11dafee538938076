"""The tamper-evident log, apart from where it is kept: tree, proofs, tiles, signed notes, checkpoints, policies.

Pure functions over bytes in the formats of RFC 6962 and C2SP (signed-note, tlog-checkpoint, tlog-cosignature,
tlog-proof, tlog-tiles, tlog-witness, tlog-policy). Nothing here reads a file, a clock or a database.
"""
