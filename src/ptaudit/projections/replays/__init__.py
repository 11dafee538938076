"""How each kind of subject stands, from its row: one module a kind, all of the same shape."""
