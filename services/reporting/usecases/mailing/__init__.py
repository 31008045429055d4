"""Sending reports to those who subscribed to them, each once."""
