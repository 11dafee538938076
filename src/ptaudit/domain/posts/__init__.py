"""任职: who held which post of a unit from when to when, and whose name is covered (第五条)."""
