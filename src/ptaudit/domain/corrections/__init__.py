"""更正、作废、附证据 — a mistake is answered by another entry."""
