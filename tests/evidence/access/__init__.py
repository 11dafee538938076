"""Who may read, who may write, and what of a secret shows."""
