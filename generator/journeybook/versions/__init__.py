"""What was, and what changed: the book at other times, the changes between two of its states, their history in git."""
