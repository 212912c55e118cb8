"""What can be done: one function a deed, one transaction, one line in the record; and reads that check who looks."""
