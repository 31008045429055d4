"""What reporting was told, kept for good without anything personal: to count it all again, or as it was known once."""
