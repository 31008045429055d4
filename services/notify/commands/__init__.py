"""Notify's commands, mounted into the `hotline` command line."""
