"""Arabic as it is written; knows nothing of news."""
