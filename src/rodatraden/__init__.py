"""Röda tråden: an open management system for Swedish municipal groups."""
