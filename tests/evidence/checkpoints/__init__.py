"""Checkpoints made, kept, cosigned, and the receipts that rest on them."""
