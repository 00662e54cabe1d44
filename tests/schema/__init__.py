"""Tests of kg/schema/."""
