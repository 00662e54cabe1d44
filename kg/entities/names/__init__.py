"""The keys of names, one module for each type whose names have customs of their own."""
