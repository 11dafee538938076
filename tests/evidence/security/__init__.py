"""The security log, who may do what, and secrets."""
