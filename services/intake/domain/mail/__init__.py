"""What a mail says: its letters whatever the charset, whose words they are, and whether a person wrote them."""
