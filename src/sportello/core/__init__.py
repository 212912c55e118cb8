"""What is true: the rules of the house. No Django, no I/O, no clock, no city."""
