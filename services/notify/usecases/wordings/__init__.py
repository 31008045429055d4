"""The words that citizens are sent: written, tried, put in force and taken back by people."""
