"""What many articles say of one event."""
