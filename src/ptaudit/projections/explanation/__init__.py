"""Why a score is what it is, what one entry rests on, and what an article leads to: told from the entries."""
