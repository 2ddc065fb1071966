"""Spreadsheets as Excel and its kin open them."""
