"""Papers of every kind: served on their addressees, or sent back."""
