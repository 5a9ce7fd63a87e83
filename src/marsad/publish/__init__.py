"""What leaves: tables, dossier, pages."""
