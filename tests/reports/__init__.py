"""What is handed over, held to the byte."""
