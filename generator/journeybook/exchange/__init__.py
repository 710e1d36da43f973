"""Book → other formats, and one day back."""
