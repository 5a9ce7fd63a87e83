"""Records kept on one machine."""
