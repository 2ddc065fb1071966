"""Tests of data classes made quickly."""
