"""How many seats the telephone line needs."""
