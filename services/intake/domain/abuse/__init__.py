"""Rules against floods and abuse. They slow machines down; no rule here stops a telephone call."""
