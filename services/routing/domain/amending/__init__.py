"""Changes to the catalogue: drafted record by record, proposed, approved by a second person, in force from a day."""
