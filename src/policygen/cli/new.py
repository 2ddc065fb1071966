"""`policygen new`, and the way in for somebody who typed only `policygen`."""
