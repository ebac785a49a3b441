"""Reads that are used twice or join several tables."""
