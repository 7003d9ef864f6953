"""What must hold before records are used, and what cannot be right."""
