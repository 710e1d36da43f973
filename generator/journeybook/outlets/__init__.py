"""Pages → somewhere. What comes before an outlet knows nothing of it; an outlet knows nothing of personas."""
