"""Bundles: exported, read by others, tampered with, and verified by one file of plain Python."""
