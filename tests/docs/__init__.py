"""The documentation, executed: every console block runs and every link resolves."""
