"""Registers: who is who, what the regulation and the county ruled, and results carried over."""
