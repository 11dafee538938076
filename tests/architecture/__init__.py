"""The house rules: what holds for the code as a whole, whatever it does."""
