"""Word lists that an Arabic reader can mend without Python, checked when loaded."""
