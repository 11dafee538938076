"""What can be said: the commands by theme, and the catalogue of the words they are called by."""
