"""Pages → somewhere. MkDocs is the first outlet; nothing before this room leans on it."""
