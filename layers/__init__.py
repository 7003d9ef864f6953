"""What is recorded: tables, places, dates, phases."""
