"""Notify: tells citizens what becomes of their case, each message once."""
