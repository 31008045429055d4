"""The desk: operators and officers of agencies without a system of their own work on cases over JSON."""
