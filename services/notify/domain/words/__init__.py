"""What citizens are told, as words with variables in braces that people can change."""
