"""The regulation as pure functions: standard library and pydantic only."""
