"""One module for each kind of work; each yields what it measured."""
