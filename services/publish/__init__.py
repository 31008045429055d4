"""The public portal: what citizens asked and agencies answered, without anybody's personal data."""
