"""What is due: the list over everything, the overview of a year, what rests on an unknown calendar."""
