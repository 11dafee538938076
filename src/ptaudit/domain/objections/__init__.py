"""异议与回避: objections from filing to decision, and who stands aside (口径 objection.*)."""
