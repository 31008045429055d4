"""Subscriptions and sendings in MongoDB and in memory; letters by SMTP."""
