"""The ways in which ``explain`` answers: a module a way, each with its rows and its page."""
