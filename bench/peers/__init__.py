"""What does the same work in another way: raw sqlite3, and the event-sourcing library's own recorder."""
